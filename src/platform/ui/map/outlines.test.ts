import { describe, expect, it } from 'vitest';
import { unwrapRing } from './outlines.ts';

describe('rings at the antimeridian', () => {
  it('leaves an ordinary ring as it is', () => {
    const ring = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 0],
    ];
    expect(unwrapRing(ring)).toEqual(ring);
  });

  it('lets longitudes run on instead of jumping across', () => {
    const ring = [
      [178, 0],
      [-178, 0],
      [-178, 5],
      [178, 5],
      [178, 0],
    ];
    expect(unwrapRing(ring)).toEqual([
      [178, 0],
      [182, 0],
      [182, 5],
      [178, 5],
      [178, 0],
    ]);
  });

  it('leaves out a ring around a pole', () => {
    const ring = [
      [-180, -80],
      [-60, -80],
      [60, -80],
      [180, -80],
      [180, -90],
      [-180, -90],
      [-180, -80],
    ];
    expect(unwrapRing(ring)).toBeUndefined();
  });
});
