import { expect, test } from 'vitest';
import type { ColumnInfo } from '../contract/data.ts';
import { conditionOf, operatorsOf, readConditions, writeConditions } from './conditions.ts';

const column = (kind: ColumnInfo['kind'], access: ColumnInfo['access'] = 'seen'): ColumnInfo => ({
  name: 'c',
  label: 'C',
  kind,
  access,
  choices: [],
});

test('a masked column is not asked about', () => {
  for (const access of ['masked', 'sealed'] as const) expect(operatorsOf(column('text', access))).toEqual([]);
  expect(operatorsOf(column('text', 'partly'))).toContain('contains');
  expect(operatorsOf(column('point'))).toEqual([]);
});

test.each([
  ['contains', 'text', ['  KaLi '], { op: 'contains', column: 'c', part: 'lower', value: 'kali' }],
  ['ge', 'decimal', ['1,5'], { op: 'ge', column: 'c', value: 1.5 }],
  ['ge', 'integer', ['x'], undefined],
  ['eq', 'datetime', ['2026-11-22'], { op: 'eq', column: 'c', part: 'date', value: '2026-11-22' }],
  ['in', 'choice', ['a', 'b'], { op: 'in', column: 'c', values: ['a', 'b'] }],
  ['has', 'choices', ['a'], { op: 'has', column: 'c', value: 'a' }],
  ['empty', 'text', [], { op: 'eq', column: 'c', value: null }],
  ['eq', 'text', ['  '], undefined],
] as const)('%s on %s', (op, kind, values, expected) => {
  const condition = conditionOf({ column: 'c', op, values: [...values] }, kind);
  expect(condition).toEqual(expected);
  if (condition) expect(readConditions(writeConditions([condition]))).toEqual([condition]);
});

test('what stands damaged in an address is told from nothing', () => {
  expect(readConditions(undefined)).toEqual([]);
  expect(writeConditions([])).toBeUndefined();
  for (const text of [
    '{',
    '[]',
    '{"op":"or","of":[]}',
    '{"op":"and","of":[{"op":"not","of":{"op":"and","of":[]}}]}',
  ])
    expect(readConditions(text), text).toBeUndefined();
});
