import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Filter } from '../contract/filter.ts';
import { Unusable } from './checked.ts';
import { parseFilter } from './odata-filter.ts';
import { readQuery, resourceOf } from './odata-query.ts';

const name = fc.constantFrom('code', 'name', 'opened_on', 'level', 'inside', 'note', 'orders');
const text = fc.oneof(
  fc.string(),
  fc.constantFrom("O'Hara", "''", ' and ', ') or (', 'مخيم', '2026-01-01', 'null'),
);
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Object.is(n, -0)),
);
const value = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const part = fc.option(fc.constantFrom('lower', 'upper', 'date', 'year', 'month', 'day'), { nil: undefined });
const with_ = (column: string, p: string | undefined) => ({ column, ...(p ? { part: p as 'lower' } : {}) });

const leaf: fc.Arbitrary<Filter> = fc.oneof(
  fc
    .tuple(fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'), name, part, value)
    .map(([op, column, p, v]) => ({ op, ...with_(column, p), value: v }) as Filter),
  fc
    .tuple(name, part, fc.array(value, { minLength: 1, maxLength: 4 }))
    .map(([column, p, values]) => ({ op: 'in', ...with_(column, p), values }) as Filter),
  fc
    .tuple(fc.constantFrom('contains', 'startsWith', 'endsWith'), name, part, text)
    .map(([op, column, p, v]) => ({ op, ...with_(column, p), value: v }) as Filter),
  fc.tuple(name, text).map(([column, v]) => ({ op: 'has', column, value: v }) as Filter),
);
const tree: fc.Arbitrary<Filter> = fc.letrec<{ one: Filter }>((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('one'), { minLength: 2, maxLength: 3 }))
      .map(([op, of]) => ({ op, of }) as Filter),
    tie('one').map((of) => ({ op: 'not', of }) as Filter),
  ),
})).one;

const FUNCTIONS = {
  lower: 'tolower',
  upper: 'toupper',
  date: 'date',
  year: 'year',
  month: 'month',
  day: 'day',
};
const literal = (v: unknown): string => (typeof v === 'string' ? `'${v.replaceAll("'", "''")}'` : String(v));
/** Writes a filter as the standard's grammar says it, every part in parentheses. */
function write(f: Filter): string {
  const operand = (x: { column: string; part?: keyof typeof FUNCTIONS | undefined }) =>
    x.part ? `${FUNCTIONS[x.part]}(${x.column})` : x.column;
  switch (f.op) {
    case 'and':
    case 'or':
      return f.of.map((one) => `(${write(one)})`).join(` ${f.op} `);
    case 'not':
      return `not (${write(f.of)})`;
    case 'in':
      return `${operand(f)} in (${f.values.map(literal).join(',')})`;
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return `${f.op.toLowerCase()}(${operand(f)},${literal(f.value)})`;
    case 'has':
      return `${f.column}/any(x:x eq ${literal(f.value)})`;
    case 'box':
      throw new Error('no such thing in a filter');
    default:
      return `${operand(f)} ${f.op} ${literal(f.value)}`;
  }
}

test('reads back whatever the grammar writes', () => {
  fc.assert(
    fc.property(tree, (filter) => {
      expect(parseFilter(write(filter))).toEqual(filter);
    }),
    { numRuns: 500 },
  );
});

