import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAtAntimeridian } from './antimeridian.ts';
import { indexShape, selfCrossing } from './edges.ts';
import { insideShape, prepareShape } from './inside.ts';
import { areaKm2, labelPoint } from './measure.ts';
import { outsideKm2, sharedKm2 } from './overlap.ts';
import { boxOf, type Position, type Ring, type Shape, vertexCount } from './shape.ts';
import { simplifyTogether } from './simplify.ts';

const box = (w: number, s: number, e: number, n: number): Ring => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
];

/** A star around a centre: simple by construction, with as many corners as radii. */
const star = (cx: number, cy: number, radii: readonly number[]): Ring => {
  const ring = radii.map((r, i): Position => {
    const angle = (2 * Math.PI * i) / radii.length;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
  });
  return [...ring, ring[0] as Position];
};

/** Winding number, another algorithm than the one under test. */
function windingInside(ring: Ring, x: number, y: number): boolean {
  let angle = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [(ring[i - 1]?.[0] ?? 0) - x, (ring[i - 1]?.[1] ?? 0) - y];
    const [bx, by] = [(ring[i]?.[0] ?? 0) - x, (ring[i]?.[1] ?? 0) - y];
    angle += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  return Math.abs(angle) > Math.PI;
}

const radii = fc.array(fc.double({ min: 0.2, max: 2, noNaN: true }), { minLength: 3, maxLength: 60 });
const coordinate = fc.double({ min: -2.5, max: 2.5, noNaN: true });

describe('inside', () => {
  it('agrees with the winding number, prepared or not', () => {
    fc.assert(
      fc.property(radii, coordinate, coordinate, (r, x, y) => {
        const ring = star(0, 0, r);
        const expected = windingInside(ring, x, y);
        expect(insideShape([[ring]], x, y)).toBe(expected);
        expect(prepareShape([[ring]]).inside(x, y)).toBe(expected);
      }),
    );
  });

  it('leaves holes out and takes islands in holes in', () => {
    const shape: Shape = [[box(0, 0, 10, 10), box(2, 2, 8, 8)], [box(4, 4, 6, 6)]];
    const { inside } = prepareShape(shape);
    expect([inside(1, 1), inside(3, 3), inside(5, 5), inside(11, 5)]).toEqual([true, false, true, false]);
  });

  it('puts a point of a shared border into exactly one of the neighbours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 20 }),
        fc.nat(1000),
        (xs, at) => {
          const border = xs.map((x, i): Position => [x, i / (xs.length - 1)]);
          const west: Ring = [[-5, 0], ...border, [-5, 1], [-5, 0]];
          const east: Ring = [[5, 1], ...[...border].reverse(), [5, 0], [5, 1]];
          const point = border[at % border.length] as Position;
          const y = Math.min(point[1], 0.999999);
          expect(
            Number(insideShape([[west]], point[0], y)) + Number(insideShape([[east]], point[0], y)),
          ).toBe(1);
        },
      ),
    );
  });
});

describe('measures', () => {
  it('gives a degree at the equator and half of it at 60 degrees', () => {
    expect(areaKm2([[box(0, 0, 1, 1)]])).toBeCloseTo(12_363.7, 0);
    expect(areaKm2([[box(0, 59.5, 1, 60.5)]]) / areaKm2([[box(0, -0.5, 1, 0.5)]])).toBeCloseTo(0.5, 3);
  });

  it('takes holes off', () => {
    expect(areaKm2([[box(0, 0, 2, 2), box(0, 0, 1, 1)]])).toBeCloseTo(
      areaKm2([[box(0, 0, 2, 2)]]) - 12_363.7,
      0,
    );
  });

  it('labels an area on its own land, crescents and rings too', () => {
    const ring: Shape = [[box(0, 0, 10, 10), box(1, 1, 9, 9)]];
    const [x, y] = labelPoint(ring) as Position;
    expect(insideShape(ring, x, y)).toBe(true);
    fc.assert(
      fc.property(radii, (r) => {
        const shape: Shape = [[star(0, 0, r)]];
        const point = labelPoint(shape) as Position;
        expect(insideShape(shape, point[0], point[1])).toBe(true);
      }),
    );
  });
});

