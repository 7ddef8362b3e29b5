import type { Position } from 'geojson';
import { type Cell, type Mesh, toLonLat } from './mesh.ts';

/** Draws any set of cells as polygons whose corners are those of every other set of the same mesh. */
export interface Pen {
  polygons(cells: readonly Cell[]): Position[][][];
}

/**
 * @param group cell index -> smallest area: the borders between groups (and the coast) are the only lines that
 * will ever be drawn; their corners are relaxed together so that the zigzag of the mesh disappears.
 */
export function makePen(mesh: Mesh, group: (cell: Cell) => number): Pen {
  const places = relax(mesh, borderLinks(mesh, group));
  const lonLat = new Map<number, [number, number]>();
  for (const [key, [x, y]] of places) lonLat.set(key, toLonLat(x, y));
  return {
    polygons: (cells) => assemble(outlineRings(cells).map((ring) => ring.map((key) => lonLat.get(key)!))),
  };
}

/** Corner -> the corners it is joined to by a border. */
function borderLinks(mesh: Mesh, group: (cell: Cell) => number): Map<number, Set<number>> {
  const side = new Map<string, number>();
  const links = new Map<number, Set<number>>();
  const link = (from: number, to: number) => {
    const set = links.get(from) ?? new Set();
    links.set(from, set.add(to));
  };
  for (const cell of mesh.cells) for (const [a, b] of edges(cell)) side.set(`${a}>${b}`, group(cell));
  for (const cell of mesh.cells) {
    for (const [a, b] of edges(cell)) {
      if (side.get(`${b}>${a}`) === group(cell)) continue;
      link(a, b);
      link(b, a);
    }
  }
  return links;
}

function relax(mesh: Mesh, links: Map<number, Set<number>>): Map<number, readonly [number, number]> {
  let places = new Map([...links.keys()].map((key) => [key, mesh.corner(key)]));
  for (let round = 0; round < 2; round++) {
    const moved = new Map<number, readonly [number, number]>();
    for (const [key, [x, y]] of places) {
      const around = [...links.get(key)!].map((other) => places.get(other)!);
      const meanX = around.reduce((sum, place) => sum + place[0], 0) / around.length;
      const meanY = around.reduce((sum, place) => sum + place[1], 0) / around.length;
      moved.set(key, [(x + meanX) / 2, (y + meanY) / 2]);
    }
    places = moved;
  }
  return places;
}

function* edges(cell: Cell): Generator<[number, number]> {
  for (let i = 0; i < 6; i++) yield [cell.corners[i]!, cell.corners[(i + 1) % 6]!];
}

/** Three cells meet at a corner, so at most one outline edge leaves it: following edges needs no choice. */
function outlineRings(cells: readonly Cell[]): number[][] {
  const inner = new Set<string>();
  for (const cell of cells) for (const [a, b] of edges(cell)) inner.add(`${a}>${b}`);
  const next = new Map<number, number>();
  for (const cell of cells) for (const [a, b] of edges(cell)) if (!inner.has(`${b}>${a}`)) next.set(a, b);
  const rings: number[][] = [];
  while (next.size > 0) {
    const start = Math.min(...next.keys());
    const ring = [start];
    for (let at = next.get(start)!; ; at = next.get(at)!) {
      next.delete(ring[ring.length - 1]!);
      ring.push(at);
      if (at === start) break;
    }
    rings.push(ring);
  }
  return rings;
}

/** Outer rings run anticlockwise and holes clockwise (RFC 7946), which the edges already give. */
function assemble(rings: Position[][]): Position[][][] {
  const shells = rings.filter((ring) => ringArea(ring) > 0).map((ring) => [ring]);
  shells.sort((a, b) => ringArea(b[0]!) - ringArea(a[0]!));
  for (const hole of rings.filter((ring) => ringArea(ring) < 0)) {
    // The smallest shell around the hole owns it.
    const home = [...shells].reverse().find((shell) => ringContains(shell[0]!, hole[0]!));
    home?.push(hole);
  }
  return shells;
}

/** Signed planar area in square degrees; positive when anticlockwise. */
export function ringArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[i + 1]!];
    sum += a[0]! * b[1]! - b[0]! * a[1]!;
  }
  return sum / 2;
}

export function ringContains(ring: readonly Position[], point: Position): boolean {
  let inside = false;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[i + 1] as [number, number];
    const [x, y] = point as [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
