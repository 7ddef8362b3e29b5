/** Longitude, latitude in WGS84 degrees; altitude and measures of a source are dropped on reading. */
export type Position = [number, number];
/** First and last position are equal. */
export type Ring = Position[];
/** Outer ring, then holes. */
export type Polygon = Ring[];
/** One shape kind only: a lone polygon is a list of one. */
export type Shape = Polygon[];
/** West, south, east, north. */
export type Box = [number, number, number, number];

/** GeoJSON geometry of a shape, as Polygon where it has one part. */
export function toGeometry(
  shape: Shape,
): { type: 'Polygon'; coordinates: Polygon } | { type: 'MultiPolygon'; coordinates: Shape } {
  return shape.length === 1 && shape[0]
    ? { type: 'Polygon', coordinates: shape[0] }
    : { type: 'MultiPolygon', coordinates: shape };
}

/** Number of positions, the measure of how heavy a shape is. */
export function vertexCount(shape: Shape): number {
  let count = 0;
  for (const polygon of shape) for (const ring of polygon) count += ring.length;
  return count;
}

/** Bounding box; infinite (west > east) when the shape is empty. */
export function boxOf(shape: Shape): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of shape) {
    for (const [x, y] of polygon[0] ?? []) {
      if (x < box[0]) box[0] = x;
      if (y < box[1]) box[1] = y;
      if (x > box[2]) box[2] = x;
      if (y > box[3]) box[3] = y;
    }
  }
  return box;
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** The box around both. */
export function joinBoxes(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** A box grown by `share` of its own width and height on every side. */
export function growBox(box: Box, share: number): Box {
  const dx = (box[2] - box[0]) * share;
  const dy = (box[3] - box[1]) * share;
  return [box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy];
}

export function boxHolds(box: Box, [x, y]: Position): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}
