import type { Area, Country } from '../country.ts';
import { kilometres, type Point } from './locality.ts';

/** What happened: armed conflict in two neighbouring regions, and a flood on a coast before the third round. */
export interface Crisis {
  readonly conflictRegions: readonly [Area, Area];
  /** Where fighting is heaviest. */
  readonly conflictHeart: Point;
  readonly floodRegion: Area;
  readonly floodHeart: Point;
  /** Sub-districts that no team could enter, by number of the round. */
  readonly cutOff: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface RoundFrame {
  readonly number: number;
  readonly code: string;
  /** ISO dates of the first and the last day of data collection. */
  readonly start: string;
  readonly end: string;
}

export const ROUNDS: readonly RoundFrame[] = [
  { number: 1, code: 'R01', start: '2025-10-06', end: '2025-10-31' },
  { number: 2, code: 'R02', start: '2026-01-12', end: '2026-02-06' },
  { number: 3, code: 'R03', start: '2026-05-04', end: '2026-05-29' },
  { number: 4, code: 'R04', start: '2026-09-07', end: '2026-10-02' },
];

/** Displaced and returned households of the country outside sites, by round. */
export const HOUSEHOLDS = {
  conflict: [61_000, 72_500, 69_800, 58_900],
  flood: [0, 0, 14_200, 4_600],
  conflictReturn: [0, 900, 3_300, 11_800],
  floodReturn: [0, 0, 900, 9_400],
} as const;

export function imagineCrisis(country: Country): Crisis {
  const regions = country.areas.filter((area) => area.level === 1);
  const capital = country.areas.filter((area) => area.level === 3).reduce(morePeople);
  const first = regions.reduce((far, area) =>
    kilometres(area.centre, capital.centre) > kilometres(far.centre, capital.centre) ? area : far,
  );
  const others = regions.filter((area) => area !== first && !capital.pcode.startsWith(area.pcode));
  const second = others.reduce((near, area) => (gap(area, first) < gap(near, first) ? area : near));
  const dry = others.filter((area) => area !== second);
  const shore = (area: Area) => area.cells.filter((cell) => cell.coastal).length;
  const flooded = dry.reduce((best, area) => (shore(area) > shore(best) ? area : best));
  const conflictHeart = between(middle(first), middle(second));
  const floodHeart = middle(flooded);
  const smallest = country.areas.filter((area) => area.level === 3);
  const nearest = (heart: Point, count: number) =>
    new Set(
      smallest
        .map((area) => ({ pcode: area.pcode, away: kilometres(area.centre, heart) }))
        .sort((a, b) => a.away - b.away)
        .slice(0, count)
        .map(({ pcode }) => pcode),
    );
  return {
    ...{ conflictRegions: [first, second], conflictHeart, floodRegion: flooded, floodHeart },
    cutOff: new Map([
      [2, nearest(conflictHeart, 4)],
      [3, nearest(floodHeart, 1)],
    ]),
  };
  function middle(area: Area): Point {
    const districts = country.areas.filter((child) => child.parent === area.pcode);
    const mean = (i: 0 | 1) => districts.reduce((sum, child) => sum + child.centre[i], 0) / districts.length;
    return [mean(0), mean(1)];
  }
}

const morePeople = (a: Area, b: Area) => (b.population > a.population ? b : a);
const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** Cells of one region next to the other count most: regions with a long common border are neighbours. */
function gap(a: Area, b: Area): number {
  const other = new Set(b.cells.map((cell) => cell.index));
  const touching = a.cells.filter((cell) => cell.neighbours.some((next) => other.has(next))).length;
  return -touching;
}
