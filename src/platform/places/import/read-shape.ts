import { selfCrossing } from '../geo/edges.ts';
import { areaKm2 } from '../geo/measure.ts';
import { clip } from '../geo/overlap.ts';
import {
  type Box,
  boxHolds,
  boxOf,
  type Polygon,
  type Position,
  type Ring,
  type Shape,
} from '../geo/shape.ts';
import type { ProblemList } from './problem.ts';

interface Reading {
  at: { layer: string; row: number };
  pcode: string;
  problems: ProblemList;
  /** Where the country lies, grown by a margin; undefined when unknown. */
  country: Box | undefined;
}

/** 1e-7 degrees is about 1 cm: finer digits are noise of conversions, and equal borders stay equal. */
const rounded = (value: number) => Math.round(value * 1e7) / 1e7;

function readPosition(raw: unknown): Position | undefined {
  if (!Array.isArray(raw)) return undefined;
  const [x, y] = raw as unknown[];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    return undefined;
  return [rounded(x), rounded(y)];
}

type RingFault = 'number' | 'short';

function readRing(raw: unknown): { ring: Ring; opened: boolean } | RingFault {
  if (!Array.isArray(raw)) return 'number';
  const ring: Ring = [];
  for (const item of raw) {
    const position = readPosition(item);
    if (!position) return 'number';
    const last = ring.at(-1);
    if (!last || last[0] !== position[0] || last[1] !== position[1]) ring.push(position);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 3) return 'short';
  const opened = first[0] !== last[0] || first[1] !== last[1];
  if (opened) ring.push([first[0], first[1]]);
  return ring.length < 4 ? 'short' : { ring, opened };
}

function polygonsOf(raw: unknown): unknown[] | undefined {
  const geometry = raw as { type?: unknown; coordinates?: unknown; geometries?: unknown } | null;
  if (!geometry || typeof geometry !== 'object') return undefined;
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  if (geometry.type === 'MultiPolygon' && Array.isArray(geometry.coordinates)) return geometry.coordinates;
  if (geometry.type === 'GeometryCollection' && Array.isArray(geometry.geometries)) {
    const parts = geometry.geometries.map(polygonsOf);
    return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
  }
  return undefined;
}

/** Rings of the geometry; a fault that cannot be mended is told and gives undefined. */
function readPolygons(raw: unknown, r: Reading): Shape | undefined {
  const polygons = polygonsOf(raw);
  if (!polygons) {
    const kind = String((raw as { type?: unknown })?.type ?? typeof raw).slice(0, 30);
    r.problems.add('error', 'places.import.shape_not_polygon', r.at, { pcode: r.pcode, kind });
    return undefined;
  }
  const shape: Shape = [];
  let opened = 0;
  for (const rawPolygon of polygons) {
    const polygon: Polygon = [];
    for (const rawRing of Array.isArray(rawPolygon) ? rawPolygon : []) {
      const result = readRing(rawRing);
      if (result === 'number') {
        r.problems.add('error', 'places.import.shape_not_numbers', r.at, { pcode: r.pcode });
        return undefined;
      }
      if (result === 'short') {
        r.problems.add('warning', 'places.import.shape_ring_short', r.at, { pcode: r.pcode });
        // Without its outer ring the holes of a polygon mean nothing.
        if (polygon.length === 0) break;
        continue;
      }
      if (result.opened) opened++;
      polygon.push(result.ring);
    }
    if (polygon.length > 0) shape.push(polygon);
  }
  if (opened > 0)
    r.problems.add('warning', 'places.import.shape_ring_open', r.at, { pcode: r.pcode, count: opened });
  return shape;
}

/** Coordinates outside the world, or outside the country but inside it with latitude and longitude exchanged. */
function checkPlace(shape: Shape, r: Reading): boolean {
  const box = boxOf(shape);
  const middle: Position = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const swappedInside = r.country && boxHolds(r.country, [middle[1], middle[0]]);
  const params = { pcode: r.pcode, lon: round(middle[0]), lat: round(middle[1]) };
  if (r.country && !boxHolds(r.country, middle) && swappedInside) {
    r.problems.add('error', 'places.import.coordinates_swapped', r.at, params);
    return false;
  }
  if (box[0] < -180 || box[2] > 180 || box[1] < -90 || box[3] > 90) {
    r.problems.add('error', 'places.import.coordinates_range', r.at, params);
    return false;
  }
  if (r.country && !boxHolds(r.country, middle)) {
    r.problems.add('warning', 'places.import.outside_country', r.at, params);
  }
  return true;
}

const round = (value: number) => Math.round(value * 1e5) / 1e5;

/** Resolves an outline that crosses itself into clean parts; the loss or gain of area is told. */
function mended(shape: Shape, r: Reading): Shape | undefined {
  const crossing = selfCrossing(shape);
  if (!crossing) return shape;
  const clean = clip('union', shape);
  if (!clean || clean.length === 0) {
    r.problems.add('error', 'places.import.shape_broken', r.at, { pcode: r.pcode });
    return undefined;
  }
  r.problems.add('warning', 'places.import.shape_crosses_itself', r.at, {
    pcode: r.pcode,
    lon: round(crossing[0]),
    lat: round(crossing[1]),
  });
  return clean;
}

/**
 * The geometry of one row as a clean shape. `null` (told as a warning) when the row has none; undefined when it has
 * one that cannot be used (told as an error).
 */
export function readShape(raw: unknown, r: Reading): Shape | null | undefined {
  if (raw === null || raw === undefined) {
    r.problems.add('warning', 'places.import.shape_empty', r.at, { pcode: r.pcode });
    return null;
  }
  const shape = readPolygons(raw, r);
  if (!shape) return undefined;
  if (shape.length === 0) {
    r.problems.add('warning', 'places.import.shape_empty', r.at, { pcode: r.pcode });
    return null;
  }
  if (!checkPlace(shape, r)) return undefined;
  const clean = mended(shape, r);
  if (clean && areaKm2(clean) === 0) {
    r.problems.add('error', 'places.import.shape_no_area', r.at, { pcode: r.pcode });
    return undefined;
  }
  return clean;
}
