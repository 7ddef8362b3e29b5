/**
 * Column names of each sheet: the canonical ones, and the other spellings that stand for them.
 * An alias of two parts puts the value into a sub-group (`relevance` is the `relevant` of the bind).
 */
export interface ColumnDialect {
  readonly known: ReadonlySet<string>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

const MEDIA: Record<string, readonly string[]> = {
  image: ['media', 'image'],
  'big-image': ['media', 'big-image'],
  audio: ['media', 'audio'],
  video: ['media', 'video'],
};

const SURVEY: ColumnDialect = {
  known: new Set([
    'name',
    'label',
    'default',
    'guidance_hint',
    'instance',
    'query',
    'sms_field',
    'trigger',
    'bind',
    'choice_filter',
    'control',
    'hint',
    'media',
    'parameters',
    'type',
    'choices',
    'itemset',
    'list_name',
  ]),
  aliases: {
    sms_option: ['sms_option'],
    sms_separator: ['sms_separator'],
    sms_allow_media: ['sms_allow_media'],
    sms_date_format: ['sms_date_format'],
    sms_datetime_format: ['sms_datetime_format'],
    sms_response: ['sms_response'],
    compact_tag: ['instance', 'odk:tag'],
    read_only: ['bind', 'readonly'],
    readonly: ['bind', 'readonly'],
    relevant: ['bind', 'relevant'],
    relevance: ['bind', 'relevant'],
    required: ['bind', 'required'],
    constraint: ['bind', 'constraint'],
    constraining_message: ['bind', 'jr:constraintMsg'],
    constraint_message: ['bind', 'jr:constraintMsg'],
    calculation: ['bind', 'calculate'],
    calculate: ['bind', 'calculate'],
    requiredmsg: ['bind', 'jr:requiredMsg'],
    required_message: ['bind', 'jr:requiredMsg'],
    noapperrorstring: ['bind', 'jr:noAppErrorString'],
    no_app_error_string: ['bind', 'jr:noAppErrorString'],
    save_to: ['bind', 'entities:saveto'],
    caption: ['label'],
    command: ['type'],
    tag: ['name'],
    value: ['name'],
    appearance: ['control', 'appearance'],
    count: ['control', 'jr:count'],
    repeat_count: ['control', 'jr:count'],
    'jr:count': ['control', 'jr:count'],
    autoplay: ['control', 'autoplay'],
    rows: ['control', 'rows'],
    body: ['control'],
    ...MEDIA,
  },
};

const CHOICES: ColumnDialect = {
  known: new Set(['name', 'label', 'media', 'sms_option']),
  aliases: { caption: ['label'], list_name: ['list name'], value: ['name'], ...MEDIA },
};

const SETTINGS: ColumnDialect = {
  known: new Set([
    'name',
    'label',
    'type',
    'bind',
    'control',
    'hint',
    'instance',
    'media',
    'flat',
    'sms_field',
    'add_none_option',
    'allow_choice_duplicates',
    'attribute',
    'auto_delete',
    'auto_send',
    'clean_text_values',
    'client_editable',
    'default_language',
    'delimiter',
    'id_string',
    'instance_name',
    'instance_xmlns',
    'namespaces',
    'omit_instanceID',
    'public_key',
    'sms_allow_media',
    'sms_date_format',
    'sms_datetime_format',
    'sms_keyword',
    'sms_response',
    'sms_separator',
    'style',
    'submission_url',
    'title',
    'version',
  ]),
  aliases: {
    form_title: ['title'],
    set_form_title: ['title'],
    form_id: ['id_string'],
    set_form_id: ['id_string'],
    prefix: ['prefix'],
  },
};

const ENTITIES: ColumnDialect = {
  known: new Set(['dataset', 'entity_id', 'create_if', 'update_if', 'repeat', 'label']),
  aliases: { list_name: ['dataset'] },
};

/** The sheets that a form may have, in the order in which they are read. */
export const SHEETS = { survey: SURVEY, choices: CHOICES, settings: SETTINGS, entities: ENTITIES } as const;

export const SHEET_NAMES: readonly string[] = [
  'survey',
  'choices',
  'settings',
  'external_choices',
  'osm',
  'entities',
];

/** Survey columns that may be translated, by the name used in messages. */
export const TRANSLATABLE_SURVEY: Readonly<Record<string, string>> = {
  label: 'label',
  hint: 'hint',
  guidance_hint: 'guidance_hint',
  image: 'image',
  'big-image': 'big-image',
  audio: 'audio',
  video: 'video',
  'jr:constraintMsg': 'constraint_message',
  'jr:requiredMsg': 'required_message',
};

export const TRANSLATABLE_CHOICES: Readonly<Record<string, string>> = {
  label: 'label',
  image: 'image',
  'big-image': 'big-image',
  audio: 'audio',
  video: 'video',
};

/** Question types that, written as a survey row, set a setting by their name column. */
export const SETTING_TYPES: Readonly<Record<string, string>> = {
  form_title: 'title',
  set_form_title: 'title',
  form_id: 'id_string',
  set_form_id: 'id_string',
  prefix: 'prefix',
};

export const MEDIA_KINDS: ReadonlySet<string> = new Set(['image', 'big-image', 'audio', 'video']);

const YES = new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'true()']);
const NO = new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'false()']);

/** `yes`/`no` and their spellings; undefined for anything else. */
export function yesNo(value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (YES.has(value)) return true;
  return NO.has(value) ? false : undefined;
}
