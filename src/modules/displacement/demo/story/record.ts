import type { Country } from '../country.ts';
import { hash32, type Random } from '../random.ts';
import type { Site } from '../sites.ts';
import type { Crisis, RoundFrame } from './crisis.ts';
import type { Locality, Point } from './locality.ts';
import { shift } from './locality.ts';
import type { Stock } from './stock.ts';

/** Answers by name of the question; a repeat holds a list. Questions that were not asked are absent. */
export interface Answers {
  readonly [question: string]: string | number | readonly Answers[] | undefined;
}

/** Why a record deserves a look; what the quality screens should find. */
export type Blemish = 'duplicate' | 'far_gps' | 'household_size' | 'sex_sum';

/** One record before it becomes a submission. */
export interface DemoRecord {
  readonly form: 'site_assessment' | 'baseline';
  readonly round: number;
  /** `uuid:...`, the same in every run of one seed. */
  readonly instanceId: string;
  readonly instanceName: string;
  /** Index of the device account that sends it: 0 in the north, 1 in the south. */
  readonly device: 0 | 1;
  /** Instant of sending (ISO 8601, UTC). */
  readonly sentAt: string;
  readonly answers: Answers;
  readonly blemishes: readonly Blemish[];
}

export interface World {
  readonly seed: string;
  readonly country: Country;
  readonly crisis: Crisis;
  readonly localities: readonly Locality[];
  readonly sites: readonly Site[];
  readonly stock: Stock;
}

export interface Visit {
  readonly enumerator: string;
  readonly enumeratorSex: 'female' | 'male';
  readonly device: 0 | 1;
  readonly mode: 'in_person' | 'paper' | 'phone';
  /** Day of assessment, ISO date. */
  readonly date: string;
  readonly start: string;
  readonly end: string;
  readonly sentAt: string;
}

const DAY = 86_400_000;
/** The country keeps one hour behind Greenwich. */
const ZONE = '-01:00';

/** Which enumerator goes when: twenty-four people, each with districts of their own, on working days. */
export function planVisit(round: RoundFrame, pcode: string, phone: boolean, random: Random): Visit {
  const team = hash32(pcode.slice(0, 6)) % 24;
  const firstDay = Date.parse(`${round.start}T00:00:00Z`);
  const days = Math.round((Date.parse(`${round.end}T00:00:00Z`) - firstDay) / DAY) + 1;
  const workdays = Array.from({ length: days }, (_, i) => firstDay + i * DAY).filter(
    (day) => ![0, 6].includes(new Date(day).getUTCDay()),
  );
  const day = random.pick(workdays);
  const local = day + random.int(7 * 3600, 16 * 3600) * 1000;
  const minutes = Math.max(4, random.normal(phone ? 14 : 31, 7));
  const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 23)}${ZONE}`;
  const end = local + Math.round(minutes * 60) * 1000;
  // Most devices find a network in the evening, some only days later.
  const wait = random.chance(0.12) ? random.int(20, 90) * 3_600_000 : random.int(5, 300) * 60_000;
  return {
    enumerator: `EN-${String(team + 1).padStart(2, '0')}`,
    enumeratorSex: team % 5 < 2 ? 'female' : 'male',
    device: Number(pcode.slice(2, 4)) <= 4 ? 0 : 1,
    mode: phone ? 'phone' : random.chance(0.06) ? 'paper' : 'in_person',
    date: new Date(day).toISOString().slice(0, 10),
    start: stamp(local),
    end: stamp(end),
    sentAt: new Date(end + 3_600_000 + wait).toISOString(),
  };
}

/** The head of both forms. Calls are made from the office town, so a start far away is no fault there. */
export function headAnswers(
  visit: Visit,
  round: number,
  place: { readonly pcode: string; readonly point: Point; readonly office: Point },
  far: boolean,
  random: Random,
): Answers {
  const fix = (point: Point, metres: number) =>
    `${point[1].toFixed(6)} ${point[0].toFixed(6)} ${random.int(4, 380)}.0 ${metres.toFixed(1)}`;
  const near = shift(place.point, random.normal(0, 0.12), random.normal(0, 0.12));
  const turn = random.between(0, 2 * Math.PI);
  const away = random.between(6.5, 38);
  const start =
    visit.mode === 'phone'
      ? place.office
      : far
        ? shift(place.point, away * Math.cos(turn), away * Math.sin(turn))
        : near;
  return {
    start: visit.start,
    end: visit.end,
    today: visit.date,
    deviceid: `collect:demo-device-${visit.device + 1}`,
    start_gps: fix(start, random.between(4, 25)),
    operation: 'QTA-DTM',
    round,
    date: visit.date,
    enumerator: visit.enumerator,
    enumerator_sex: visit.enumeratorSex,
    mode: visit.mode,
    adm1: place.pcode.slice(0, 4),
    adm2: place.pcode.slice(0, 6),
    adm3: place.pcode,
    gps: visit.mode === 'phone' ? undefined : fix(place.point, random.between(3, 12)),
  };
}

/** How well a place can be reached in a round, and what is in the way. */
export function accessTo(
  world: World,
  pcode: string,
  distanceToFighting: number,
  round: number,
  random: Random,
) {
  const flooded = round === 3 && pcode.startsWith(world.crisis.floodRegion.pcode);
  const tense = distanceToFighting < 75;
  if (!flooded && !tense) return random.chance(0.03) ? limited(['road']) : { access: 'yes' };
  if (flooded && random.chance(0.4)) return limited(random.chance(0.5) ? ['flood', 'road'] : ['flood']);
  if (tense && random.chance(0.35)) {
    const severe = random.chance(0.25);
    return { access: severe ? 'no' : 'limited', barriers: severe ? 'insecurity' : 'insecurity permit' };
  }
  return { access: 'yes' };
}

const limited = (barriers: readonly string[]) => ({ access: 'limited', barriers: barriers.join(' ') });

export function sensitivityOf(random: Random): string {
  return random.weighted({ public: 0.955, sensitive: 0.04, urgent: 0.005 });
}
