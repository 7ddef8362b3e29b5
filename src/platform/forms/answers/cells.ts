/** Bits of each axis in a cell number; a cell is about 2.4 m high and at most as wide. */
const BITS = 24;
const SIDE = 2 ** BITS;

const column = (lon: number): number =>
  Math.min(SIDE - 1, Math.max(0, Math.floor(((lon + 180) / 360) * SIDE)));
const row = (lat: number): number => Math.min(SIDE - 1, Math.max(0, Math.floor(((lat + 90) / 180) * SIDE)));

/** Bits of two numbers in turn, the higher ones first: a Morton code. Exact below 2^53. */
function interleave(x: number, y: number): number {
  let out = 0;
  for (let i = BITS - 1; i >= 0; i--) out = out * 4 + ((y >>> i) & 1) * 2 + ((x >>> i) & 1);
  return out;
}

export const cellOf = (lon: number, lat: number): number => interleave(column(lon), row(lat));

/** Bits of a cell number to drop so that about one cell per 60 pixels remains at a zoom level of the map. */
export const shiftForZoom = (zoom: number): number => Math.max(0, 2 * (BITS - Math.floor(zoom) - 3));

/**
 * Ranges of cell numbers that cover a box, at most about 32: squares of the grid that touch it, neighbours joined.
 * The box may cross the antimeridian (west > east).
 */
export function cellRanges(west: number, south: number, east: number, north: number): [number, number][] {
  if (west > east) return [...cellRanges(west, south, 180, north), ...cellRanges(-180, south, east, north)];
  const [x0, x1, y0, y1] = [column(west), column(east), row(south), row(north)];
  let level = 0;
  while (level < BITS && ((x1 >>> level) - (x0 >>> level) + 1) * ((y1 >>> level) - (y0 >>> level) + 1) > 32)
    level++;
  const size = 4 ** level;
  const starts: number[] = [];
  for (let x = x0 >>> level; x <= x1 >>> level; x++) {
    for (let y = y0 >>> level; y <= y1 >>> level; y++) starts.push(interleave(x << level, y << level));
  }
  starts.sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const start of starts) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === start) last[1] = start + size - 1;
    else ranges.push([start, start + size - 1]);
  }
  return ranges;
}
