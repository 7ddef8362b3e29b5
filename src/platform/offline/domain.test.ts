import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { caughtUp, differences, merged, toldBy, withChanges, writtenAt } from './domain.ts';

describe('two sides of a record', () => {
  const mine = { name: 'Mill', households: 12, reason: 'typo', revision: 3 };
  const theirs = { id: 'x', name: 'Old mill', households: 12, revision: 5 };

  it('differ where both say something else; revision and what the record does not show are no matter of choice', () => {
    expect(differences(mine, theirs)).toEqual([{ field: 'name', mine: 'Mill', theirs: 'Old mill' }]);
    expect(differences({ note: null }, { note: undefined })).toEqual([]);
  });

  it('become one write over what stands there now', () => {
    expect(merged(mine, theirs, {})).toEqual({ ...mine, revision: 5 });
    expect(merged(mine, theirs, { name: 'theirs', reason: 'theirs' })).toEqual({
      ...mine,
      name: 'Old mill',
      revision: 5,
    });
  });
});

describe('a kept record and what was changed of it since', () => {
  it('shows the plain fields of the changes, the last one last', () => {
    const kept = { id: 'x', name: 'Mill', notes: null, tags: ['a'], revision: 3 };
    const changes = [
      { name: 'A', revision: 9, secret: 'no field of the record' },
      { name: 'B', notes: 'n' },
    ];
    expect(withChanges(kept, changes)).toEqual({ ...kept, name: 'B', notes: 'n' });
  });

  it('stays as it was kept where a change has another shape', () => {
    const kept = { due: { on: '2026-01-01' }, tags: ['a'] };
    expect(withChanges(kept, [{ due: '2026-02-02' }, { tags: ['b'] }, undefined, 'text'])).toEqual(kept);
    expect(withChanges([1, 2], [{ 0: 5 }])).toEqual([1, 2]);
  });
});

describe('a later change by the same person', () => {
  it('follows on from what came of the earlier one', () => {
    expect(caughtUp({ name: 'B', revision: 3 }, { name: 'A', revision: 3 }, { revision: 4 })).toEqual({
      name: 'B',
      revision: 4,
    });
  });

  it('stays where it was made for another state or counts nothing', () => {
    const later = { name: 'B', revision: 2 };
    expect(caughtUp(later, { revision: 3 }, { revision: 4 })).toBe(later);
    expect(caughtUp({ name: 'B' }, {}, { revision: 4 })).toEqual({ name: 'B' });
    expect(caughtUp(undefined, { revision: 3 }, { revision: 4 })).toBeUndefined();
    expect(caughtUp(later, { revision: 2 }, undefined)).toBe(later);
  });
});

test('writes keep their order whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 45 }), { minLength: 1 }), (clocks) => {
      const at: number[] = [];
      for (const now of clocks) at.push(writtenAt(now, at.at(-1)));
      expect(at).toEqual([...new Set(at)].sort((a, b) => a - b));
      expect(at.every((one, i) => one >= clocks[i]!)).toBe(true);
    }),
  );
});

test('a write is known again by its first plain values', () => {
  const body = {
    revision: 2,
    operationId: '0197a000-0000-7000-8000-000000000001',
    code: 'S-1',
    alternates: ['x'],
    name: '',
    households: 12,
    type: 'camp',
    notes: 'fourth',
  };
  expect(toldBy(body)).toEqual([
    ['code', 'S-1'],
    ['households', 12],
    ['type', 'camp'],
  ]);
  expect(toldBy(undefined)).toEqual([]);
});
