/**
 * What a question type stands for in an XForm: the control it shows, the data type it binds and, for
 * metadata, the property that the client fills in.
 * Source: XLSForm reference table (xlsform.org) and the ODK XForms specification, "Data types" and "Preload".
 */
interface QuestionTypeInfo {
  /** Canonical name of the type in the form model, e.g. `select_one`. */
  readonly canonical: string;
  /** Body element; absent for questions that are never shown. */
  readonly tag?: string;
  readonly mediatype?: string;
  /** Attributes that the bind carries unless the row says otherwise; absent means no bind is written. */
  readonly bind?: Readonly<Record<string, string>>;
  readonly hint?: string;
}

interface Spec {
  tag?: string;
  mediatype?: string;
  bind?: Record<string, string>;
  hint?: string;
}

const input = (type: string, extra: Record<string, string> = {}): Spec => ({
  tag: 'input',
  bind: { type, ...extra },
});
const upload = (mediatype: string): Spec => ({ tag: 'upload', mediatype, bind: { type: 'binary' } });
const preload = (kind: string, type: string, params: string): Spec => ({
  bind: { 'jr:preload': kind, type, 'jr:preloadParams': params },
});
const property = (name: string): Spec => preload('property', 'string', name);
const count = (days: number): Spec => ({
  ...input('int', { constraint: `0 <= . and . <= ${days}` }),
  hint: `Enter a number 0-${days}.`,
});

/** Canonical name, then every spelling that a workbook may use, then its meaning. */
const SPECS: readonly [string, string, Spec][] = [
  ['text', 'text|string|q string|add text prompt', input('string')],
  ['integer', 'integer|int|q int|add integer prompt', input('int')],
  ['decimal', 'decimal|q decimal|add decimal prompt', input('decimal')],
  ['date', 'date|q date|add date prompt', input('date')],
  ['time', 'time', input('time')],
  [
    'dateTime',
    'dateTime|datetime|date time|q date time|q dateTime|add date time prompt|add dateTime prompt',
    input('dateTime'),
  ],
  ['note', 'note|q note|add note prompt', input('string', { readonly: 'true()' })],
  ['calculate', 'calculate|q calculate|add calculate prompt', { bind: { type: 'string' } }],
  ['hidden', 'hidden', { bind: { type: 'string' } }],
  [
    'acknowledge',
    'acknowledge|q acknowledge|add acknowledge prompt',
    { tag: 'trigger', bind: { type: 'string' } },
  ],
  ['acknowledge', 'trigger', { tag: 'trigger' }],
  ['barcode', 'barcode|q barcode|add barcode prompt', input('barcode')],
  ['geopoint', 'geopoint|gps|location|q geopoint|q location|add location prompt', input('geopoint')],
  ['geotrace', 'geotrace|q geotrace', input('geotrace')],
  ['geoshape', 'geoshape|q geoshape', input('geoshape')],
  ['image', 'photo|image|q picture|q image|add image prompt', upload('image/*')],
  ['audio', 'audio|q audio|add audio prompt', upload('audio/*')],
  ['video', 'video|q video|add video prompt', upload('video/*')],
  ['file', 'file|add file prompt', upload('application/*')],
  ['osm', 'osm', upload('osm/*')],
  ['range', 'range', { tag: 'range', bind: { type: 'int' } }],
  [
    'select_one',
    'select one|select one using|q select1|add select one prompt using',
    { tag: 'select1', bind: { type: 'string' } },
  ],
  [
    'select_multiple',
    'select all that apply|select all that apply from|select multiple from|select multiple using|q select|add select multiple prompt using',
    { tag: 'select', bind: { type: 'string' } },
  ],
  ['rank', 'rank', { tag: 'odk:rank', bind: { type: 'odk:rank' } }],
  ['select_one_external', 'select one external', input('string')],
  ['integer', 'percentage', input('int', { constraint: '0 <= . and . <= 100' })],
  ['integer', 'number of days in last month', count(31)],
  ['integer', 'number of days in last six months', count(183)],
  ['integer', 'number of days in last year', count(365)],
  [
    'text',
    'phone number',
    { ...input('string', { constraint: "regex(., '^\\d*$')" }), hint: 'Enter numbers only.' },
  ],
  ['start', 'start|start time|get start time', preload('timestamp', 'dateTime', 'start')],
  ['end', 'end|end time|get end time', preload('timestamp', 'dateTime', 'end')],
  ['today', 'today|get today', preload('date', 'date', 'today')],
  ['deviceid', 'deviceid|device id|get device id|imei', property('deviceid')],
  ['subscriberid', 'subscriberid|subscriber id|get subscriber id', property('subscriberid')],
  ['simserial', 'simserial|sim id|get sim id', property('simserial')],
  ['phonenumber', 'phonenumber|get phone number', property('phonenumber')],
  ['username', 'username', property('username')],
  ['email', 'email', property('email')],
  ['deviceid', 'uri:deviceid', property('uri:deviceid')],
  ['subscriberid', 'uri:subscriberid', property('uri:subscriberid')],
  ['simserial', 'uri:simserial', property('uri:simserial')],
  ['phonenumber', 'uri:phonenumber', property('uri:phonenumber')],
  ['username', 'uri:username', property('uri:username')],
  ['email', 'uri:email', property('uri:email')],
  ['audit', 'audit', { bind: { type: 'binary' } }],
  ['start-geopoint', 'start-geopoint', { bind: { type: 'geopoint' } }],
  ['background-audio', 'background-audio', { bind: { type: 'binary' } }],
  ['background-geopoint', 'background-geopoint', { tag: 'trigger', bind: { type: 'geopoint' } }],
];

