/** Values that break readers of JSON, addresses, SQL, dates and headers, chosen by `random` in [0, 1). */
export type Random = () => number;

export const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

const LONG = 'x'.repeat(70_000);
const deep = (n: number): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < n; i++) value = i % 2 ? [value] : { a: value };
  return value;
};

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202eevil\u2066',
  '\ufeff',
  '\u2028',
  '\r\nSet-Cookie: a=b',
  '🏳️‍🌈'.repeat(50),
  'ﷺ'.repeat(300),
  LONG,
  "' or 1=1 --",
  "'; select pg_sleep(1); --",
  '%_\\%',
  '$1',
  '\\',
  '"',
  '../../../etc/passwd',
  '..%2f..%2f',
  '<svg onload=alert(1)>',
  '=cmd|calc',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  'Infinity',
  '-0',
  '1e400',
  '99999999999999999999',
  '-1',
  '0',
  '1.5',
  '0x10',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
  '[object Object]',
  '9999-12-31',
  '0000-01-01',
  '2026-02-31',
  '2026-11-22T25:61:61Z',
  '275760-09-13T00:00:00Z',
  '+275760-09-14T00:00:00.000Z',
  '-000001-01-01T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '00000000-0000-4000-8000-00000000000g',
  'en-US-u-ca-persian-x-private',
  'Africa/Nowhere',
  'http://127.0.0.1:22/',
  'https://nowhere.invalid/',
  'javascript:alert(1)',
  'data:text/html,x',
  'mailto:a@b',
  'a@b',
  'pg_catalog.pg_class',
  'identity.account',
  'access.role',
  'audit.entry',
  'forms.record',
  'administrator',
  'WyJhIiwiYiJd',
  'W251bGwsbnVsbF0',
  'WzEsMl0',
  'WyIwMDAwMDAwMC0wMDAwLTQwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ',
  'WyIyMDI2LTExLTIyVDAwOjAwOjAwWiIsIngiXQ',
  '{"op":"and","args":[]}',
  '[{"column":"name","op":"eq","value":"\u0000"}]',
];

const ODATA = [
  "name eq 'x'",
  "name eq 'x''y'",
  "contains(name,'%')",
  'not not not not name',
  '((((((((((((((((name eq 1',
  'name eq null and',
  "startswith(name,'\u0000')",
  'year(x) eq 99999999999',
  'id in (1,2,3',
  "geo.distance(x,geography'POINT(0 0)') lt 1",
  "'a' eq 'a'",
  '1 div 0 eq 1',
  `${'name eq 1 or '.repeat(500)}name eq 1`,
  `${'('.repeat(3000)}1${')'.repeat(3000)}`,
  'name eq duration',
  'updatedAt gt 2026-13-99T00:00:00Z',
  'updatedAt gt 0001-01-01T00:00:00Z',
  'lat gt 1e999',
];
const BOXES = [
  '0,0,1',
  '1,1,0,0',
  'NaN,0,1,1',
  '1e999,0,1,1',
  '-180,-90,180,90',
  '0,0,0,0,0,0',
  ',,,',
  '181,91,182,92',
];
const TIMES = [
  '../..',
  '2026-01-01/..',
  '2026-13-01',
  '../2026',
  '2026-01-01T00:00:00Z/2025-01-01T00:00:00Z',
  '/',
  '0/0',
];

/** Names of query parameters that feeds read, with what may stand in them. */
const FEED: Record<string, readonly string[]> = {
  $filter: ODATA,
  filter: ODATA,
  $orderby: ['name desc,', 'name asc desc', 'nothing', ',', 'name,name,name'],
  $select: ['*', 'name,', 'nothing', '__proto__', '$count'],
  $top: ['0', '-1', '1e9', '99999999999999999999', 'x'],
  $skip: ['-1', '1e9', '99999999999999999999'],
  $skiptoken: TEXTS,
  $count: ['true', 'x'],
  $apply: ['groupby((name))', 'aggregate(', 'filter(x)/groupby'],
  $search: ['"', 'a AND', 'NOT'],
  $format: ['json', 'xml', 'application/json;odata.metadata=full'],
  bbox: BOXES,
  datetime: TIMES,
  limit: ['0', '-1', '1e9', 'x', '10001'],
  offset: ['-1', '99999999999999999999'],
  crs: ['http://www.opengis.net/def/crs/EPSG/0/4326', 'x'],
  'bbox-crs': ['x'],
  'filter-lang': ['cql2-text', 'cql2-json', 'x'],
  properties: ['x', '', 'name,'],
  sortby: ['-name', '+x', '--'],
  f: ['json', 'html', 'x'],
};

export const feedQuery = (random: Random): [string, string] => {
  const name = pick(random, Object.keys(FEED));
  return [name, random() < 0.3 ? brokenText(random) : pick(random, FEED[name]!)];
};

export const brokenText = (random: Random): string =>
  random() < 0.2 ? pick(random, TEXTS) + pick(random, TEXTS).slice(0, 200) : pick(random, TEXTS);

export function brokenValue(random: Random): unknown {
  const kind = random();
  if (kind < 0.5) return brokenText(random);
  if (kind < 0.6) return pick(random, [0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 2 ** 63, 1e21, -0]);
  if (kind < 0.7) return pick(random, [null, true, false]);
  if (kind < 0.8)
    return Array.from({ length: pick(random, [0, 1, 2, 600]) }, () => brokenText(random).slice(0, 50));
  if (kind < 0.9)
    return { [brokenText(random).slice(0, 50)]: brokenText(random).slice(0, 100), __proto__: null };
  return deep(pick(random, [3, 50, 3000]));
}

