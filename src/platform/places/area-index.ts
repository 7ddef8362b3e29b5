import Flatbush from 'flatbush';
import type { AreaLevel, Names } from './domain.ts';
import { type PreparedShape, prepareShape } from './geo/inside.ts';
import { type Box, boxOf, type Shape } from './geo/shape.ts';

/** An area in force as the index needs it; areas without a shape are known but never found by a point. */
export interface IndexArea {
  pcode: string;
  level: AreaLevel;
  parentPcode: string | null;
  names: Names;
  shape: Shape | null;
  km2: number | null;
}

/** What is known of an area without asking the database. */
export interface KnownArea {
  pcode: string;
  level: AreaLevel;
  parentPcode: string | null;
  names: Names;
}

export interface AreaIndex {
  /** The deepest area in which the point lies; of two on one level, the smaller. A few microseconds. */
  findSmallest(lon: number, lat: number): KnownArea | undefined;
  find(pcode: string): KnownArea | undefined;
  /** Kilometres between a point and an area, 0 inside; undefined for an area without a shape. */
  kmFrom(pcode: string, lon: number, lat: number): number | undefined;
  /** P-codes from the country down to the area itself; empty for an unknown code. */
  pathOf(pcode: string): string[];
  /** All known areas. */
  all(): Iterable<KnownArea>;
  readonly size: number;
}

interface Place {
  area: KnownArea;
  km2: number;
  box: Box;
  shape: PreparedShape;
}

function placeOf(area: IndexArea, shape: Shape): Place {
  const { pcode, level, parentPcode, names } = area;
  return {
    area: { pcode, level, parentPcode, names },
    km2: area.km2 ?? 0,
    box: boxOf(shape),
    shape: prepareShape(shape),
  };
}

/** Builds the index in memory: about 40 bytes for each vertex. */
export function buildAreaIndex(areas: Iterable<IndexArea>): AreaIndex {
  const known = new Map<string, KnownArea>();
  const places: Place[] = [];
  for (const area of areas) {
    const { pcode, level, parentPcode, names } = area;
    known.set(pcode, { pcode, level, parentPcode, names });
    if (area.shape && area.shape.length > 0) places.push(placeOf(area, area.shape));
  }
  // In the order in which the first hit is the answer.
  places.sort(
    (a, b) => b.area.level - a.area.level || a.km2 - b.km2 || (a.area.pcode < b.area.pcode ? -1 : 1),
  );
  const shapes = new Map(places.map(({ area, shape }) => [area.pcode, shape]));
  const tree = places.length > 0 ? new Flatbush(places.length) : undefined;
  for (const { box } of places) tree?.add(...box);
  tree?.finish();
  const pathOf = (pcode: string): string[] => {
    const path: string[] = [];
    let at = known.get(pcode);
    while (at && path.length < 6) {
      path.unshift(at.pcode);
      at = at.parentPcode === null ? undefined : known.get(at.parentPcode);
    }
    return path;
  };
  return {
    findSmallest(lon, lat) {
      const candidates = tree?.search(lon, lat, lon, lat).sort((a, b) => a - b) ?? [];
      for (const i of candidates) {
        const place = places[i] as Place;
        if (place.shape.inside(lon, lat)) return place.area;
      }
      return undefined;
    },
    find: (pcode) => known.get(pcode),
    kmFrom(pcode, lon, lat) {
      const shape = shapes.get(pcode);
      if (!shape) return undefined;
      return shape.inside(lon, lat) ? 0 : shape.kmToBorder(lon, lat);
    },
    pathOf,
    all: () => known.values(),
    size: known.size,
  };
}
