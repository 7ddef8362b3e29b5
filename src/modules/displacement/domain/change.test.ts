import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeBetween, type PlaceFigure } from './change.ts';

const places = fc
  .uniqueArray(
    fc.record({ placeKey: fc.constantFrom(...'abcdefgh'), individuals: fc.integer({ min: 0, max: 5000 }) }),
    {
      selector: (p) => p.placeKey,
    },
  )
  .map((list): PlaceFigure[] => list);

/** The definition, place by place, without maps. */
function oracle(before: readonly PlaceFigure[], now: readonly PlaceFigure[]) {
  const inBoth = now.filter((n) => before.some((b) => b.placeKey === n.placeKey));
  const fresh = now.filter((n) => !inBoth.includes(n));
  const gone = before.filter((b) => !now.some((n) => n.placeKey === b.placeKey));
  const kept = before.filter((b) => !gone.includes(b));
  const sum = (list: readonly PlaceFigure[]) => list.reduce((s, p) => s + p.individuals, 0);
  return {
    placesInBoth: inBoth.length,
    before: sum(kept),
    now: sum(inBoth),
    difference: sum(inBoth) - sum(kept),
    percent: sum(kept) === 0 ? null : ((sum(inBoth) - sum(kept)) / sum(kept)) * 100,
    placesNew: fresh.length,
    individualsNew: sum(fresh),
    placesGone: gone.length,
    individualsGone: sum(gone),
  };
}

test('change counts only places of both rounds', () => {
  fc.assert(
    fc.property(places, places, (before, now) => {
      const { percent, ...facts } = changeBetween(before, now);
      const { percent: expected, ...rest } = oracle(before, now);
      expect(facts).toEqual(rest);
      if (expected === null) expect(percent).toBeNull();
      else expect(percent).toBeCloseTo(expected, 9);
    }),
  );
});

test('the totals of both rounds follow from the parts', () => {
  fc.assert(
    fc.property(places, places, (before, now) => {
      const c = changeBetween(before, now);
      expect(c.before + c.individualsGone).toBe(before.reduce((s, p) => s + p.individuals, 0));
      expect(c.now + c.individualsNew).toBe(now.reduce((s, p) => s + p.individuals, 0));
    }),
  );
});
