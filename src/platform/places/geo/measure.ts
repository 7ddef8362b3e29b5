import { insideShape } from './inside.ts';
import { boxOf, type Polygon, type Position, type Ring, type Shape } from './shape.ts';

/** Mean Earth radius in kilometres (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

function ringAreaKm2(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as Position;
    const [x2, y2] = ring[i] as Position;
    sum += (x2 - x1) * RADIANS * (2 + Math.sin(y1 * RADIANS) + Math.sin(y2 * RADIANS));
  }
  return Math.abs((sum * EARTH_RADIUS_KM * EARTH_RADIUS_KM) / 2);
}

/**
 * Area on the sphere in km2, holes taken off. Within 0.6 % of the ellipsoid's area, which is far finer than
 * the boundaries themselves (R. G. Chamberlain, "Some algorithms for polygons on a sphere", JPL 2007).
 */
export function areaKm2(shape: Shape): number {
  let total = 0;
  for (const [outer, ...holes] of shape) {
    if (!outer) continue;
    total += ringAreaKm2(outer);
    for (const hole of holes) total -= ringAreaKm2(hole);
  }
  return Math.max(0, total);
}

/** Signed planar area of a ring in square degrees; positive when counter-clockwise. */
export function planarArea(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as Position;
    const [x2, y2] = ring[i] as Position;
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

function ringCentroid(ring: Ring): Position {
  const [ox, oy] = ring[0] as Position;
  let area = 0;
  let cx = 0;
  let cy = 0;
  // Relative to the first vertex: small areas far from the origin would lose all their digits otherwise.
  for (let i = 1; i < ring.length; i++) {
    const x1 = (ring[i - 1]?.[0] ?? 0) - ox;
    const y1 = (ring[i - 1]?.[1] ?? 0) - oy;
    const x2 = (ring[i]?.[0] ?? 0) - ox;
    const y2 = (ring[i]?.[1] ?? 0) - oy;
    const cross = x1 * y2 - x2 * y1;
    area += cross;
    cx += (x1 + x2) * cross;
    cy += (y1 + y2) * cross;
  }
  return area === 0 ? [ox, oy] : [ox + cx / (3 * area), oy + cy / (3 * area)];
}

function largest(shape: Shape): Polygon | undefined {
  let best: Polygon | undefined;
  let size = -1;
  for (const polygon of shape) {
    const area = Math.abs(planarArea(polygon[0] ?? []));
    if (area > size) {
      size = area;
      best = polygon;
    }
  }
  return best;
}

/** Middle of the widest stretch of the polygon on one line of latitude. */
function widestMiddle(polygon: Polygon, y: number): Position | undefined {
  const crossings: number[] = [];
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as Position;
      const [x2, y2] = ring[i] as Position;
      if (y1 > y !== y2 > y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    }
  }
  crossings.sort((a, b) => a - b);
  let best: Position | undefined;
  let width = 0;
  for (let i = 1; i < crossings.length; i += 2) {
    const [left, right] = [crossings[i - 1] as number, crossings[i] as number];
    if (right - left > width) {
      width = right - left;
      best = [(left + right) / 2, y];
    }
  }
  return best;
}

/**
 * A point for the label of an area, always on its land: the centroid of its largest part, or the middle of the
 * widest stretch of a line through it when the centroid falls outside (crescents, rings).
 */
export function labelPoint(shape: Shape): Position | undefined {
  const part = largest(shape);
  if (!part?.[0] || part[0].length < 4) return undefined;
  const centroid = ringCentroid(part[0]);
  if (insideShape([part], centroid[0], centroid[1])) return centroid;
  const box = boxOf([part]);
  for (const share of [0.5, 0.43, 0.57, 0.31, 0.69, 0.17, 0.83]) {
    const point = widestMiddle(part, box[1] + (box[3] - box[1]) * share);
    if (point) return point;
  }
  return part[0][0];
}
