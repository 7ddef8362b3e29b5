import { markOf, type Schema, type Variant, variantsOf } from './schema.ts';

/** Where in a body or answer, and what a caller of the older document would meet. */
export interface SchemaFinding {
  field: string;
  what: string;
}

type Compare = (before: Variant, after: Variant, field: string) => SchemaFinding[];

const found = (field: string, what: string): SchemaFinding[] => [{ field: field || '(whole)', what }];
const inside = (field: string, name: string): string => (field ? `${field}.${name}` : name);
const quoted = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(', ');
const fewest = (results: SchemaFinding[][]): SchemaFinding[] =>
  results.toSorted((a, b) => a.length - b.length)[0] ?? [];

const takes = (wide: string, narrow: string): boolean =>
  wide === narrow || wide === 'any' || (wide === 'number' && narrow === 'integer');

/** What a caller sends must still be taken: each way of before needs a way of now that takes all of it. */
export function narrowedRequest(before: Schema, after: Schema, field = ''): SchemaFinding[] {
  const now = variantsOf(after);
  return variantsOf(before).flatMap((variant) => {
    const candidates = now.filter(({ type }) => takes(type, variant.type));
    if (candidates.length === 0) return found(field, `${sayType(variant)} is no longer taken`);
    return fewest(candidates.map((candidate) => sentVariant(variant, candidate, field)));
  });
}

/** What a caller reads must still be there: each way of now needs a way of before that a reader knows. */
export function narrowedResponse(before: Schema, after: Schema, field = ''): SchemaFinding[] {
  const known = variantsOf(before);
  if (known.some(({ type }) => type === 'any')) return [];
  const marks = new Set(known.filter(({ type }) => type === 'object').map(markOf));
  return variantsOf(after).flatMap((variant) => {
    const candidates = known.filter(({ type }) => takes(type, variant.type));
    if (candidates.length === 0) {
      return found(field, variant.type === 'null' ? 'may now be null' : `may now be ${sayType(variant)}`);
    }
    // One more kind in a union of marked kinds is what one more value is in an enumeration.
    if (variant.type === 'object' && marks.size > 1 && !marks.has(markOf(variant))) return [];
    return fewest(candidates.map((candidate) => readVariant(candidate, variant, field)));
  });
}

const sayType = ({ type, enum: values }: Variant): string =>
  type === 'any' ? 'any value' : values ? quoted(values) : type;

const LOWER = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum', 'minProperties'];
const UPPER = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum', 'maxProperties'];

function tightened(before: Variant, after: Variant, field: string): SchemaFinding[] {
  const limit = (schema: Variant, name: string, none: number): number => (schema[name] as number) ?? none;
  const rule = (name: string, tighter: boolean): SchemaFinding[] =>
    tighter
      ? found(field, `${name} was ${before[name] ?? 'not limited'} and is now ${String(after[name])}`)
      : [];
  return [
    ...LOWER.flatMap((name) => rule(name, limit(after, name, -Infinity) > limit(before, name, -Infinity))),
    ...UPPER.flatMap((name) => rule(name, limit(after, name, Infinity) < limit(before, name, Infinity))),
    // Whether one expression takes all that another took cannot be told, so any other one counts.
    ...['pattern', 'format', 'multipleOf'].flatMap((name) =>
      rule(name, after[name] !== undefined && after[name] !== before[name]),
    ),
  ];
}

function lostValues(before: Variant, after: Variant, field: string): SchemaFinding[] {
  if (!after.enum) return [];
  if (!before.enum) return found(field, `only ${quoted(after.enum)} is taken now`);
  const lost = before.enum.filter((value) => !after.enum!.includes(value));
  return lost.length > 0 ? found(field, `${quoted(lost)} is no longer taken`) : [];
}

const sentVariant: Compare = (before, after, field) => {
  if (after.type === 'any') return [];
  return [
    ...lostValues(before, after, field),
    ...tightened(before, after, field),
    ...(before.items && after.items ? narrowedRequest(before.items, after.items, `${field}[]`) : []),
    ...(before.type === 'object' ? sentFields(before, after, field) : []),
  ];
};

function sentFields(before: Variant, after: Variant, field: string): SchemaFinding[] {
  const was = before.properties ?? {};
  const now = after.properties ?? {};
  const required = new Set(after.required);
  const asked = (before.required ?? []) as string[];
  const rest = after.additionalProperties;
  return [
    ...Object.entries(was).flatMap(([name, schema]) => {
      const next = now[name] ?? (typeof rest === 'object' ? rest : undefined);
      return next
        ? narrowedRequest(schema, next, inside(field, name))
        : found(inside(field, name), 'is no longer taken');
    }),
    ...[...required]
      .filter((name) => !asked.includes(name))
      .flatMap((name) => found(inside(field, name), 'is now required')),
    ...restOf(before, after, field, narrowedRequest),
    ...(before.propertyNames && after.propertyNames
      ? narrowedRequest(before.propertyNames, after.propertyNames, `${field}{name}`)
      : []),
  ];
}

const readVariant: Compare = (before, after, field) => [
  ...(before.format !== undefined && before.format !== after.format
    ? found(field, `format was ${String(before.format)} and is now ${String(after.format ?? 'not said')}`)
    : []),
  ...(before.enum && !after.enum ? found(field, `may now be any ${after.type}`) : []),
  ...(before.items && after.items ? narrowedResponse(before.items, after.items, `${field}[]`) : []),
  ...(before.type === 'object' ? readFields(before, after, field) : []),
];

function readFields(before: Variant, after: Variant, field: string): SchemaFinding[] {
  const now = after.properties ?? {};
  const required = new Set(after.required);
  const promised = new Set(before.required);
  return [
    ...Object.entries(before.properties ?? {}).flatMap(([name, schema]) => {
      const at = inside(field, name);
      if (!now[name]) return found(at, 'is gone');
      return [
        ...(promised.has(name) && !required.has(name) ? found(at, 'may now be absent') : []),
        ...narrowedResponse(schema, now[name], at),
      ];
    }),
    ...restOf(before, after, field, narrowedResponse),
  ];
}

/** Values under names of the caller's own, as in texts by language. */
function restOf(
  before: Variant,
  after: Variant,
  field: string,
  narrowed: (before: Schema, after: Schema, field: string) => SchemaFinding[],
): SchemaFinding[] {
  const was = before.additionalProperties;
  const now = after.additionalProperties;
  if (typeof was !== 'object') return [];
  if (typeof now === 'object') return narrowed(was, now, `${field}{}`);
  return now === false || after.properties ? found(field, 'no longer holds values under other names') : [];
}
