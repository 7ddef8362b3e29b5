import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classesOf } from './classes.ts';

describe('classes of a choropleth', () => {
  it('gives none for no value', () => {
    expect(classesOf([], false)).toEqual([]);
    expect(classesOf([Number.NaN], false)).toEqual([]);
  });

  it('gives one class for one value however often it stands', () => {
    expect(classesOf([7, 7, 7], false)).toMatchObject([{ from: 7, to: 7 }]);
  });

  it('splits ten distinct values into five classes of two', () => {
    const found = classesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], true);
    expect(found.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 10],
    ]);
  });

  it('puts every value into exactly one class', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 1000 }), { minLength: 1 }), (values) => {
        const found = classesOf(values, false);
        for (const value of values) {
          expect(found.filter(({ from, to }) => value >= from && value <= to)).toHaveLength(1);
        }
        expect(new Set(found.map(({ colour }) => colour)).size).toBe(found.length);
      }),
    );
  });
});
