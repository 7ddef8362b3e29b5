import { randomUUID } from 'node:crypto';
import { type Part, type Route, type Shape, type Slot, shapeOf } from './slots.ts';

/** Parts of a request as JSON, before they are written down as address and body. */
export type Parts = Record<Part, Record<string, unknown>>;

/** Values that make a call one that succeeds where the shape alone does not tell. */
const FITTING: Record<string, unknown> = {
  country: 'QY',
  language: 'en',
  lang: 'en',
  transition: undefined,
  lon: 10.5,
  lat: 0.5,
  zone: 'UTC',
  digestAt: '07:00',
  filter: undefined,
  cursor: undefined,
  bbox: undefined,
  sort: undefined,
  permissions: ['forms.form.read'],
  operations: undefined,
  addresses: [],
  days: 1,
  quiet: null,
  kinds: {},
  due: null,
  remindBefore: null,
  escalation: null,
  by: 'state',
  columns: undefined,
  name: undefined,
};

/** Required fields filled with something that the shape accepts; `random` makes names new. */
function fitting(shape: Shape, name = ''): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.properties || shape.type === 'object') {
    const required = new Set(shape.required ?? []);
    return Object.fromEntries(
      Object.entries(shape.properties ?? {})
        .filter(([key]) => required.has(key))
        .map(([key, value]) => [key, fitting(value, key)]),
    );
  }
  const known = FITTING[name];
  if (known !== undefined) return known;
  const one = shape.anyOf?.[0] ?? shape.oneOf?.[0];
  if (one) return fitting(one, name);
  if (shape.type === 'array') return shape.items ? [fitting(shape.items, name)] : [];
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(shape.minimum ?? 1, 1);
  if (shape.type === 'boolean') return true;
  return text(shape, name);
}

function text(shape: Shape, name: string): string {
  const fresh = randomUUID().slice(0, 8);
  if (shape.format === 'uuid') return randomUUID();
  if (shape.format === 'date') return '2026-11-01';
  if (shape.format === 'date-time') return '2026-11-01T00:00:00Z';
  if (shape.format === 'email') return `${fresh}@example.org`;
  if (shape.format === 'uri') return `https://push.example.org/${fresh}`;
  if (name === 'code') return `C-${fresh.toUpperCase()}`;
  return `text ${fresh}`.padEnd(shape.minLength ?? 0, '.').slice(0, shape.maxLength ?? 200);
}

/** The required parts of a call; slots still hold identifiers of nothing. */
export function partsOf(route: Route): Parts {
  const part = (key: Part) => {
    const shape = shapeOf(route.schema[key]);
    return (shape.properties ? fitting(shape) : {}) as Record<string, unknown>;
  };
  return { params: part('params'), querystring: part('querystring'), body: part('body') };
}

/** Writes a value into its slot. */
export function put(parts: Parts, { part, path }: Slot, value: string): void {
  let at: Record<string, unknown> | unknown[] = parts[part];
  path.forEach((key, i) => {
    const last = i === path.length - 1;
    const next = path[i + 1];
    const where = key === '*' ? 0 : key;
    const holder = at as Record<string, unknown>;
    if (last) holder[where] = value;
    else {
      if (typeof holder[where] !== 'object' || holder[where] === null) holder[where] = next === '*' ? [] : {};
      at = holder[where] as Record<string, unknown>;
    }
  });
}

/** Headers and body of the routes that read no JSON. */
type RawInit = (parts: Parts) => RequestInit;
const tus = { 'tus-resumable': '1.0.0' };
const bytes = (type: string, body: string, headers: Record<string, string> = {}): RawInit => {
  return () => ({ headers: { 'content-type': type, ...headers }, body });
};
const submission: RawInit = () => {
  const body = new FormData();
  body.set('xml_submission_file', new Blob(['<data id="none"/>'], { type: 'text/xml' }), 'submission.xml');
  return { headers: { 'x-openrosa-version': '1.0' }, body };
};
const RAW: Record<string, RawInit> = {
  'files.createUpload': () => ({ headers: { ...tus, 'upload-length': '4' } }),
  'files.headUpload': () => ({ headers: tus }),
  'files.patchUpload': bytes('application/offset+octet-stream', 'more', { ...tus, 'upload-offset': '4' }),
  'files.postUpload': bytes('application/offset+octet-stream', 'more', {
    ...tus,
    'upload-offset': '4',
    'x-http-method-override': 'PATCH',
  }),
  'files.deleteUpload': () => ({ headers: tus }),
  'forms.submitRecord': submission,
  'openRosa.submission': submission,
};

/** Address and init of a call. */
export function written(route: Route, parts: Parts): [string, RequestInit] {
  const path = route.url.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(parts.params[name] ?? 'none')),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parts.querystring))
    for (const one of [value].flat()) if (one !== undefined && one !== null) query.append(key, String(one));
  const address = query.size > 0 ? `${path}?${query}` : path;
  const raw = RAW[route.id]?.(parts);
  if (raw) return [address, { method: route.method, ...raw }];
  if (/GET|HEAD|OPTIONS/.test(route.method)) return [address, { method: route.method }];
  if (/request|both/.test(route.config.raw ?? ''))
    return [address, { method: route.method, headers: { 'content-type': 'text/csv' }, body: 'a,b\n1,2\n' }];
  if (!route.schema.body) return [address, { method: route.method }];
  const headers = { 'content-type': 'application/json' };
  return [address, { method: route.method, headers, body: JSON.stringify(parts.body) }];
}
