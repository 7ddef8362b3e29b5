import { describe, expect, it } from 'vitest';
import { answerFilter } from '../../contract/record.ts';
import { conditionOf, type Draft, readConditions, writeConditions } from './conditions.ts';
import { dayEdge, orderOf, recordFilterOf } from './record-query.ts';

const draft: Draft = { path: 'a/b', op: 'is', values: [], from: '', to: '' };

describe('a condition from the fields', () => {
  it('is none while something is missing', () => {
    expect(conditionOf(draft, 'select_one')).toBeUndefined();
    expect(conditionOf({ ...draft, op: 'between' }, 'integer')).toBeUndefined();
    expect(conditionOf({ ...draft, op: 'between', from: 'many' }, 'integer')).toBeUndefined();
    expect(conditionOf({ ...draft, values: ['ten'] }, 'integer')).toBeUndefined();
  });

  it('has numbers at the ends of a range of numbers and text at those of dates', () => {
    expect(conditionOf({ ...draft, op: 'between', from: '3' }, 'integer')).toEqual({
      path: 'a/b',
      op: 'between',
      from: 3,
    });
    expect(conditionOf({ ...draft, op: 'between', to: '2026-01-31' }, 'date')).toEqual({
      path: 'a/b',
      op: 'between',
      to: '2026-01-31',
    });
  });

  it('is always one that the contract takes', () => {
    for (const op of ['is', 'has', 'between', 'empty', 'answered'] as const) {
      const condition = conditionOf({ ...draft, op, values: ['x'], from: '1' }, 'text');
      expect(answerFilter.safeParse([condition]).success).toBe(true);
    }
  });
});

describe('conditions in the address', () => {
  it('survive the way there and back', () => {
    const conditions = [{ path: 'a', op: 'is' as const, values: ['é & "x"'] }];
    expect(readConditions(writeConditions(conditions))).toEqual(conditions);
    expect(writeConditions([])).toBeUndefined();
  });

  it('count as none when damaged', () => {
    expect(readConditions('{')).toEqual([]);
    expect(readConditions('[{"path":"a","op":"like"}]')).toEqual([]);
  });
});

describe('the query of records', () => {
  it('turns days into instants that hold the whole day', () => {
    const from = dayEdge('2026-03-01', 'start')!;
    const to = dayEdge('2026-03-01', 'end')!;
    expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000 - 1);
    expect(dayEdge('yesterday', 'start')).toBeUndefined();
  });

  it('takes what it knows and leaves the rest', () => {
    expect(recordFilterOf({ tab: 'map', q: 'camp', reviewState: 'approved', filter: '[]', x: 'y' })).toEqual({
      q: 'camp',
      filter: '[]',
      reviewState: ['approved'],
    });
  });

  it('orders newest first unless asked otherwise', () => {
    expect(orderOf(undefined)).toEqual({ sort: 'receivedAt', order: 'desc' });
    expect(orderOf('household/size')).toEqual({ sort: 'household/size', order: 'asc' });
  });
});
