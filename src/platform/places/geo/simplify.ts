import { feature } from 'topojson-client';
import { topology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import { planarArea } from './measure.ts';
import { boxOf, joinBoxes, type Polygon, type Shape, toGeometry } from './shape.ts';

/** With one object, `areas`. */
export type Topology = ReturnType<typeof topology>;

/** Shapes of a map are drawn as if it were this many pixels wide; finer detail would not be seen. */
const MAP_PIXELS = 2000;

/** A topology of shapes, in their order; border lines shared by several shapes are stored once. */
export function shapesTopology(
  shapes: readonly { id: string; shape: Shape; properties?: Record<string, unknown> }[],
): Topology {
  const collection: GeoJSON.FeatureCollection = {
    type: 'FeatureCollection',
    features: shapes.map(({ id, shape, properties }) => ({
      type: 'Feature',
      id,
      properties: properties ?? {},
      geometry: toGeometry(shape),
    })),
  };
  return topology({ areas: collection }, 1e5);
}

/** Rings that the simplification left with less than a triangle are dropped with what they enclosed. */
function tidy(shape: Shape): Shape {
  const out: Shape = [];
  for (const [outer, ...holes] of shape) {
    if (!outer || outer.length < 4 || planarArea(outer) === 0) continue;
    const kept: Polygon = [outer, ...holes.filter((hole) => hole.length >= 4)];
    out.push(kept);
  }
  return out;
}

/**
 * Simplifies shapes together (Visvalingam on shared arcs), so that neighbours, and parents with their children, keep
 * common borders without gaps. A shape too small for the map keeps its full form rather than vanish.
 */
export function simplifyTogether(shapes: readonly { id: string; shape: Shape }[]): Map<string, Shape> {
  const out = new Map<string, Shape>();
  if (shapes.length === 0) return out;
  const box = shapes.map((item) => boxOf(item.shape)).reduce(joinBoxes);
  const pixel = Math.max(box[2] - box[0], box[3] - box[1]) / MAP_PIXELS;
  const simple = simplify(
    presimplify(shapesTopology(shapes) as Parameters<typeof presimplify>[0]),
    (pixel * pixel) / 2,
  );
  const drawn = feature(simple, simple.objects.areas as NonNullable<typeof simple.objects.areas>);
  const features = drawn.type === 'FeatureCollection' ? drawn.features : [];
  shapes.forEach(({ id, shape }, i) => {
    const geometry = features[i]?.geometry;
    const parts =
      geometry?.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry?.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    const rest = tidy(parts as Shape);
    out.set(id, rest.length > 0 ? rest : shape);
  });
  return out;
}
