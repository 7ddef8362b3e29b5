import { apportion, type Random, randomOf } from '../random.ts';
import type { Site } from '../sites.ts';
import { type Crisis, HOUSEHOLDS, ROUNDS } from './crisis.ts';
import { kilometres, type Locality } from './locality.ts';

/** Households in one place, one number for each round. */
interface Course {
  readonly conflict: readonly number[];
  readonly flood: readonly number[];
  readonly returned: readonly number[];
}

export interface Stock {
  /** By code of the locality; households outside sites. */
  readonly dispersed: ReadonlyMap<string, Course>;
  /** By code of the site; 0 before it opens and after it closes. */
  readonly inSites: ReadonlyMap<string, readonly number[]>;
  /** Displaced households of a locality with those of its sites, in a round (1-based). */
  households(locality: Locality, round: number): number;
  /** Their people; at least those of the locality's sites, for the site figures are part of the baseline. */
  individuals(locality: Locality, round: number): number;
}

const FULLNESS = {
  conflict: [0.78, 0.93, 0.9, 0.74],
  flood: [0, 0, 0.95, 0.42],
} as const;

/** Who is where, round by round: the truth that records then report more or less well. */
export function spreadPeople(
  seed: string,
  crisis: Crisis,
  localities: readonly Locality[],
  sites: readonly Site[],
): Stock {
  const random = randomOf(`${seed}/stock`);
  const pulls = {
    conflict: localities.map((locality) => conflictPull(crisis, locality, random)),
    flood: localities.map((locality) => floodPull(crisis, locality, random)),
    conflictReturn: localities.map((locality) => conflictReturnPull(crisis, locality, random)),
    floodReturn: localities.map((locality) =>
      locality.area.pcode.startsWith(crisis.floodRegion.pcode) ? locality.residents * random.next() : 0,
    ),
  };
  const spread = (wave: keyof typeof pulls) => {
    let drift = pulls[wave];
    return ROUNDS.map((_, r) => {
      drift = drift.map((pull) => pull * Math.exp(random.normal(0, 0.09)));
      return apportion(HOUSEHOLDS[wave][r]!, drift);
    });
  };
  const [conflict, flood, back, home] = [
    spread('conflict'),
    spread('flood'),
    spread('conflictReturn'),
    spread('floodReturn'),
  ];
  const dispersed = new Map(
    localities.map((locality, i): [string, Course] => [
      locality.code,
      {
        conflict: conflict.map((round) => round[i]!),
        flood: flood.map((round) => round[i]!),
        returned: back.map((round, r) => round[i]! + home[r]![i]!),
      },
    ]),
  );
  const inSites = new Map(sites.map((site) => [site.code, siteCourse(site, random)]));
  return {
    ...{ dispersed, inSites },
    households: (locality, round) =>
      own(dispersed, locality, round) + sum(sites, locality, (site) => inSites.get(site.code)![round - 1]!),
    individuals: (locality, round) =>
      Math.round(own(dispersed, locality, round) * householdSize(locality.code)) +
      sum(sites, locality, (site) => siteIndividuals({ inSites }, site, round)),
  };
}

function own(dispersed: Stock['dispersed'], locality: Locality, round: number): number {
  const course = dispersed.get(locality.code)!;
  return course.conflict[round - 1]! + course.flood[round - 1]!;
}

const sum = (sites: readonly Site[], locality: Locality, measure: (site: Site) => number) =>
  sites.reduce((total, site) => (site.locality === locality ? total + measure(site) : total), 0);

/** People in a site: its households at its own household size. */
export const siteIndividuals = ({ inSites }: Pick<Stock, 'inSites'>, site: Site, round: number): number =>
  Math.round(inSites.get(site.code)![round - 1]! * householdSize(site.code));

/** Household size of a place: its own habit around 4.5, the same in every round. */
export function householdSize(code: string): number {
  const random = randomOf(`size/${code}`);
  return Math.min(6.9, Math.max(2.8, random.normal(4.5, 0.5)));
}

function siteCourse(site: Site, random: Random): number[] {
  return ROUNDS.map(({ number }, r) => {
    const standing = number >= site.firstRound && number < site.closedInRound;
    return standing
      ? Math.max(5, Math.round(site.capacity * FULLNESS[site.cause][r]! * random.between(0.92, 1.08)))
      : 0;
  });
}

/** Towns pull more, far places less, the fighting itself pushes away; four in ten localities host nobody. */
function conflictPull(crisis: Crisis, { lon, lat, residents }: Locality, random: Random): number {
  const distance = kilometres([lon, lat], crisis.conflictHeart);
  const safety = 1 - 0.9 * Math.exp(-((distance / 35) ** 2));
  const luck = Math.exp(random.normal(0, 0.8));
  return random.chance(0.4) ? 0 : residents ** 0.7 * Math.exp(-distance / 110) * safety * luck;
}

function floodPull(crisis: Crisis, { lon, lat, residents }: Locality, random: Random): number {
  const distance = kilometres([lon, lat], crisis.floodHeart);
  const luck = Math.exp(random.normal(0, 0.7));
  return random.chance(0.35) || distance > 95 ? 0 : residents ** 0.6 * Math.exp(-distance / 40) * luck;
}

function conflictReturnPull(crisis: Crisis, { area, lon, lat, residents }: Locality, random: Random): number {
  const inside = crisis.conflictRegions.some((region) => area.pcode.startsWith(region.pcode));
  const calm = kilometres([lon, lat], crisis.conflictHeart) > 45;
  return inside && calm && random.chance(0.6) ? residents * random.next() : 0;
}
