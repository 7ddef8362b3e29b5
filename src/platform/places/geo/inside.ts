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

/**
 * The same rule prepared for many questions about one shape: edges lie in bands of latitude, so a question looks at
 * the edges of one band instead of all. About 40 bytes for each edge.
 */
export function preparedInside(shape: Shape): (x: number, y: number) => boolean {
  const edges: number[] = [];
  let south = Infinity;
  let north = -Infinity;
  for (const polygon of shape) {
    for (const ring of polygon) {
      for (let i = 1; i < ring.length; i++) {
        const a = ring[i - 1] as Position;
        const b = ring[i] as Position;
        if (a[1] === b[1]) continue;
        const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
        edges.push(low[0], low[1], high[0], high[1]);
        south = Math.min(south, low[1]);
        north = Math.max(north, high[1]);
      }
    }
  }
  const all = Float64Array.from(edges);
  const bands = bandsOf(all, south, north);
  return (x, y) => {
    if (y < south || y >= north) return false;
    let inside = false;
    for (const at of bands.edgesAt(y)) {
      const [lowX, lowY, highX, highY] = [all[at], all[at + 1], all[at + 2], all[at + 3]] as [
        number,
        number,
        number,
        number,
      ];
      if (y < lowY || y >= highY) continue;
      if (x < lowX + ((y - lowY) / (highY - lowY)) * (highX - lowX)) inside = !inside;
    }
    return inside;
  };
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
