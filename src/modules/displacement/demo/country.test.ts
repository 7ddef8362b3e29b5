import type { MultiPolygon, Polygon, Position } from 'geojson';
import polygonClipping, { type MultiPolygon as ClipMulti } from 'polygon-clipping';
import { describe, expect, it } from 'vitest';
import { buildEditions, type EditionLevel } from './country/edition.ts';
import { ringArea, ringContains } from './country/outline.ts';
import { buildCountry, spotIn } from './country.ts';
import { DEFAULT_SEED } from './plan.ts';
import { randomOf } from './random.ts';

const polygonsOf = (geometry: Polygon | MultiPolygon): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const areaOf = (geometry: Polygon | MultiPolygon) =>
  polygonsOf(geometry)
    .flat()
    .reduce((sum, ring) => sum + ringArea(ring), 0);
const clip = (geometry: Polygon | MultiPolygon) => polygonsOf(geometry) as unknown as ClipMulti;
const clipArea = (multi: ClipMulti) =>
  multi.flat().reduce((sum, ring) => sum + ringArea(ring as unknown as Position[]), 0);

function crosses(ring: Position[]): boolean {
  const side = (a: Position, b: Position, c: Position) =>
    Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
  const count = ring.length - 1;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true;
    }
  }
  return false;
}

const bySuffix = (level: EditionLevel, above: number) => {
  const groups = new Map<string, EditionLevel['collection']['features']>();
  for (const feature of level.collection.features) {
    const parent = String(feature.properties[`ADM${above}_PCODE`]);
    groups.set(parent, [...(groups.get(parent) ?? []), feature]);
  }
  return groups;
};

describe.each([DEFAULT_SEED, 'another', 'third'])('the country of seed %s', (seed) => {
  const country = buildCountry(seed);
  const editions = buildEditions(country);
  const levels = editions[1]!.levels;

  it('has the promised number of areas, nested codes and unique names', () => {
    expect(levels.map((level) => level.collection.features.length)).toEqual([1, 8, 34, 150]);
    expect(editions[0]!.levels[3]!.collection.features).toHaveLength(149);
    for (const area of country.areas) {
      if (area.parent) expect(area.pcode.slice(0, -2)).toBe(area.parent);
      expect(area.name.ar).toMatch(/^[\u0600-\u06ff ]+$/);
    }
    const names = country.areas.filter((area) => area.level > 0).map((area) => area.name.en);
    expect(new Set(names).size).toBe(names.length);
  });

  it('draws valid rings: closed, anticlockwise outside, clockwise inside, never crossing themselves', () => {
    for (const level of levels) {
      for (const { geometry } of level.collection.features) {
        for (const [shell, ...holes] of polygonsOf(geometry)) {
          expect(shell![0]).toEqual(shell!.at(-1));
          expect(ringArea(shell!)).toBeGreaterThan(0);
          for (const hole of holes) expect(ringArea(hole)).toBeLessThan(0);
          if (level.level > 0) for (const ring of [shell!, ...holes]) expect(crosses(ring)).toBe(false);
        }
      }
    }
  });

  it('tiles each parent with its children to 1e-9 of a square degree', () => {
    for (const edition of editions) {
      for (const above of [0, 1, 2]) {
        const children = bySuffix(edition.levels[above + 1]!, above);
        for (const parent of edition.levels[above]!.collection.features) {
          const mine = children.get(String(parent.properties[`ADM${above}_PCODE`]))!;
          const sum = mine.reduce((total, child) => total + areaOf(child.geometry), 0);
          expect(Math.abs(sum - areaOf(parent.geometry))).toBeLessThan(1e-9);
        }
      }
    }
  });

  it('keeps neighbours from overlapping and children inside their parent', () => {
    for (const [pcode, features] of bySuffix(levels[3]!, 2)) {
      const parent = levels[2]!.collection.features.find((f) => f.properties.ADM2_PCODE === pcode)!;
      features.forEach((child, i) => {
        expect(
          clipArea(polygonClipping.difference(clip(child.geometry), clip(parent.geometry))),
        ).toBeLessThan(1e-9);
        for (const other of features.slice(i + 1)) {
          const shared = polygonClipping.intersection(clip(child.geometry), clip(other.geometry));
          expect(clipArea(shared)).toBeLessThan(1e-9);
        }
      });
    }
  });

  it('finds spots and centres inside the area', () => {
    const random = randomOf('spots');
    for (const feature of levels[3]!.collection.features) {
      const area = country.byPcode.get(String(feature.properties.ADM3_PCODE))!;
      const points = [area.centre, ...Array.from({ length: 20 }, () => spotIn(area, country, random.next))];
      for (const point of points) {
        const inside = polygonsOf(feature.geometry).some((rings) => ringContains(rings[0]!, [...point]));
        expect(inside, `${area.pcode} ${point}`).toBe(true);
      }
    }
  });

  it('shares the residents without loss and stays small', () => {
    const total = (level: number) =>
      country.areas.filter((area) => area.level === level).reduce((sum, area) => sum + area.population, 0);
    for (const level of [1, 2, 3]) expect(total(level)).toBe(total(0));
    expect(JSON.stringify(levels).length).toBeLessThan(600_000);
  });
});

it('draws the same country twice from one seed and another from another', () => {
  const text = (seed: string) => JSON.stringify(buildEditions(buildCountry(seed)));
  expect(text('x')).toBe(text('x'));
  expect(text('x')).not.toBe(text('y'));
});