describe('comparison of shapes', () => {
  it('finds the place where an outline crosses itself', () => {
    const bow: Shape = [
      [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ],
    ];
    expect(selfCrossing(bow)).toEqual([1, 1]);
    expect(selfCrossing([[box(0, 0, 1, 1)]])).toBeUndefined();
  });

  it('shares nothing between neighbours, and the common part of overlapping boxes', () => {
    const west = indexShape([[box(0, 0, 1, 1)]]);
    expect(sharedKm2(west, indexShape([[box(1, 0, 2, 1)]]))).toBe(0);
    expect(sharedKm2(west, indexShape([[box(0.5, 0, 1.5, 1)]]))).toBeCloseTo(6_181.9, 0);
    expect(sharedKm2(west, west)).toBeCloseTo(12_363.7, 0);
    expect(sharedKm2(west, indexShape([[box(0.2, 0.2, 0.4, 0.4)]]))).toBeCloseTo(494.5, 0);
  });

  it('measures what lies outside a parent, holes included', () => {
    const parent = indexShape([[box(0, 0, 4, 4), box(1, 1, 2, 2)]]);
    expect(outsideKm2(indexShape([[box(2, 2, 4, 4)]]), parent)).toBe(0);
    expect(outsideKm2(indexShape([[box(0, 0, 4, 4)]]), parent)).toBeCloseTo(areaKm2([[box(1, 1, 2, 2)]]), 3);
    expect(outsideKm2(indexShape([[box(3, 0, 5, 1)]]), parent)).toBeCloseTo(areaKm2([[box(4, 0, 5, 1)]]), 3);
  });

  it('never calls shared what a fine grid of points sees apart, nor apart what it sees shared', () => {
    fc.assert(
      fc.property(radii, radii, fc.double({ min: -3, max: 3, noNaN: true }), (r1, r2, dx) => {
        const a: Shape = [[star(0, 0, r1)]];
        const b: Shape = [[star(dx, 0.1, r2)]];
        let common = 0;
        for (let x = -2; x <= 2; x += 0.05) {
          for (let y = -2; y <= 2; y += 0.05) if (insideShape(a, x, y) && insideShape(b, x, y)) common++;
        }
        const shared = sharedKm2(indexShape(a), indexShape(b)) ?? 0;
        if (common >= 1) expect(shared).toBeGreaterThan(0);
        if (shared > 12_363 * 0.3) expect(common).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('maps', () => {
  it('simplifies neighbours together and leaves no gap', () => {
    const border = Array.from({ length: 4001 }, (_, i): Position => [5 + 0.002 * Math.sin(i), i / 400]);
    const west: Shape = [[[[0, 0], ...border, [0, 10], [0, 0]]]];
    const east: Shape = [[[[10, 10], ...[...border].reverse(), [10, 0], [10, 10]]]];
    const simple = simplifyTogether([
      { id: 'west', shape: west },
      { id: 'east', shape: east },
    ]);
    const [w, e] = [simple.get('west') as Shape, simple.get('east') as Shape];
    expect(vertexCount(w)).toBeLessThan(vertexCount(west) / 3);
    expect(sharedKm2(indexShape(w), indexShape(e))).toBeLessThan(0.01);
    expect(areaKm2(w) + areaKm2(e)).toBeCloseTo(areaKm2([[box(0, 0, 10, 10)]]), 0);
  });

  it('keeps an island that is too small for the map', () => {
    const simple = simplifyTogether([
      { id: 'land', shape: [[box(0, 0, 10, 10)]] },
      { id: 'islet', shape: [[box(12, 0, 12.0001, 0.0001)]] },
    ]);
    expect(areaKm2(simple.get('islet') as Shape)).toBeGreaterThan(0);
  });

  it('splits what crosses the antimeridian and closes what surrounds a pole', () => {
    const island: Shape = [
      [
        [
          [178, -18],
          [-179, -18],
          [-179, -16],
          [178, -16],
          [178, -18],
        ],
      ],
    ];
    const parts = splitAtAntimeridian(island);
    expect(parts).toHaveLength(2);
    expect(areaKm2(parts)).toBeCloseTo(areaKm2([[box(0, -18, 3, -16)]]), 1);
    const cap: Shape = [
      [
        [
          [-180, -70],
          [-90, -70],
          [0, -70],
          [90, -70],
          [179, -70],
          [-180, -70],
        ],
      ],
    ];
    const closed = splitAtAntimeridian(cap);
    expect(boxOf(closed)).toEqual([-180, -90, 180, -70]);
    expect(insideShape(closed, 33, -89)).toBe(true);
  });
});
