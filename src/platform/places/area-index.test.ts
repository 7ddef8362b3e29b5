import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildAreaIndex, type IndexArea } from './area-index.ts';
import type { AreaLevel } from './domain.ts';
import { insideShape } from './geo/inside.ts';
import { areaKm2 } from './geo/measure.ts';
import type { Position, Shape } from './geo/shape.ts';

const area = (
  pcode: string,
  level: AreaLevel,
  parentPcode: string | null,
  shape: Shape | null,
): IndexArea => ({
  pcode,
  level,
  parentPcode,
  names: { en: pcode },
  shape,
  km2: shape && areaKm2(shape),
});

const star = (cx: number, cy: number, radii: readonly number[]): Shape => {
  const ring = radii.map((r, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });
  return [[[...ring, ring[0] as Position]]];
};

const anyArea = fc.record({
  x: fc.double({ min: -5, max: 5, noNaN: true }),
  y: fc.double({ min: -5, max: 5, noNaN: true }),
  radii: fc.array(fc.double({ min: 0.5, max: 4, noNaN: true }), { minLength: 3, maxLength: 40 }),
  level: fc.constantFrom<AreaLevel>(1, 2, 3),
});

describe('smallest area of a point', () => {
  it('is what a look at every area would find', () => {
    const point = fc.double({ min: -8, max: 8, noNaN: true });
    fc.assert(
      fc.property(fc.array(anyArea, { minLength: 1, maxLength: 30 }), point, point, (made, lon, lat) => {
        const areas = made.map(({ x, y, radii, level }, i) =>
          area(`XA${String(i).padStart(2, '0')}`, level, 'XA', star(x, y, radii)),
        );
        const expected = areas
          .filter((a) => insideShape(a.shape as Shape, lon, lat))
          .sort((a, b) => b.level - a.level || (a.km2 ?? 0) - (b.km2 ?? 0))[0];
        expect(buildAreaIndex(areas).findSmallest(lon, lat)?.pcode).toBe(expected?.pcode);
      }),
    );
  });

  it('falls back to the parent where its children leave a gap, and to nothing outside', () => {
    const index = buildAreaIndex([
      area('XA', 0, null, star(0, 0, [4, 4, 4, 4])),
      area('XA01', 1, 'XA', star(0, 0, [1, 1, 1, 1])),
    ]);
    expect(index.findSmallest(0.1, 0.1)?.pcode).toBe('XA01');
    expect(index.findSmallest(2, 0.1)?.pcode).toBe('XA');
    expect(index.findSmallest(9, 9)).toBeUndefined();
    expect(index.pathOf('XA01')).toEqual(['XA', 'XA01']);
  });

  it('knows areas without a shape and answers nothing when there is none at all', () => {
    expect(buildAreaIndex([]).findSmallest(0, 0)).toBeUndefined();
    const index = buildAreaIndex([area('XA', 0, null, null)]);
    expect(index.findSmallest(0, 0)).toBeUndefined();
    expect(index.find('XA')?.level).toBe(0);
    expect(index.pathOf('XB')).toEqual([]);
  });
});
