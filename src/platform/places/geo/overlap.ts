import clipping from 'polygon-clipping';
import { type IndexedShape, relateEdges } from './edges.ts';
import { areaKm2 } from './measure.ts';
import { boxesMeet, type Position, type Shape } from './shape.ts';

type Operation = 'intersection' | 'union' | 'difference';

/** Degrees; about 1 cm. Coordinates are snapped to it when the exact ones defeat the clipping. */
const SNAP = 1e-7;

function snapped(shape: Shape): Shape {
  const snap = (value: number) => Math.round(value / SNAP) * SNAP;
  return shape.map((polygon) => polygon.map((ring) => ring.map(([x, y]): Position => [snap(x), snap(y)])));
}

/** Boolean operation on shapes; undefined where the numbers defeat it even after snapping. */
export function clip(operation: Operation, first: Shape, ...rest: Shape[]): Shape | undefined {
  try {
    return clipping[operation](first, ...rest) as Shape;
  } catch {
    try {
      return clipping[operation](snapped(first), ...rest.map(snapped)) as Shape;
    } catch {
      return undefined;
    }
  }
}

const labelInside = (a: IndexedShape, b: IndexedShape): boolean =>
  a.label !== undefined && b.inside(a.label[0], a.label[1]);

/**
 * Area in km2 that two shapes share; undefined when it cannot be computed. Neighbours whose common border is the same
 * vertex by vertex, which is the ordinary case, never reach the costly clipping.
 */
export function sharedKm2(a: IndexedShape, b: IndexedShape): number | undefined {
  if (!boxesMeet(a.box, b.box)) return 0;
  const ab = relateEdges(a, b);
  if (!ab.cross && !ab.inside) {
    const ba = relateEdges(b, a);
    if (!ba.cross && !ba.inside && !labelInside(a, b) && !labelInside(b, a)) return 0;
  }
  const common = clip('intersection', a.shape, b.shape);
  return common === undefined ? undefined : areaKm2(common);
}

/** Area in km2 of `inner` that lies outside `outer`; undefined when it cannot be computed. */
export function outsideKm2(inner: IndexedShape, outer: IndexedShape): number | undefined {
  if (!boxesMeet(inner.box, outer.box)) return areaKm2(inner.shape);
  const edges = relateEdges(inner, outer);
  if (!edges.cross && !edges.outside && labelInside(inner, outer)) {
    const back = relateEdges(outer, inner);
    if (!back.cross && !back.inside) return 0;
  }
  const rest = clip('difference', inner.shape, outer.shape);
  return rest === undefined ? undefined : areaKm2(rest);
}
