import { clip } from './overlap.ts';
import type { Polygon, Position, Ring, Shape } from './shape.ts';

const WORLD: Polygon = [
  [
    [-180, -90],
    [180, -90],
    [180, 90],
    [-180, 90],
    [-180, -90],
  ],
];

/** The ring with its longitudes made continuous: a step over the antimeridian goes on past 180 instead of jumping. */
function unwrapped(ring: Ring): Ring {
  let shift = 0;
  return ring.map(([x, y], i): Position => {
    const before = ring[i - 1];
    if (before) {
      if (x - before[0] > 180) shift -= 360;
      else if (x - before[0] < -180) shift += 360;
    }
    return [x + shift, y];
  });
}

/** A ring around a pole does not come back to its first longitude; it is closed along that pole. */
function closedAtPole(ring: Ring): Ring {
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last || Math.abs(last[0] - first[0]) < 180) return ring;
  const pole = first[1] < 0 ? -90 : 90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

/**
 * Splits polygons that cross the antimeridian (Fiji, Russia, Antarctica), which maps would draw as bands across the
 * whole world. Everything else is returned as it was.
 */
export function splitAtAntimeridian(shape: Shape): Shape {
  const out: Shape = [];
  for (const polygon of shape) {
    const jumps = polygon.some((ring) =>
      ring.some(([x], i) => i > 0 && Math.abs(x - (ring[i - 1]?.[0] ?? x)) > 180),
    );
    if (!jumps) {
      out.push(polygon);
      continue;
    }
    const rings = polygon.map((ring) => closedAtPole(unwrapped(ring)));
    for (const turn of [-360, 0, 360]) {
      const moved: Polygon = rings.map((ring) => ring.map(([x, y]): Position => [x + turn, y]));
      out.push(...(clip('intersection', [moved], [WORLD]) ?? []));
    }
  }
  return out;
}
