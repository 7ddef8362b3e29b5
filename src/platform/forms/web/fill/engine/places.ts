/** A place as ODK writes it: `lat lon altitude accuracy`, metres; altitude and accuracy 0 where nothing is known. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly altitude?: number;
  readonly accuracy?: number;
}

const LIMITS = { latitude: 90, longitude: 180 } as const;

/** Rounded to about a millimetre; more digits would pretend. */
const short = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export const writePlace = ({ latitude, longitude, altitude = 0, accuracy = 0 }: Place): string =>
  [short(latitude, 8), short(longitude, 8), short(altitude, 2), short(accuracy, 2)].join(' ');

export function readPlace(text: string): Place | undefined {
  const [latitude, longitude, altitude, accuracy] = text.trim().split(/\s+/).map(Number);
  if (!isCoordinate('latitude', latitude) || !isCoordinate('longitude', longitude)) return undefined;
  return {
    latitude,
    longitude,
    ...(altitude ? { altitude } : {}),
    ...(accuracy ? { accuracy } : {}),
  };
}

export const isCoordinate = (kind: keyof typeof LIMITS, value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && Math.abs(value) <= LIMITS[kind];

export const readPlaces = (text: string): Place[] => text.split(';').flatMap((part) => readPlace(part) ?? []);

const samePlace = (a: Place, b: Place): boolean => a.latitude === b.latitude && a.longitude === b.longitude;

/** Points of an area without the repetition of the first at the end. */
export function openRing(places: readonly Place[]): Place[] {
  const [first] = places;
  const last = places.at(-1);
  return places.length > 1 && first && last && samePlace(first, last) ? places.slice(0, -1) : [...places];
}

/** A line, or an area when `closed`: its first point is repeated at the end once there are three. */
export function writePlaces(places: readonly Place[], closed: boolean): string {
  const ring = closed && places.length > 2 ? [...places, places[0]!] : places;
  return ring.map(writePlace).join('; ');
}

const EARTH = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres along the points, by great circles on the mean sphere. */
export function lengthOf(places: readonly Place[]): number {
  let metres = 0;
  for (const [index, to] of places.entries()) {
    const from = places[index - 1];
    if (from) metres += distance(from, to);
  }
  return metres;
}

function distance(a: Place, b: Place): number {
  const [p, q] = [radians(a.latitude), radians(b.latitude)];
  const h =
    Math.sin((q - p) / 2) ** 2 +
    Math.cos(p) * Math.cos(q) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The place that is nearest to another; undefined of none. */
export function nearestOf<T extends Place>(places: readonly T[], to: Place): T | undefined {
  let nearest: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const metres = distance(place, to);
    if (metres >= least) continue;
    least = metres;
    nearest = place;
  }
  return nearest;
}
