import { inventName } from '../country/names.ts';
import type { Area, Country } from '../country.ts';
import { spotIn } from '../country.ts';
import { apportion, randomOf } from '../random.ts';

/** A village, a quarter or a small town: the place of one baseline record in each round. */
export interface Locality {
  /** P-code of the sub-district and a number: `QT010203-04`. */
  readonly code: string;
  readonly name: string;
  readonly area: Area;
  readonly lon: number;
  readonly lat: number;
  readonly residents: number;
}

export type Point = readonly [lon: number, lat: number];

/** Kilometres between two points of the country; flat-earth arithmetic is good to 1 % at this size. */
export function kilometres([lonA, latA]: Point, [lonB, latB]: Point): number {
  const shrink = Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return 111.32 * Math.hypot((lonA - lonB) * shrink, latA - latB);
}

/** Moves a point by kilometres east and north. */
export function shift([lon, lat]: Point, east: number, north: number): [number, number] {
  return [lon + east / (111.32 * Math.cos((lat * Math.PI) / 180)), lat + north / 111.32];
}

const LOCALITIES = 2080;

/** The master list of localities, about fourteen for a sub-district and more where more people live. */
export function listLocalities(seed: string, country: Country): Locality[] {
  const areas = country.areas.filter((area) => area.level === 3);
  const least = 7;
  const spare = apportion(
    LOCALITIES - least * areas.length,
    areas.map((area) => area.population ** 0.5),
  );
  const names = new Set(country.areas.map((area) => area.name.en));
  return areas.flatMap((area, i) => {
    const random = randomOf(`${seed}/localities/${area.pcode}`);
    const count = least + spare[i]!;
    const residents = apportion(
      area.population,
      Array.from({ length: count }, () => Math.exp(random.normal(0, 0.7))),
    );
    return residents.map((people, n): Locality => {
      const [lon, lat] = spotIn(area, country, random.next);
      const code = `${area.pcode}-${String(n + 1).padStart(2, '0')}`;
      return { code, name: inventName(random, names).en, area, lon, lat, residents: people };
    });
  });
}
