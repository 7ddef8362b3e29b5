import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ApiDocument, findNarrowings, mayNarrow, type Operation } from './contract/compare.ts';
import type { Schema } from './contract/schema.ts';

const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
  type: 'object',
  properties,
  required,
});
const text: Schema = { type: 'string' };

const document = (
  operation: Partial<Operation>,
  path = '/api/things/{id}',
  method = 'post',
): ApiDocument => ({
  info: { version: '0.1.0' },
  paths: { [path]: { [method]: { responses: { 200: {} }, ...operation } } },
});
const asking = (schema: Schema) =>
  document({ requestBody: { required: true, content: { 'application/json': { schema } } } });
const answering = (schema: Schema) =>
  document({ responses: { 200: { content: { 'application/json': { schema } } } } });
const withQuery = (name: string, schema: Schema, required = false) =>
  document({ parameters: [{ name, in: 'query', required, schema }] });

const said = (before: ApiDocument, after: ApiDocument) =>
  findNarrowings(before, after).map(({ route, field, what }) => `${route}: ${field} ${what}`);
const at = 'POST /api/things/{id}:';

describe('what is taken from a caller', () => {
  const cases: [string, ApiDocument, ApiDocument, string[]][] = [
    ['a route', document({}), document({}, '/api/other'), [`${at} (route) is gone`]],
    ['a method', document({}), document({}, '/api/things/{id}', 'get'), [`${at} (route) is gone`]],
    [
      'the openness of a route',
      document({ security: [] }),
      document({}),
      [`${at} (route) was open to everyone and now needs a session or token`],
    ],
    ['a status', document({}), document({ responses: { 204: {} } }), [`${at} answer 200 is gone`]],
    [
      'a kind of answer',
      document({ responses: { 200: { content: { 'text/csv': {} } } } }),
      document({ responses: { 200: { content: { 'text/plain': {} } } } }),
      [`${at} answer 200 no longer comes as text/csv`],
    ],
    [
      'a field of an answer, however deep',
      answering(object({ items: { type: 'array', items: object({ a: text, b: text }) } })),
      answering(object({ items: { type: 'array', items: object({ a: text }) } })),
      [`${at} answer.items[].b is gone`],
    ],
    [
      'that a field is there',
      answering(object({ a: text })),
      answering(object({ a: text }, [])),
      [`${at} answer.a may now be absent`],
    ],
    [
      'that a field is not null',
      answering(object({ a: text, b: object({ c: text }) })),
      answering(
        object({ a: { type: ['string', 'null'] }, b: { anyOf: [object({ c: text }), { type: 'null' }] } }),
      ),
      [`${at} answer.a may now be null`, `${at} answer.b may now be null`],
    ],
    [
      'the type of a field',
      answering(object({ n: { type: 'integer' }, s: text })),
      answering(object({ n: { type: 'number' }, s: { type: 'integer' } })),
      [`${at} answer.n may now be number`, `${at} answer.s may now be integer`],
    ],
    [
      'the format and the closed list of a field',
      answering(object({ id: { type: 'string', format: 'uuid' }, s: { type: 'string', enum: ['a'] } })),
      answering(object({ id: text, s: text })),
      [`${at} answer.id format was uuid and is now not said`, `${at} answer.s may now be any string`],
    ],
    [
      'values under names of the caller',
      answering({ type: 'object', additionalProperties: text }),
      answering({ type: 'object', additionalProperties: { type: 'integer' } }),
      [`${at} answer{} may now be integer`],
    ],
    ['the body', asking(object({})), document({}), [`${at} body is no longer taken`]],
    ['the lack of a body', document({}), asking(object({})), [`${at} body is now required`]],
    [
      'a field that was taken',
      asking(object({ a: text, b: text }, [])),
      asking(object({ a: text }, [])),
      [`${at} body.b is no longer taken`],
    ],
    [
      'leaving a field out',
      asking(object({ a: text }, [])),
      asking(object({ a: text, b: text }, ['a', 'b'])),
      [`${at} body.a is now required`, `${at} body.b is now required`],
    ],
    [
      'a value',
      asking(object({ s: { type: 'string', enum: ['a', 'b'] }, t: text })),
      asking(object({ s: { anyOf: [{ type: 'string', const: 'a' }] }, t: { type: 'string', enum: ['x'] } })),
      [`${at} body.s "b" is no longer taken`, `${at} body.t only "x" is taken now`],
    ],
    [
      'a type, and null',
      asking(object({ n: { type: 'number' }, s: { type: ['string', 'null'] } })),
      asking(object({ n: { type: 'integer' }, s: text })),
      [`${at} body.n number is no longer taken`, `${at} body.s null is no longer taken`],
    ],
    [
      'room',
      asking(object({ s: { type: 'string', maxLength: 9 }, n: { type: 'integer' }, l: { type: 'array' } })),
      asking(
        object({
          s: { type: 'string', maxLength: 8, pattern: '^a' },
          n: { type: 'integer', minimum: 1 },
          l: { type: 'array', maxItems: 3 },
        }),
      ),
      [
        `${at} body.s maxLength was 9 and is now 8`,
        `${at} body.s pattern was not limited and is now ^a`,
        `${at} body.n minimum was not limited and is now 1`,
        `${at} body.l maxItems was not limited and is now 3`,
      ],
    ],
    ['a parameter', withQuery('q', text), document({}), [`${at} query.q is no longer taken`]],
    ['the lack of a parameter', document({}), withQuery('q', text, true), [`${at} query.q is now required`]],
    [
      'leaving a parameter out, and its room',
      withQuery('q', text),
      withQuery('q', { type: 'string', maxLength: 5 }, true),
      [`${at} query.q is now required`, `${at} query.q maxLength was not limited and is now 5`],
    ],
  ];
  test.each(cases)('%s', (_, before, after, findings) => expect(said(before, after)).toEqual(findings));

  test('from the problem that every route may answer with', () => {
    const shared = (schema: Schema): ApiDocument => ({
      ...document({}),
      components: { responses: { Problem: { content: { 'application/problem+json': { schema } } } } },
    });
    expect(said(shared(object({ code: text, title: text })), shared(object({ title: text })))).toEqual([
      'every route: answer.code is gone',
    ]);
  });
});