/** Every question type by the spelling that a workbook uses (selects: by their long spelling). */
export const QUESTION_TYPES: ReadonlyMap<string, QuestionTypeInfo> = new Map(
  SPECS.flatMap(([canonical, spellings, spec]) =>
    spellings.split('|').map((spelling): [string, QuestionTypeInfo] => [spelling, { canonical, ...spec }]),
  ),
);

/** Spellings that stand for another type before anything else is looked at. */
export const TYPE_ALIASES: Readonly<Record<string, string>> = {
  imei: 'deviceid',
  image: 'photo',
  'add image prompt': 'photo',
  'add photo prompt': 'photo',
  'add audio prompt': 'audio',
  'add video prompt': 'video',
  'add file prompt': 'file',
};

/** Metadata that current phones no longer give out. */
export const DEPRECATED_METADATA: ReadonlySet<string> = new Set(['subscriberid', 'simserial']);

/** Types that only attach a file and ask nothing. */
export const EXTERNAL_INSTANCE_TYPES: ReadonlySet<string> = new Set(['xml-external', 'csv-external']);

/** What `begin x` opens. */
export const CONTAINERS: Readonly<Record<string, 'group' | 'repeat' | 'loop'>> = {
  group: 'group',
  lgroup: 'repeat',
  repeat: 'repeat',
  loop: 'loop',
  'looped group': 'repeat',
};

/** Select commands by the question type that they make. */
export const SELECT_COMMANDS: Readonly<Record<string, string>> = {
  'add select one prompt using': 'select one',
  'add select multiple prompt using': 'select all that apply',
  'select all that apply from': 'select all that apply',
  'select one from': 'select one',
  select1: 'select one',
  select_one: 'select one',
  'select one': 'select one',
  select_multiple: 'select all that apply',
  'select all that apply': 'select all that apply',
  select_one_external: 'select one external',
  select_one_from_file: 'select one',
  select_multiple_from_file: 'select all that apply',
  'select one from file': 'select one',
  'select multiple from file': 'select all that apply',
  rank: 'rank',
};

export const FILE_SELECT_COMMANDS: ReadonlySet<string> = new Set([
  'select_one_from_file',
  'select_multiple_from_file',
  'select one from file',
  'select multiple from file',
]);

/** File kinds that a select may read its choices from. */
export const FILE_EXTENSIONS: ReadonlySet<string> = new Set(['.xml', '.csv', '.geojson']);

/** Spellings offered when a type is not known. */
export const TYPE_SUGGESTIONS: readonly string[] = [
  ...QUESTION_TYPES.keys(),
  'select_one',
  'select_multiple',
  'select_one_from_file',
  'select_multiple_from_file',
  'select_one_external',
  'begin_group',
  'end_group',
  'begin_repeat',
  'end_repeat',
  'csv-external',
  'xml-external',
];
