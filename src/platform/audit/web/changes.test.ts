import { describe, expect, it } from 'vitest';
import { changesOf, labelOf, plainField } from './changes.ts';

describe('what an entry changed', () => {
  it('is nothing where there is nothing to compare', () => {
    expect(changesOf(null, null)).toEqual([]);
    expect(changesOf('text', 3)).toEqual([]);
    expect(changesOf({ a: 1, b: [1, 2] }, { a: 1, b: [1, 2] })).toEqual([]);
  });

  it('is each field that differs, in the order of the later state', () => {
    expect(changesOf({ a: 1, gone: 'x', b: null }, { b: '', a: 2, c: { d: 1 } })).toEqual([
      { field: 'a', before: 1, after: 2 },
      { field: 'c', before: undefined, after: { d: 1 } },
      { field: 'gone', before: 'x', after: undefined },
    ]);
  });

  it('is everything that is known of a record that was made or removed', () => {
    expect(changesOf(null, { name: 'Camp', notes: '', alternates: [], closedOn: null })).toEqual([
      { field: 'name', before: undefined, after: 'Camp' },
    ]);
    expect(changesOf({ name: 'Camp' }, undefined)).toEqual([
      { field: 'name', before: 'Camp', after: undefined },
    ]);
  });
});

it('names a record by what the entry says of it', () => {
  expect(labelOf(null, { code: 'S-1', name: '' })).toBe('S-1');
  expect(labelOf({ name: 'New' }, { name: 'Old' })).toBe('New');
  expect(labelOf({ state: 'open' }, null)).toBeUndefined();
});

it('writes a field as words', () => {
  expect(plainField('openedOn')).toBe('opened on');
  expect(plainField('review_state')).toBe('review state');
});
