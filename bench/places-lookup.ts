/**
 * Point to smallest area: median and 95th percentile of one question to the index in memory, and what building it costs.
 * Usage: npx tsx --conditions=source bench/places-lookup.ts [folder with .geojson boundaries]
 * Without a folder: a made country of 7,381 areas on 5 levels with ragged borders.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAreaIndex, type IndexArea } from '#platform/places/area-index.ts';
import type { AreaLevel } from '#platform/places/domain.ts';
import { areaKm2 } from '#platform/places/geo/measure.ts';
import { boxOf, joinBoxes, type Position, type Shape, vertexCount } from '#platform/places/geo/shape.ts';
import { dryRunAreas } from '#platform/places/import/dry-run.ts';
import { proposeAreaMapping } from '#platform/places/import/mapping.ts';
import { readLayers } from '#platform/places/import/read.ts';

const QUESTIONS = 100_000;

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

/** A side with `steps` ragged points; the same for both neighbours because it depends on its ends only. */
function side(a: Position, b: Position, steps: number): Position[] {
  const [from, to] = a[0] + a[1] * 1e3 < b[0] + b[1] * 1e3 ? [a, b] : [b, a];
  const random = seeded(Math.round((from[0] * 7919 + from[1] * 104729 + to[0] * 31 + to[1]) * 1e4));
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const points: Position[] = [from];
  for (let i = 1; i < steps; i++) {
    const off = (random() - 0.5) * 0.1;
    points.push([from[0] + (dx * i) / steps - dy * off, from[1] + (dy * i) / steps + dx * off]);
  }
  points.push(to);
  return from === a ? points : points.reverse();
}

interface Cell {
  level: number;
  x: number;
  y: number;
  size: number;
  code: string;
  parent: string | null;
}

const PARTS = 3;

function madeCountry(): IndexArea[] {
  const areas: IndexArea[] = [];
  const add = ({ level, x, y, size, code, parent }: Cell): void => {
    const corners: Position[] = [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
    ];
    const ring = corners.flatMap((corner, i) =>
      side(corner, corners[(i + 1) % 4] as Position, 2 ** (10 - level)).slice(0, -1),
    );
    const shape: Shape = [[[...ring, ring[0] as Position]]];
    const names = { en: code };
    areas.push({
      pcode: code,
      level: level as AreaLevel,
      parentPcode: parent,
      names,
      shape,
      km2: areaKm2(shape),
    });
    if (level === 4) return;
    const step = size / PARTS;
    for (let i = 0; i < PARTS * PARTS; i++) {
      const [column, row] = [i % PARTS, Math.floor(i / PARTS)];
      const child = { level: level + 1, x: x + column * step, y: y + row * step, size: step };
      add({ ...child, code: `${code}0${i + 1}`, parent: code });
    }
  };
  add({ level: 0, x: 10, y: 10, size: 8, code: 'QZ', parent: null });
  return areas;
}

async function fromFolder(folder: string): Promise<IndexArea[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.geojson'));
  const start = performance.now();
  const layers = files.flatMap((name) =>
    readLayers({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }),
  );
  const mappings = layers.map(proposeAreaMapping);
  const first = layers[0]?.rows[0]?.values ?? {};
  const alpha2 = (Object.entries(first).find(([key]) => /adm0_?pcode/i.test(key))?.[1] ?? 'QZ').slice(0, 2);
  const run = await dryRunAreas({
    layers,
    mappings,
    country: { alpha2, alpha3: '', names: { en: alpha2 }, box: undefined },
    validFrom: '2026-01-01',
    currentFrom: null,
    mode: 'replace',
    makeParents: true,
    current: new Map(),
    breathe: async () => {},
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  console.log(`dry run of ${run.rows} areas from ${files.length} files: ${seconds} s`, run.counts);
  return run.plan.areas.map((area) => ({ ...area, km2: area.shape && areaKm2(area.shape) }));
}

const folder = process.argv[2];
const areas = folder ? await fromFolder(folder) : madeCountry();
const shapes = areas.flatMap((area) => (area.shape ? [area.shape] : []));
const vertices = shapes.reduce((sum, shape) => sum + vertexCount(shape), 0);
const before = process.memoryUsage();
const start = performance.now();
const index = buildAreaIndex(areas);
const built = performance.now() - start;
const after = process.memoryUsage();
const grown = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
console.log(
  `${areas.length} areas, ${vertices} vertices: index built in ${built.toFixed(0)} ms, about ${grown.toFixed(0)} MB`,
);

const box = shapes.map(boxOf).reduce(joinBoxes);
const random = seeded(42);
const times = new Float64Array(QUESTIONS);
let hits = 0;
for (let i = 0; i < QUESTIONS; i++) {
  const x = box[0] + random() * (box[2] - box[0]);
  const y = box[1] + random() * (box[3] - box[1]);
  const t = performance.now();
  const found = index.findSmallest(x, y);
  times[i] = performance.now() - t;
  if (found) hits++;
}
times.sort();
const at = (share: number) => ((times[Math.floor(QUESTIONS * share)] ?? 0) * 1000).toFixed(1);
console.log(
  `${QUESTIONS} random points (${hits} inside): median ${at(0.5)} µs, p95 ${at(0.95)} µs, p99.9 ${at(0.999)} µs`,
);