describe('what is no finding', () => {
  const kind = (name: string, more: Record<string, Schema> = {}) =>
    object({ kind: { type: 'string', const: name }, ...more });
  const cases: [string, ApiDocument, ApiDocument][] = [
    [
      'one more value or kind in an answer',
      answering(
        object({ s: { type: 'string', enum: ['a'] }, u: { anyOf: [kind('a', { x: text }), kind('b')] } }),
      ),
      answering(
        object({
          s: { type: 'string', enum: ['a', 'b'] },
          u: { anyOf: [kind('a', { x: text }), kind('b'), kind('c')] },
        }),
      ),
    ],
    [
      'an answer that is narrower than before',
      answering(object({ n: { type: ['number', 'null'] } })),
      answering(object({ n: { type: 'integer' } })),
    ],
    [
      'a request that takes more than before',
      asking(object({ n: { type: 'integer', maximum: 5 }, s: { type: 'string', enum: ['a'] } })),
      asking(object({ n: { type: ['number', 'null'] }, s: text, more: text }, [])),
    ],
    ['another name for a part of the path', document({}), document({}, '/api/things/{thing}')],
  ];
  test.each(cases)('%s', (_, before, after) => expect(said(before, after)).toEqual([]));
});

const leaf = fc.oneof(
  fc.record({ type: fc.constant('string') }),
  fc.record({ type: fc.constant('string'), maxLength: fc.nat(99), minLength: fc.nat(3) }),
  fc.record({ type: fc.constantFrom('integer', 'number'), minimum: fc.integer() }),
  fc.record({ type: fc.constant('string'), enum: fc.uniqueArray(fc.string(), { minLength: 1 }) }),
  fc.constant<Schema>({ type: ['string', 'null'], format: 'date' }),
  fc.constant<Schema>({ anyOf: [{ type: 'string', const: 'a' }, { type: 'null' }] }),
  fc.constant<Schema>({}),
);
const name = fc.stringMatching(/^[a-z]{1,4}$/);
const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ type: fc.constant('object'), additionalProperties: tie('schema') }),
    fc.dictionary(name, tie('schema'), { maxKeys: 4 }).map((fields) =>
      object(
        fields,
        Object.keys(fields).filter((_, i) => i % 2 === 0),
      ),
    ),
  ),
}));

/** The same schema with room added everywhere: optional fields in what is sent, fields and values in what is read. */
function extended(one: Schema, answer: boolean): Schema {
  if (one.anyOf) return { anyOf: one.anyOf.map((part) => extended(part, answer)) };
  if (one.properties) {
    const fields = Object.entries(one.properties).map(([key, field]) => [key, extended(field, answer)]);
    return {
      ...one,
      properties: { ...Object.fromEntries(fields), zzzzz: text },
      required: answer ? [...one.required!, 'zzzzz'] : [],
    };
  }
  if (typeof one.additionalProperties === 'object')
    return { ...one, additionalProperties: extended(one.additionalProperties, answer) };
  if (one.items) return { ...one, items: extended(one.items, answer) };
  if (one.enum) return { ...one, enum: [...one.enum, 'zzzzz'] };
  const { maxLength, minLength, minimum, ...freer } = one;
  return freer;
}

describe('properties', () => {
  test('an identical document gives no finding', () => {
    fc.assert(
      fc.property(schema, schema, (sent, read) => {
        const same = asking(sent);
        expect(said(same, structuredClone(same))).toEqual([]);
        expect(said(answering(read), answering(structuredClone(read)))).toEqual([]);
      }),
    );
  });

  test('an extended document gives none; taken back, what was read in it is missed', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(said(asking(one), asking(extended(one, false)))).toEqual([]);
        expect(said(answering(one), answering(extended(one, true)))).toEqual([]);
        const more = object({ one, zzzzz: text });
        expect(said(answering(more), answering(object({ one })))).toEqual([`${at} answer.zzzzz is gone`]);
      }),
    );
  });
});

test('a version may narrow when its major is higher, or its minor while the major is 0', () => {
  const told = ['0.1.0', '0.1.9', '0.2.0', '1.0.0'].map((version) => mayNarrow('0.1.0', version));
  expect(told).toEqual([false, false, true, true]);
  expect(['1.9.0', '2.0.0', '0.9.0'].map((version) => mayNarrow('1.2.0', version))).toEqual([
    false,
    true,
    false,
  ]);
});
