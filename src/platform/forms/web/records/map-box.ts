const WORLD = 1;
const NEAREST = 20;
/** Clusters side by side over the width of a map. */
const ACROSS = 10;

/** The zoom of a map that shows a box: how finely points are gathered. Without a box the country-wide view. */
export function zoomOf(bbox: string | undefined): number {
  if (!bbox) return 5;
  const [west = -180, south = -90, east = 180, north = 90] = bbox.split(',').map(Number);
  const width = Math.max(east - west, (north - south) * 1.5, 1e-6);
  // The route gathers points in cells of 360 / 2^(zoom + 3) degrees.
  return Math.min(NEAREST, Math.max(WORLD, Math.floor(Math.log2((360 * ACROSS) / width)) - 3));
}

/** The cell of a cluster drawn at a zoom, a little wider, as the route takes it. */
export function boxAround(longitude: number, latitude: number, zoom: number): string {
  const half = (360 / 2 ** (Math.floor(zoom) + 3)) * 1.1;
  const clip = (value: number, limit: number) => Math.max(-limit, Math.min(limit, value));
  return [
    clip(longitude - half, 180),
    clip(latitude - half, 90),
    clip(longitude + half, 180),
    clip(latitude + half, 90),
  ]
    .map((value) => Number(value.toFixed(5)))
    .join(',');
}

interface Located {
  geometry: { coordinates: readonly number[] };
}

/** The box that holds all points; undefined for none. */
export function extentOf(features: readonly Located[]): string | undefined {
  if (features.length === 0) return undefined;
  const lons = features.map(({ geometry }) => geometry.coordinates[0] ?? 0);
  const lats = features.map(({ geometry }) => geometry.coordinates[1] ?? 0);
  return [least(lons), least(lats), -least(lons.map((x) => -x)), -least(lats.map((y) => -y))].join(',');
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
