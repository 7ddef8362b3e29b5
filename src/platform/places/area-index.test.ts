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

describe('kilometres between a point and an area', () => {
  it('is what walking along the whole border would find', () => {
    const unit = fc.double({ min: -1, max: 1, noNaN: true });
    const radii = fc.array(fc.double({ min: 0.05, max: 0.3, noNaN: true }), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(unit, unit, fc.integer({ min: -60, max: 60 }), radii, (dx, dy, latitude, lengths) => {
        const shape = star(10, latitude, lengths);
        const [lon, lat] = [10 + dx, latitude + dy] as const;
        const km = buildAreaIndex([area('XA', 0, null, shape)]).kmFrom('XA', lon, lat) as number;
        if (insideShape(shape, lon, lat)) {
          expect(km).toBe(0);
          return;
        }
        // The border as 400 points on each edge, by the spherical law of cosines.
        const ring = shape[0]?.[0] as Position[];
        const radians = Math.PI / 180;
        let least = Infinity;
        for (const [i, [x, y]] of ring.entries()) {
          const [nx, ny] = ring[(i + 1) % ring.length] as Position;
          for (let step = 0; step <= 400; step++) {
            const [px, py] = [x + ((nx - x) * step) / 400, y + ((ny - y) * step) / 400];
            const cosine =
              Math.sin(lat * radians) * Math.sin(py * radians) +
              Math.cos(lat * radians) * Math.cos(py * radians) * Math.cos((px - lon) * radians);
            least = Math.min(least, 6371.0088 * Math.acos(Math.min(1, cosine)));
          }
        }
        expect(Math.abs(km - least)).toBeLessThan(0.2 + 0.03 * least);
      }),
      { numRuns: 60 },
    );
  });

  it('is unknown for an area without a shape', () => {
    expect(buildAreaIndex([area('XA', 0, null, null)]).kmFrom('XA', 0, 0)).toBeUndefined();
    expect(buildAreaIndex([]).kmFrom('XA', 0, 0)).toBeUndefined();
  });
});
