import type { Random } from '../random.ts';
import type { Cell } from './mesh.ts';

/**
 * Splits a set of cells into `count` connected parts by growing from seeds along the cheapest way (Dijkstra),
 * moving each seed to the middle of its part between rounds (Lloyd). `cost` is the price of entering a cell:
 * crowded cells are dear, so that towns get small areas, as on real maps. Islands go to the nearest part.
 */
export function partition(
  cells: readonly Cell[],
  count: number,
  cost: (cell: Cell) => number,
  random: Random,
): Cell[][] {
  const inside = new Map(cells.map((cell) => [cell.index, cell]));
  let seeds = spreadSeeds(cells, count, random);
  let parts: Cell[][] = [];
  for (let round = 0; round < 5; round++) {
    parts = grow(inside, seeds, cost);
    seeds = parts.map((part) => middleOf(part, cost));
  }
  parts = grow(inside, seeds, cost);
  return parts.map((part) => part.sort((a, b) => a.index - b.index));
}

function spreadSeeds(cells: readonly Cell[], count: number, random: Random): Cell[] {
  const seeds = [random.pick(cells)];
  while (seeds.length < count) {
    const options = Array.from({ length: 12 }, () => random.pick(cells));
    const apart = (cell: Cell) =>
      Math.min(...seeds.map((seed) => Math.hypot(seed.x - cell.x, seed.y - cell.y)));
    seeds.push(options.reduce((best, option) => (apart(option) > apart(best) ? option : best)));
  }
  return seeds;
}

/** The cell nearest to the weighted middle: weights draw the seeds, and so the areas, around towns. */
function middleOf(part: readonly Cell[], cost: (cell: Cell) => number): Cell {
  const weight = (cell: Cell) => cost(cell) ** 3;
  const total = part.reduce((sum, cell) => sum + weight(cell), 0);
  const x = part.reduce((sum, cell) => sum + cell.x * weight(cell), 0) / total;
  const y = part.reduce((sum, cell) => sum + cell.y * weight(cell), 0) / total;
  const distance = (cell: Cell) => Math.hypot(cell.x - x, cell.y - y);
  return part.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best));
}

function grow(inside: Map<number, Cell>, seeds: readonly Cell[], cost: (cell: Cell) => number): Cell[][] {
  const owner = new Map<number, number>();
  const queue = new Queue();
  seeds.forEach((seed, part) => {
    queue.push({ at: 0, cell: seed.index, part });
  });
  for (let step = queue.pop(); step; step = queue.pop()) {
    if (owner.has(step.cell)) continue;
    owner.set(step.cell, step.part);
    for (const next of inside.get(step.cell)!.neighbours) {
      const cell = inside.get(next);
      if (cell && !owner.has(next)) queue.push({ at: step.at + cost(cell), cell: next, part: step.part });
    }
  }
  const parts: Cell[][] = seeds.map(() => []);
  for (const cell of inside.values()) {
    parts[owner.get(cell.index) ?? nearestSeed(seeds, cell)]!.push(cell);
  }
  return parts;
}

function nearestSeed(seeds: readonly Cell[], cell: Cell): number {
  const distances = seeds.map((seed) => Math.hypot(seed.x - cell.x, seed.y - cell.y));
  return distances.indexOf(Math.min(...distances));
}

interface Step {
  readonly at: number;
  readonly cell: number;
  readonly part: number;
}

/** Binary heap; ties are broken by cell and part so that the result never depends on insertion order. */
class Queue {
  readonly #heap: Step[] = [];

  push(step: Step): void {
    const heap = this.#heap;
    let i = heap.push(step) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  pop(): Step | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0 || !last) return top;
    heap[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
      if (right < heap.length && before(heap[right]!, heap[least]!)) least = right;
      if (least === i) return top;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }
}

const before = (a: Step, b: Step) =>
  a.at !== b.at ? a.at < b.at : a.cell !== b.cell ? a.cell < b.cell : a.part < b.part;
