import Flatbush from 'flatbush';
import { prepareShape } from './inside.ts';
import { labelPoint } from './measure.ts';
import { type Box, boxesMeet, boxOf, type Position, type Shape } from './shape.ts';

/** A shape with its edges indexed, for questions about it and its neighbours. */
export interface IndexedShape {
  shape: Shape;
  box: Box;
  /** x1, y1, x2, y2 of every edge. */
  edges: Float64Array;
  index: Flatbush | undefined;
  keys: ReadonlySet<string>;
  inside: (x: number, y: number) => boolean;
  label: Position | undefined;
}

const edgeKey = (x1: number, y1: number, x2: number, y2: number): string =>
  x1 < x2 || (x1 === x2 && y1 < y2) ? `${x1},${y1},${x2},${y2}` : `${x2},${y2},${x1},${y1}`;

function edgesOf(shape: Shape): Float64Array {
  const edges: number[] = [];
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        const [x1, y1] = ring[i - 1] as Position;
        const [x2, y2] = ring[i] as Position;
        if (x1 !== x2 || y1 !== y2) edges.push(x1, y1, x2, y2);
      }
    }
  }
  return Float64Array.from(edges);
}

function edgeIndex(edges: Float64Array): Flatbush | undefined {
  const count = edges.length / 4;
  if (count === 0) return undefined;
  const index = new Flatbush(count);
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = edges.subarray(at, at + 4) as unknown as [number, number, number, number];
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }
  index.finish();
  return index;
}

export function indexShape(shape: Shape): IndexedShape {
  const edges = edgesOf(shape);
  const keys = new Set<string>();
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = edges.subarray(at, at + 4) as unknown as [number, number, number, number];
    keys.add(edgeKey(x1, y1, x2, y2));
  }
  return {
    shape,
    box: boxOf(shape),
    edges,
    index: edgeIndex(edges),
    keys,
    inside: prepareShape(shape).inside,
    label: labelPoint(shape),
  };
}

/** Do two edges cross in their insides? Touching, sharing an end or lying on one another is no crossing. */
function properlyCross(e: ArrayLike<number>, i: number, f: ArrayLike<number>, j: number): boolean {
  const [ax, ay, bx, by] = [e[i], e[i + 1], e[i + 2], e[i + 3]] as [number, number, number, number];
  const [cx, cy, dx, dy] = [f[j], f[j + 1], f[j + 2], f[j + 3]] as [number, number, number, number];
  const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (!((c > 0 && d < 0) || (c < 0 && d > 0))) return false;
  const a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return (a > 0 && b < 0) || (a < 0 && b > 0);
}

/** The first place where the outline of a shape crosses itself. */
export function selfCrossing(shape: Shape): Position | undefined {
  const edges = edgesOf(shape);
  const index = edgeIndex(edges);
  if (!index) return undefined;
  for (let at = 0; at < edges.length; at += 4) {
    const [x1, y1, x2, y2] = edges.subarray(at, at + 4) as unknown as [number, number, number, number];
    const box: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
    const hit = index.search(...box, (other) => other * 4 > at && properlyCross(edges, at, edges, other * 4));
    if (hit.length > 0) return crossingPoint(edges, at, (hit[0] as number) * 4);
  }
  return undefined;
}

function crossingPoint(e: Float64Array, i: number, j: number): Position {
  const [ax, ay, bx, by] = e.subarray(i, i + 4) as unknown as [number, number, number, number];
  const [cx, cy, dx, dy] = e.subarray(j, j + 4) as unknown as [number, number, number, number];
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / ((bx - ax) * (dy - cy) - (by - ay) * (dx - cx));
  return [ax + t * (bx - ax), ay + t * (by - ay)];
}

export interface EdgeRelation {
  /** Some edges cross. */
  cross: boolean;
  /** Some edge of the first that is not an edge of the second runs inside it. */
  inside: boolean;
  /** Some edge of the first that is not an edge of the second runs outside it. */
  outside: boolean;
}

/** How the outline of `a` lies to `b`, exact for borders that are shared vertex by vertex. */
export function relateEdges(a: IndexedShape, b: IndexedShape): EdgeRelation {
  const relation: EdgeRelation = { cross: false, inside: false, outside: false };
  for (let at = 0; at < a.edges.length; at += 4) {
    const [x1, y1, x2, y2] = a.edges.subarray(at, at + 4) as unknown as [number, number, number, number];
    const box: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
    if (!boxesMeet(box, b.box)) {
      relation.outside = true;
      continue;
    }
    if (b.keys.has(edgeKey(x1, y1, x2, y2))) continue;
    if (b.inside((x1 + x2) / 2, (y1 + y2) / 2)) relation.inside = true;
    else relation.outside = true;
    const hit = b.index?.search(...box, (other) => properlyCross(a.edges, at, b.edges, other * 4));
    if (hit && hit.length > 0) {
      relation.cross = true;
      return relation;
    }
  }
  return relation;
}