/** Headers that a route may read. */
const HEADERS: Record<string, readonly string[]> = {
  'idempotency-key': [
    '',
    'x',
    '"',
    '""',
    '00000000-0000-4000-8000-000000000000',
    '"00000000-0000-4000-8000-000000000000"',
  ],
  range: [
    'bytes=0-',
    'bytes=-1',
    'bytes=5-2',
    'bytes=99999999999999999999-',
    'bytes=0-0,1-1',
    'lines=1-2',
    'bytes=',
  ],
  'if-none-match': ['*', '"x"', 'W/"', ','],
  'if-modified-since': ['x', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  'accept-language': ['*', 'xx;q=2', 'ar,en;q=x', ','.repeat(2000)],
  accept: ['*/*', 'x', 'application/xml', 'application/json;odata.metadata=none', ';'],
  authorization: [
    'Bearer',
    'Bearer x',
    'Bearer sj_x',
    'Basic Og==',
    'Basic \u00ff',
    'Digest',
    `Bearer ${'x'.repeat(8000)}`,
  ],
  cookie: [
    'sojourn_session',
    'sojourn_session=;',
    'sojourn_session=%00',
    'sojourn_session=%',
    'a=b; '.repeat(500),
  ],
  origin: ['null', 'http://evil.example', ''],
  'sec-fetch-site': ['cross-site', 'same-origin', 'x'],
  'x-forwarded-for': ['x', '1.2.3.4, 5.6.7.8', "' or 1"],
  'x-http-method-override': ['PATCH', 'DELETE', 'TRACE', 'x'],
  'tus-resumable': ['1.0.0', '0.2.2', 'x', ''],
  'upload-length': ['0', '-1', '1e3', '99999999999999999999', 'x', '10'],
  'upload-offset': ['0', '-1', '1.5', '99999999999999999999', 'x'],
  'upload-metadata': [
    '',
    'filename',
    'filename !!!',
    'filename eA==,filename eQ==',
    `entity ${'QUFB'.repeat(500)}`,
    ',',
    'entity AA==',
  ],
  'upload-checksum': ['sha1 x', 'md5', 'sha256 AAAA', ' ', 'sha256 '],
  'upload-defer-length': ['1', '2'],
  'upload-concat': ['partial', 'final;/x'],
  'x-openrosa-version': ['1.0', '9', 'x'],
  'odata-version': ['4.0', '9'],
  'odata-maxversion': ['4.01', 'x'],
  prefer: [
    'odata.maxpagesize=0',
    'odata.maxpagesize=-1',
    'odata.maxpagesize=99999999999999999999',
    'respond-async',
  ],
  'last-event-id': ['x', '-1', '99999999999999999999'],
  'content-encoding': ['gzip', 'br', 'x'],
  expect: ['100-continue'],
};

export const brokenHeader = (random: Random): [string, string] => {
  const name = pick(random, Object.keys(HEADERS));
  return [name, pick(random, HEADERS[name]!)];
};

const TYPES = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'application/offset+octet-stream',
  'application/octet-stream',
  'text/csv',
  'text/xml',
  'application/zip',
  'x',
  '',
];

const part = (name: string, file: string, body: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\n\r\n${body}\r\n`;
/** Whole bodies with their type. */
export function brokenBody(random: Random): { type: string; body: Buffer } {
  const bodies: (() => Buffer)[] = [
    () => Buffer.from(''),
    () => Buffer.from('{'),
    () => Buffer.from('{"a":1'),
    () => Buffer.from('null'),
    () => Buffer.from('"x"'),
    () => Buffer.from('[[]]'),
    () => Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
    () => Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    () => Buffer.from('\ufeff{}'),
    () => Buffer.from(`${'['.repeat(100_000)}`),
    () => Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
    () => Buffer.from('{"__proto__":{"x":1},"constructor":{"prototype":{"y":1}}}'),
    () => Buffer.from(`{"a":"${'x'.repeat(5_000_000)}"}`),
    () =>
      Buffer.from(
        `${part('xml_submission_file', 'submission.xml', '<data id="x" version="\u0001"/>')}--x--\r\n`,
      ),
    () =>
      Buffer.from(
        `${part('xml_submission_file', 's.xml', '<!DOCTYPE d [<!ENTITY a "b">]><data id="&a;"/>')}--x--\r\n`,
      ),
    () => Buffer.from(`${part('xml_submission_file', 's.xml', '<a>'.repeat(20_000))}--x--\r\n`),
    () => Buffer.from(part('xml_submission_file', '../../x', '<data')),
    () => Buffer.from('--x\r\nContent-Disposition: form-data\r\n\r\n--x--'),
    () => Buffer.from('PK\u0003\u0004 not a zip'),
    () => Buffer.from('a,b\n"\u0000,1\n2'),
    () => Buffer.from('code,name\n=1+1,"unclosed\n'),
    () =>
      Buffer.from(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[[["x"]]]}}]}',
      ),
    () => Buffer.from('{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[99]]}},"arcs":[]}'),
    () => Buffer.from('logout_token=x.y.z'),
    () => Buffer.from(`a=${'%00'.repeat(1000)}`),
  ];
  return { type: pick(random, TYPES), body: pick(random, bodies)() };
}