test('answers any text with a filter or a refusal, never with another error', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    'not',
    'and',
    'or',
    'eq',
    'in',
    'a',
    "'x",
    "'y'",
    '5',
    ',',
    '/',
    'any',
    ':',
    'contains',
    'null',
    '-',
    '\u0000',
    '%',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 30 }).map((p) => p.join(' ')),
      ),
      (input) => {
        try {
          parseFilter(input);
        } catch (error) {
          expect(error).toBeInstanceOf(Unusable);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

describe('as clients write it', () => {
  test.each<[string, Filter]>([
    ["'a' eq code", { op: 'eq', column: 'code', value: 'a' }],
    ['5 lt level', { op: 'gt', column: 'level', value: 5 }],
    ["contains(code,'x') eq true", { op: 'contains', column: 'code', value: 'x' }],
    ["startswith(code,'x') eq false", { op: 'not', of: { op: 'startsWith', column: 'code', value: 'x' } }],
    ["tolower(code) eq tolower('ABC')", { op: 'eq', column: 'code', part: 'lower', value: 'abc' }],
    ['open', { op: 'eq', column: 'open', value: true }],
    ['not open', { op: 'not', of: { op: 'eq', column: 'open', value: true } }],
    ['1 eq 1', { op: 'and', of: [] }],
    [
      'at ge 2026-01-01T00:00:00Z and at lt 2027-01-01T00:00:00+03:00',
      {
        op: 'and',
        of: [
          { op: 'ge', column: 'at', value: '2026-01-01T00:00:00Z' },
          { op: 'lt', column: 'at', value: '2027-01-01T00:00:00+03:00' },
        ],
      },
    ],
    [
      'id eq 01234567-89ab-cdef-0123-456789abcdef',
      { op: 'eq', column: 'id', value: '01234567-89ab-cdef-0123-456789abcdef' },
    ],
    // `and` binds closer than `or`, `not` closer than both.
    [
      'a eq 1 or b eq 2 and not c eq 3',
      {
        op: 'or',
        of: [
          { op: 'eq', column: 'a', value: 1 },
          {
            op: 'and',
            of: [
              { op: 'eq', column: 'b', value: 2 },
              { op: 'not', of: { op: 'eq', column: 'c', value: 3 } },
            ],
          },
        ],
      },
    ],
    [
      "needs/any(n:n eq 'a' or n eq 'b')",
      {
        op: 'or',
        of: [
          { op: 'has', column: 'needs', value: 'a' },
          { op: 'has', column: 'needs', value: 'b' },
        ],
      },
    ],
    ['needs/any()', { op: 'ne', column: 'needs', value: null }],
  ])('%s', (input, filter) => expect(parseFilter(input)).toEqual(filter));

  test.each([
    'a eq b',
    'a add 1 eq 2',
    'length(a) eq 3',
    "a/b eq 'c'",
    "needs/all(n:n eq 'a')",
    'a has 3',
    'cast(a,Edm.String) eq 1',
  ])('%s is said to be unsupported', (input) =>
    expect(() => parseFilter(input)).toThrow(expect.objectContaining({ code: 'reports.query_unsupported' })),
  );
  test.each([
    "a eq 'x",
    'a eq',
    '(a eq 1',
    'a eq 1)',
    'a in ()',
    'a in 5',
    'a eq 1 b',
    '',
    "'x'",
    'a & b',
    '('.repeat(200),
    'not '.repeat(5000),
  ])('%s is said to be unreadable', (input) =>
    expect(() => parseFilter(input)).toThrow(expect.objectContaining({ code: 'reports.query_unreadable' })),
  );
});

test('system query options', () => {
  expect(
    readQuery({ $top: '5', $skip: '2', $count: 'true', $select: 'a, b', $orderby: 'a desc,b', own: 'x' }),
  ).toEqual({
    top: 5,
    skip: 2,
    count: true,
    select: ['a', 'b'],
    order: [
      { column: 'a', descending: true },
      { column: 'b', descending: false },
    ],
  });
  for (const query of [
    { $expand: 'a' },
    { $search: 'x' },
    { $apply: 'x' },
    { $format: 'atom' },
    { $skip: '10001' },
    { $select: 'a/b' },
  ] as Record<string, string>[])
    expect(() => readQuery(query), JSON.stringify(query)).toThrow(
      expect.objectContaining({ code: 'reports.query_unsupported' }),
    );
  for (const query of [{ $top: '-1' }, { $top: 'x' }, { $count: 'yes' }, { $top: ['1', '2'] }] as Record<
    string,
    string
  >[])
    expect(() => readQuery(query), JSON.stringify(query)).toThrow(
      expect.objectContaining({ code: 'reports.query_unreadable' }),
    );
});

test('sets and entities', () => {
  expect(resourceOf('sites')).toEqual({ set: 'sites' });
  expect(resourceOf("areas('QZ''1')")).toEqual({ set: 'areas', key: "QZ'1" });
  expect(resourceOf('entries(12)')).toEqual({ set: 'entries', key: '12' });
  expect(resourceOf('sites(id=01234567-89ab-cdef-0123-456789abcdef)')?.key).toMatch(/^0123/);
  for (const wrong of ['', 'a b', "sites('", 'sites()', '$metadata', 'sites(a b)'])
    expect(resourceOf(wrong)).toBeUndefined();
});
