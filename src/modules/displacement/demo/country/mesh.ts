import { fractalNoise, hash32 } from '../random.ts';

/**
 * The country is drawn on one mesh of hexagons whose corners are shared: every border at every level is a chain
 * of the same corners, so neighbours meet exactly and children tile their parent by construction.
 */
export interface Cell {
  readonly index: number;
  readonly q: number;
  readonly r: number;
  /** Centre in kilometres east and south of the middle of the country. */
  readonly x: number;
  readonly y: number;
  /** Six corner keys, anticlockwise seen with north up. */
  readonly corners: readonly number[];
  /** Indexes of land neighbours. */
  readonly neighbours: number[];
  coastal: boolean;
}

export interface Mesh {
  readonly cells: readonly Cell[];
  /** Distance of centre to corner, in kilometres. */
  readonly size: number;
  /** Corner key -> kilometres (before smoothing). */
  corner(key: number): readonly [number, number];
}

const MIDDLE = { lon: -20.4, lat: -30.2 };
const KM_PER_DEGREE = 111.32;
const SIZE_KM = 3.3;
const EXTENT_KM = 330;
const AROUND = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
] as const;
// Corner offsets on the lattice of half-widths and half-sizes; y runs south, so this order is anticlockwise.
const CORNERS = [
  [0, 2],
  [1, 1],
  [1, -1],
  [0, -2],
  [-1, -1],
  [-1, 1],
] as const;
const KEY_SPAN = 4096;

/** Kilometres of the mesh to longitude and latitude, to five decimals (about a metre). */
export function toLonLat(x: number, y: number): [number, number] {
  const lon = MIDDLE.lon + x / (KM_PER_DEGREE * Math.cos((MIDDLE.lat * Math.PI) / 180));
  return [roundTo(lon, 5), roundTo(MIDDLE.lat - y / KM_PER_DEGREE, 5)];
}

export const roundTo = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Invents the outline: a tilted, noise-eaten ellipse, its largest mass and the islands worth a name. */
export function buildMesh(seed: string): Mesh {
  const width = Math.sqrt(3) * SIZE_KM;
  const isLand = landMask(seed);
  const land = new Map<string, { q: number; r: number; x: number; y: number }>();
  const rows = Math.ceil(EXTENT_KM / (1.5 * SIZE_KM));
  for (let r = -rows; r <= rows; r++) {
    const span = Math.ceil(EXTENT_KM / width);
    for (let column = -span; column <= span; column++) {
      const q = column - Math.floor(r / 2);
      const x = width * (q + r / 2);
      const y = 1.5 * SIZE_KM * r;
      if (isLand(x, y)) land.set(`${q},${r}`, { q, r, x, y });
    }
  }
  const cells = keepIslands(land).map(({ q, r, x, y }, index): Cell => {
    const corners = CORNERS.map(([dx, dy]) => cornerKey(2 * q + r + dx, 3 * r + dy));
    return { index, q, r, x, y, corners, neighbours: [], coastal: false };
  });
  linkNeighbours(cells);
  return { cells, size: SIZE_KM, corner: (key) => cornerAt(seed, key) };
}

function linkNeighbours(cells: Cell[]): void {
  const byPlace = new Map(cells.map((cell) => [`${cell.q},${cell.r}`, cell]));
  for (const cell of cells) {
    for (const [dq, dr] of AROUND) {
      const neighbour = byPlace.get(`${cell.q + dq},${cell.r + dr}`);
      if (neighbour) cell.neighbours.push(neighbour.index);
      else cell.coastal = true;
    }
  }
}

function landMask(seed: string): (x: number, y: number) => boolean {
  const shape = fractalNoise(`${seed}/shape`, 4);
  const inlets = fractalNoise(`${seed}/inlets`, 4);
  const tilt = 0.5;
  return (x, y) => {
    const along = (x * Math.cos(tilt) + y * Math.sin(tilt)) / 265;
    const across = (y * Math.cos(tilt) - x * Math.sin(tilt)) / 190;
    const reach = Math.hypot(along, across);
    const noise = 1.3 * shape(x / 150 + 7, y / 150 + 3) + 0.8 * inlets(x / 42, y / 42);
    return reach < 1.35 && 1 - reach ** 2 + noise > 0.12;
  };
}

/** Drops rocks too small for a name and orders the cells from north to south. */
function keepIslands<T extends { q: number; r: number; x: number; y: number }>(land: Map<string, T>): T[] {
  const seen = new Set<string>();
  const masses: T[][] = [];
  for (const key of land.keys()) {
    if (seen.has(key)) continue;
    const mass: T[] = [];
    const stack = [key];
    seen.add(key);
    while (stack.length > 0) {
      const cell = land.get(stack.pop()!)!;
      mass.push(cell);
      for (const [dq, dr] of AROUND) {
        const next = `${cell.q + dq},${cell.r + dr}`;
        if (land.has(next) && !seen.has(next)) {
          seen.add(next);
          stack.push(next);
        }
      }
    }
    masses.push(mass);
  }
  masses.sort((a, b) => b.length - a.length);
  const kept = masses.filter((mass, i) => i === 0 || (i < 6 && mass.length >= 6));
  return kept.flat().sort((a, b) => a.y - b.y || a.x - b.x);
}

const cornerKey = (ix: number, iy: number) => (ix + KEY_SPAN / 2) * KEY_SPAN + iy + KEY_SPAN / 2;

/** A lattice corner moved by at most a quarter of the cell size: hexagons no longer look like hexagons. */
function cornerAt(seed: string, key: number): [number, number] {
  const ix = Math.floor(key / KEY_SPAN) - KEY_SPAN / 2;
  const iy = (key % KEY_SPAN) - KEY_SPAN / 2;
  const angle = (hash32(`${seed}/angle/${key}`) / 2 ** 32) * 2 * Math.PI;
  const reach = (0.1 + (0.15 * hash32(`${seed}/reach/${key}`)) / 2 ** 32) * SIZE_KM;
  return [
    (ix * Math.sqrt(3) * SIZE_KM) / 2 + Math.cos(angle) * reach,
    (iy * SIZE_KM) / 2 + Math.sin(angle) * reach,
  ];
}
