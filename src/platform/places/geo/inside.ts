import type { Position, Shape } from './shape.ts';

/**
 * Does the edge cross the ray that runs east from the point? Half-open in latitude, and computed from the lower
 * end whichever way the ring runs, so that a point on a border shared by two areas lies in exactly one of them.
 */
function crosses(a: Position, b: Position, x: number, y: number): boolean {
  const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
  if (y < low[1] || y >= high[1]) return false;
  return x < low[0] + ((y - low[1]) / (high[1] - low[1])) * (high[0] - low[0]);
}

/** Even-odd rule over all rings, so holes and islands in holes need no care for their direction. */
export function insideShape(shape: Shape, x: number, y: number): boolean {
  let inside = false;
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        if (crosses(ring[i - 1] as Position, ring[i] as Position, x, y)) inside = !inside;
      }
    }
  }
  return inside;
}

export interface PreparedShape {
  inside(x: number, y: number): boolean;
  /** Kilometres from a point outside to the nearest border; a few parts in a thousand off for near points. */
  kmToBorder(x: number, y: number): number;
}

/**
 * The same rule prepared for many questions about one shape: edges lie in bands of latitude, so a question looks at
 * the edges of one band instead of all. About 40 bytes for each edge.
 */
export function prepareShape(shape: Shape): PreparedShape {
  const edges: number[] = [];
  let south = Infinity;
  let north = -Infinity;
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1] as Position;
        const b = ring[i] as Position;
        const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
        edges.push(low[0], low[1], high[0], high[1]);
        south = Math.min(south, low[1]);
        north = Math.max(north, high[1]);
      }
    }
  }
  const all = Float64Array.from(edges);
  const bands = bandsOf(all, south, north);
  const inside = (x: number, y: number): boolean => {
    if (y < south || y >= north) return false;
    let odd = false;
    for (const at of bands.edgesAt(y)) {
      const [lowX, lowY, highX, highY] = [all[at], all[at + 1], all[at + 2], all[at + 3]] as [
        number,
        number,
        number,
        number,
      ];
      if (y < lowY || y >= highY) continue;
      if (x < lowX + ((y - lowY) / (highY - lowY)) * (highX - lowX)) odd = !odd;
    }
    return odd;
  };
  return { inside, kmToBorder: (x, y) => kmToEdges(all, x, y) };
}

/** Kilometres of a degree of latitude on the mean sphere. */
const DEGREE_KM = 111.195;

/** On a plane that touches the Earth at the point: right where near, which is where it matters. */
function kmToEdges(edges: Float64Array, x: number, y: number): number {
  const east = DEGREE_KM * Math.cos((y * Math.PI) / 180);
  let least = Infinity;
  for (let at = 0; at < edges.length; at += 4) {
    const ax = ((edges[at] as number) - x) * east;
    const ay = ((edges[at + 1] as number) - y) * DEGREE_KM;
    const dx = ((edges[at + 2] as number) - x) * east - ax;
    const dy = ((edges[at + 3] as number) - y) * DEGREE_KM - ay;
    const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, (ax + along * dx) ** 2 + (ay + along * dy) ** 2);
  }
  return Math.sqrt(least);
}

function bandsOf(edges: Float64Array, south: number, north: number) {
  const count = Math.max(1, Math.min(4096, Math.ceil(edges.length / 4 / 8)));
  const height = (north - south) / count;
  const bandAt = (y: number) => Math.min(count - 1, Math.max(0, Math.floor((y - south) / height)));
  const starts = new Uint32Array(count + 1);
  for (let at = 0; at < edges.length; at += 4) {
    const last = bandAt(edges[at + 3] as number);
    for (let band = bandAt(edges[at + 1] as number); band <= last; band++) {
      starts[band + 1] = (starts[band + 1] as number) + 1;
    }
  }
  for (let band = 0; band < count; band++) {
    starts[band + 1] = (starts[band + 1] as number) + (starts[band] as number);
  }
  const fill = starts.slice(0, count);
  const members = new Uint32Array(starts[count] as number);
  for (let at = 0; at < edges.length; at += 4) {
    const last = bandAt(edges[at + 3] as number);
    for (let band = bandAt(edges[at + 1] as number); band <= last; band++) {
      const slot = fill[band] as number;
      members[slot] = at;
      fill[band] = slot + 1;
    }
  }
  return {
    edgesAt: (y: number) => {
      const band = bandAt(y);
      return members.subarray(starts[band], starts[band + 1]);
    },
  };
}
