import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Mapping } from '../contract.ts';
import { belongsToRound, deriveFigures, kmBetween, nameKey, positionAnswer } from './derive.ts';

const mapping = (more: Partial<Mapping> = {}): Mapping => ({
  place: { kind: 'pcode', question: 'adm3' },
  location: null,
  position: null,
  date: null,
  round: null,
  householdSize: { value: 4.5, source: 'Household survey 2025' },
  figures: [
    {
      category: 'idp',
      households: 'hh',
      individuals: 'ind',
      bands: [
        { sex: 'female', age: 'all', question: 'f' },
        { sex: 'male', age: 'all', question: 'm' },
      ],
      origin: 'origin',
      reason: null,
    },
  ],
  ...more,
});

test('nothing answered is no figure, which is not a zero', () => {
  expect(deriveFigures(mapping(), {})).toEqual([]);
  expect(deriveFigures(mapping({ householdSize: null }), { hh: 10 })).toEqual([]);
  expect(deriveFigures(mapping(), { ind: 0 })).toMatchObject([{ individuals: 0, method: 'counted' }]);
});

test('text where a number belongs is as good as nothing', () => {
  for (const ind of ['many', 'NaN', 'Infinity', '', null])
    expect(deriveFigures(mapping(), { ind })).toEqual([]);
});

test('households alone are multiplied by the household size and marked', () => {
  const [figure] = deriveFigures(mapping(), { hh: 3 });
  expect(figure).toMatchObject({
    individuals: 14,
    households: 3,
    method: 'estimated',
    flags: ['estimated_from_households'],
  });
});

test('men and women that do not add up are flagged only when all were answered', () => {
  const flags = (answers: object) => deriveFigures(mapping(), { hh: 3, ind: 12, ...answers })[0]!.flags;
  expect(flags({ f: 7, m: 5 })).toEqual([]);
  expect(flags({ f: 7, m: 6 })).toEqual(['sex_age_differs']);
  expect(flags({ f: 7 })).toEqual([]);
});

test('household sizes: 1 and 10 are usual, outside is worth a look', () => {
  const flags = (hh: number, ind: number) => deriveFigures(mapping(), { hh, ind })[0]!.flags;
  expect(flags(10, 10)).toEqual([]);
  expect(flags(10, 100)).toEqual([]);
  expect(flags(10, 101)).toEqual(['household_size_unusual']);
  expect(flags(10, 9)).toEqual(['household_size_unusual']);
  expect(flags(0, 4)).toEqual(['individuals_without_households']);
  expect(flags(0, 0)).toEqual([]);
  expect(flags(1, -2)).toContain('negative');
});

test('a position is two numbers of this earth', () => {
  expect(positionAnswer({ at: '18.54 -72.33 12 4.5' }, 'at')).toEqual({ lat: 18.54, lon: -72.33 });
  for (const at of ['', '18.54', 'here there', '91 0 0 0', '0 181 0 0', 'NaN 0', null])
    expect(positionAnswer({ at }, 'at')).toBeNull();
  expect(positionAnswer({ at: '1 1' }, null)).toBeNull();
});

test('distances: a degree of latitude, the far side, and none to itself', () => {
  expect(kmBetween({ lat: 0, lon: 0 }, { lat: 1, lon: 0 })).toBeCloseTo(111.195, 3);
  expect(kmBetween({ lat: 0, lon: 0 }, { lat: 0, lon: 180 })).toBeCloseTo(Math.PI * 6371.0088, 3);
  expect(kmBetween({ lat: 47, lon: 8 }, { lat: 47, lon: 8 })).toBe(0);
});

test('five kilometres are near, more is far; an unknown distance says nothing', () => {
  const flags = (km?: number) => deriveFigures(mapping(), { hh: 2, ind: 9 }, km)[0]!.flags;
  expect([flags(), flags(5), flags(5.001)]).toEqual([[], [], ['far_from_place']]);
});

test('an answer always wins over an estimate', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(5000), (hh, ind) => {
      const [figure] = deriveFigures(mapping(), { hh, ind: String(ind) });
      expect(figure).toMatchObject({ individuals: ind, method: 'counted' });
    }),
  );
});

test('a record belongs to the round by its answer, else by its day, both ends included', () => {
  const round = { startsOn: '2026-03-01', endsOn: '2026-03-31' };
  const byDay = (day: string) => belongsToRound(mapping(), {}, round, day);
  expect([byDay('2026-02-28'), byDay('2026-03-01'), byDay('2026-03-31'), byDay('2026-04-01')]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  const byAnswer = mapping({ round: { question: 'round', value: '2' } });
  expect(belongsToRound(byAnswer, { round: 2 }, round, '2020-01-01')).toBe(true);
  expect(belongsToRound(byAnswer, { round: '1' }, round, '2026-03-05')).toBe(false);
});

test('one location has one key however its name is written', () => {
  expect(nameKey('  Saint-Éloi   (Nord) ')).toBe(nameKey('SAINT ELOI nord'));
  expect(nameKey('حيّ السلام')).toBe(nameKey('حي السلام'));
  expect(nameKey('Site 1')).not.toBe(nameKey('Site 2'));
});
