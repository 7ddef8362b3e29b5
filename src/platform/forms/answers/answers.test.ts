import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outline, OutlineNode } from '../contract/shapes.ts';
import { mergeOutlines } from '../outline.ts';
import { cellOf, cellRanges } from './cells.ts';
import { matches, searchOf } from './conditions.ts';
import { createAnswerIndexer } from './index-answers.ts';
import { addDate, addNumber, dateRange, numberRange, questionSeed } from './tokens.ts';
import { addWords, wordsOf } from './words.ts';

const question = questionSeed('form', 'q');
const node = (path: string, part: Partial<OutlineNode> = {}): OutlineNode => ({
  path,
  name: path.split('/').at(-1)!,
  node: 'question',
  type: 'text',
  kind: 'text',
  repeat: null,
  label: {},
  list: null,
  required: false,
  conditional: false,
  ...part,
});
const outline = (...nodes: OutlineNode[]): Outline => ({
  languages: ['default'],
  defaultLanguage: 'default',
  nodes,
  lists: {},
});

const numbers = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0, -0, 1e-30, -1e-30, 2 ** 62, 2 ** 70, -(2 ** 70), Number.MAX_VALUE),
);

describe('number buckets', () => {
  test('a number inside a range always shares a bucket with it', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const [from, value, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
        const tokens = new Set<number>();
        addNumber(tokens, question, value);
        const range = numberRange(question, from, to);
        expect([...tokens].some((token) => range.has(token))).toBe(true);
        expect(range.size).toBeLessThan(400);
      }),
      { numRuns: 2000 },
    );
  });

  test('whole numbers up to 1,000 are told apart exactly, and an open end stays small', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -1000, max: 1000 }),
        (a, b, value) => {
          const [from, to] = a < b ? [a, b] : [b, a];
          const tokens = new Set<number>();
          addNumber(tokens, question, value);
          const range = numberRange(question, from, to);
          expect([...tokens].some((token) => range.has(token))).toBe(value >= from && value <= to);
        },
      ),
      { numRuns: 1000 },
    );
    expect(numberRange(question, 5, undefined).size).toBeLessThan(200);
    expect(numberRange(question, 5, 4).size).toBe(0);
  });
});

test('date buckets hold exactly the days of their range', () => {
  const days = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  fc.assert(
    fc.property(days, days, days, (a, b, day) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      const tokens = new Set<number>();
      addDate(tokens, question, `${day}T10:00:00.000+03:00`);
      const range = dateRange(question, from, to)!;
      expect([...tokens].some((token) => range.has(token))).toBe(day >= from && day <= to);
      expect(range.size).toBeLessThan(140);
    }),
    { numRuns: 500 },
  );
  expect(dateRange(question, 'soon', undefined)).toBeUndefined();
});

test('cells of a box hold every point of it', () => {
  const lon = fc.double({ min: -180, max: 180, noNaN: true });
  const lat = fc.double({ min: -90, max: 90, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.tuple(lon, lon),
      fc.tuple(lat, lat),
      fc.tuple(share, share),
      ([x0, x1], [y0, y1], [u, v]) => {
        const [south, north] = y0 < y1 ? [y0, y1] : [y1, y0];
        const width = x0 <= x1 ? x1 - x0 : 360 - x0 + x1;
        const x = x0 + width * u;
        const cell = cellOf(x > 180 ? x - 360 : x, south + (north - south) * v);
        const ranges = cellRanges(x0, south, x1, north);
        expect(ranges.some(([low, high]) => cell >= low && cell <= high)).toBe(true);
        expect(ranges.length).toBeLessThanOrEqual(64);
      },
    ),
    { numRuns: 500 },
  );
});

test('tokens propose every record that a condition holds for', () => {
  const form = outline(
    node('n', { kind: 'integer' }),
    node('t'),
    node('m', { kind: 'select_multiple' }),
    node('r', { required: true }),
  );
  const record = fc.record(
    {
      n: fc.integer({ min: -50, max: 50 }),
      t: fc.constantFrom('a', 'b', ' c '),
      m: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
      r: fc.constant('always'),
    },
    { requiredKeys: ['r'] },
  );
  const condition = fc.oneof(
    fc.record({
      path: fc.constantFrom('n', 't', 'm', 'r'),
      op: fc.constantFrom('empty' as const, 'answered' as const),
    }),
    fc.record({
      path: fc.constant('n'),
      op: fc.constant('between' as const),
      from: fc.integer({ min: -50, max: 50 }),
      to: fc.integer({ min: -50, max: 50 }),
    }),
    fc.record({
      path: fc.constant('t'),
      op: fc.constant('is' as const),
      values: fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }),
    }),
    fc.record({
      path: fc.constant('m'),
      op: fc.constantFrom('is' as const, 'has' as const),
      values: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
    }),
  );
  const indexer = createAnswerIndexer('form', form);
  fc.assert(
    fc.property(record, fc.array(condition, { minLength: 1, maxLength: 3 }), (data, conditions) => {
      const { tokens } = indexer.index(data as never, null);
      const search = searchOf('form', form, conditions);
      const proposed =
        search.all.every((t) => tokens.has(t)) &&
        search.any.every((group) => group.some((t) => tokens.has(t))) &&
        !search.none.some((t) => tokens.has(t));
      expect(proposed).toBe(matches(data as never, conditions));
    }),
    { numRuns: 2000 },
  );
});

test('words are the same in text and question, whatever their accents and writing', () => {
  const words = new Set<string>();
  addWords(words, 'Élan-du-Nord, مُخَيَّم السَّلام, ÇA va? Straße no. 5 x_y');
  for (const text of ['elan', 'NORD', 'مخيم', 'السلام', 'ca', '5'])
    expect(words).toContain(wordsOf(text)![0]);
  expect(wordsOf('  ,;: ')).toBeNull();
  expect(wordsOf(`o'brien & 'x':*`)).toEqual(['o', 'brien', 'x']);
});

test('versions merge by path: the newest decides, what only older ones had stays in its group', () => {
  const newest = outline(
    node('g', { node: 'group', kind: null }),
    node('g/a', { label: { default: 'New' } }),
    node('z'),
  );
  const older = outline(
    node('g', { node: 'group', kind: null }),
    node('g/a', { label: { default: 'Old' } }),
    node('g/gone'),
    node('top'),
  );
  const merged = mergeOutlines([newest, older]);
  expect(merged.nodes.map((n) => n.path)).toEqual(['g', 'g/a', 'g/gone', 'z', 'top']);
  expect(merged.nodes[1]!.label).toEqual({ default: 'New' });
});
