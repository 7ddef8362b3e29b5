import { buildMesh, type Cell, type Mesh, roundTo, toLonLat } from './country/mesh.ts';
import { decorate, inventName, type Localised, spell } from './country/names.ts';
import { makePen, type Pen } from './country/outline.ts';
import { partition } from './country/partition.ts';
import { type Settlement, settle } from './country/settlement.ts';
import { apportion, fractalNoise, randomOf } from './random.ts';

/** One administrative area of the fictional country. */
export interface Area {
  readonly level: 0 | 1 | 2 | 3;
  readonly pcode: string;
  readonly parent: string | null;
  readonly name: Localised;
  /** Residents before the displacement. */
  readonly population: number;
  /** Longitude and latitude of the middle (inside the area). */
  readonly centre: readonly [number, number];
  readonly cells: readonly Cell[];
  readonly urban: boolean;
  readonly coastal: boolean;
}

export interface Country {
  /** ISO 3166-1 user-assigned codes: never given to a real country. */
  readonly iso2: 'QT';
  readonly iso3: 'QTA';
  readonly name: Localised;
  readonly areas: readonly Area[];
  readonly byPcode: ReadonlyMap<string, Area>;
  readonly mesh: Mesh;
  readonly pen: Pen;
  readonly settlement: Settlement;
}

const POPULATION = 9_640_000;
const REGIONS = 8;
const DISTRICTS = 34;
const SUB_DISTRICTS = 150;

/**
 * Tesovar: a fictional island country in the empty South Atlantic. Three administrative levels with nested
 * P-codes (`QT01`, `QT0103`, `QT010307`); the same seed gives the same country to the last vertex.
 */
export function buildCountry(seed: string): Country {
  const key = `${seed}/country`;
  const mesh = buildMesh(key);
  const settlement = settle(key, mesh.cells, randomOf(`${key}/towns`));
  const total = mesh.cells.reduce((sum, cell) => sum + settlement.density(cell), 0);
  const people = (cells: readonly Cell[]) =>
    Math.round((POPULATION * cells.reduce((sum, cell) => sum + settlement.density(cell), 0)) / total);
  const drafts = divide(key, mesh, settlement);
  const smallestAreas = drafts.filter((draft) => draft.level === 3);
  const areas = drafts.map((draft): Area => {
    const middle = draft.cells.reduce((best, cell) =>
      settlement.density(cell) > settlement.density(best) ? cell : best,
    );
    const parts = smallestAreas.filter((part) => part.pcode.startsWith(draft.pcode));
    const population = parts.reduce((sum, part) => sum + people(part.cells), 0);
    return {
      ...draft,
      population,
      centre: toLonLat(middle.x, middle.y),
      urban: population / draft.cells.length > (3.2 * POPULATION) / mesh.cells.length,
      coastal: draft.cells.some((cell) => cell.coastal),
    };
  });
  const smallest = new Map<number, number>();
  areas.forEach((area, i) => {
    if (area.level === 3) for (const cell of area.cells) smallest.set(cell.index, i);
  });
  return {
    iso2: 'QT',
    iso3: 'QTA',
    name: spell('tesovar'),
    areas,
    byPcode: new Map(areas.map((area) => [area.pcode, area])),
    mesh,
    pen: makePen(mesh, (cell) => smallest.get(cell.index)!),
    settlement,
  };
}

type Draft = Pick<Area, 'level' | 'pcode' | 'parent' | 'name' | 'cells'>;

function divide(key: string, mesh: Mesh, { density }: Settlement): Draft[] {
  const random = randomOf(`${key}/divide`);
  const used = new Set<string>();
  const terrain = fractalNoise(`${key}/terrain`, 4);
  const cost = (cell: Cell) =>
    Math.exp(1.3 * terrain(cell.x / 45, cell.y / 45)) *
    (0.75 + 0.5 * random.next()) *
    (1 + Math.min(3, density(cell) / 6));
  const costs = new Map(mesh.cells.map((cell) => [cell.index, cost(cell)]));
  const price = (cell: Cell) => costs.get(cell.index)!;
  const weight = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + price(cell), 0);
  const root: Draft = { level: 0, pcode: 'QT', parent: null, name: spell('tesovar'), cells: mesh.cells };
  const drafts = [root];
  let parents = [root];
  for (const [level, wanted] of [
    [1, REGIONS],
    [2, DISTRICTS],
    [3, SUB_DISTRICTS],
  ] as const) {
    const floor = level === 1 ? 1 : 2;
    const spare = apportion(
      wanted - floor * parents.length,
      parents.map((parent) => weight(parent.cells)),
    );
    const children = parents.flatMap((parent, i) => {
      const parts = partition(parent.cells, spare[i]! + floor, price, random);
      return parts.sort(northToSouth).map((cells, n): Draft => {
        const pcode = parent.pcode + String(n + 1).padStart(2, '0');
        return { level, pcode, parent: parent.pcode, name: inventName(random, used), cells };
      });
    });
    drafts.push(...children);
    parents = children;
  }
  return drafts.map((draft) => ({ ...draft, name: polishName(draft, drafts, density) }));
}

const northToSouth = (a: readonly Cell[], b: readonly Cell[]) => meanY(a) - meanY(b);
const meanY = (cells: readonly Cell[]) => cells.reduce((sum, cell) => sum + cell.y, 0) / cells.length;

/** Gives names the habits of real gazetteers: chief towns share the district's name, coasts and plains say so. */
function polishName(draft: Draft, drafts: readonly Draft[], density: Settlement['density']): Localised {
  if (draft.level === 1) {
    const shore = draft.cells.filter((cell) => cell.coastal).length / draft.cells.length;
    const wet = drafts.filter((other) => other.level === 1);
    const shares = wet.map((other) => other.cells.filter((cell) => cell.coastal).length / other.cells.length);
    if (shore === Math.max(...shares)) return decorate(draft.name, 'coast');
    if (shore === Math.min(...shares)) return decorate(draft.name, 'plain');
  }
  if (draft.level !== 3) return draft.name;
  const siblings = drafts.filter((other) => other.parent === draft.parent);
  const peak = (cells: readonly Cell[]) => Math.max(...cells.map(density));
  const chief = siblings.reduce((best, other) => (peak(other.cells) > peak(best.cells) ? other : best));
  if (chief !== draft) return draft.name;
  return decorate(drafts.find((other) => other.pcode === draft.parent)!.name, 'city');
}

/** Middle of the smallest area at a random inhabited spot, for a site or a locality; always inside the area. */
export function spotIn(area: Area, country: Country, draw: () => number): [number, number] {
  const inner = area.cells.filter((cell) => !cell.coastal);
  const cells = inner.length > 0 ? inner : area.cells;
  const weights = cells.map((cell) => Math.sqrt(country.settlement.density(cell)));
  const wanted = draw() * weights.reduce((a, b) => a + b, 0);
  let passed = 0;
  const index = weights.findIndex((weight) => {
    passed += weight;
    return passed > wanted;
  });
  const cell = cells[Math.max(0, index)]!;
  // The relaxed borders stay outside 0.4 of the cell size around each centre.
  const angle = draw() * 2 * Math.PI;
  const reach = 0.33 * country.mesh.size * Math.sqrt(draw());
  const [lon, lat] = toLonLat(cell.x + Math.cos(angle) * reach, cell.y + Math.sin(angle) * reach);
  return [roundTo(lon, 5), roundTo(lat, 5)];
}
