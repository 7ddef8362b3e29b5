import { hash32, type Random, randomOf, uuidOf } from '../random.ts';
import type { RoundFrame } from './crisis.ts';
import { kilometres, type Locality, type Point } from './locality.ts';
import {
  type Answers,
  accessTo,
  type Blemish,
  type DemoRecord,
  headAnswers,
  planVisit,
  sensitivityOf,
  type World,
} from './record.ts';
import { householdSize } from './stock.ts';

/** Localities that no team reached in the round: cut off as whole sub-districts, or simply missed. */
function isMissed(world: World, locality: Locality, round: number): boolean {
  if (world.crisis.cutOff.get(round)?.has(locality.area.pcode)) return true;
  const random = randomOf(`${world.seed}/missed/${round}/${locality.code}`);
  return random.chance([0.055, 0.03, 0.035, 0.02][round - 1]!);
}

/** Baseline records of a round: one for each locality that was reached, and a few that were sent twice. */
export function baselineRecords(world: World, round: RoundFrame): DemoRecord[] {
  const reached = world.localities.filter((locality) => !isMissed(world, locality, round.number));
  const records = reached.map((locality) => baselineRecord(world, round, locality, ''));
  const random = randomOf(`${world.seed}/twice/${round.number}`);
  const inhabited = reached.filter((locality) => world.stock.households(locality, round.number) > 20);
  const twice = random
    .sample(inhabited, 8)
    .map((locality) => baselineRecord(world, round, locality, 'again'));
  return [...records, ...twice];
}

function baselineRecord(world: World, round: RoundFrame, locality: Locality, again: string): DemoRecord {
  const key = `${world.seed}/baseline/${round.number}/${locality.code}/${again}`;
  const random = randomOf(key);
  const point: Point = [locality.lon, locality.lat];
  const fighting = kilometres(point, world.crisis.conflictHeart);
  const access = accessTo(world, locality.area.pcode, fighting, round.number, random);
  const phone = access.access === 'no' || random.chance(0.04);
  const visit = planVisit(round, locality.area.pcode, phone, random);
  const far = !phone && random.chance(0.03);
  const office = world.country.byPcode.get(locality.area.pcode.slice(0, 6))!.centre;
  const blemishes: Blemish[] = [
    ...(again ? (['duplicate'] as const) : []),
    ...(far ? (['far_gps'] as const) : []),
  ];
  const answers: Answers = {
    ...headAnswers(visit, round.number, { pcode: locality.area.pcode, point, office }, far, random),
    ...access,
    locality_code: locality.code,
    locality_name: locality.name,
    ki_count: random.int(2, 5),
    ...displaced(world, locality, round.number, { random, again: again !== '', blemishes }),
    ...returned(world, locality, round.number),
    need_1: random.weighted({
      food: 30,
      water: 14,
      shelter: 16,
      livelihood: 14,
      health: 10,
      cash: 9,
      education: 5,
      protection: 2,
    }),
    confidence:
      access.access === 'yes'
        ? random.weighted({ high: 6, medium: 4 })
        : random.weighted({ medium: 5, low: 5 }),
    response_sensitivity: sensitivityOf(random),
    remarks: remark(access.access, again !== ''),
  };
  return {
    form: 'baseline',
    round: round.number,
    instanceId: `uuid:${uuidOf(key)}`,
    instanceName: `${locality.code} round ${round.number}`,
    device: visit.device,
    sentAt: visit.sentAt,
    answers,
    blemishes,
  };
}

interface Telling {
  readonly random: Random;
  readonly again: boolean;
  readonly blemishes: Blemish[];
}

function displaced(
  world: World,
  locality: Locality,
  round: number,
  { random, again, blemishes }: Telling,
): Answers {
  const now = world.stock.households(locality, round);
  const before = round > 1 ? world.stock.households(locality, round - 1) : Math.round(now * 0.93);
  const churn = Math.round(Math.min(before, now) * random.between(0, 0.05));
  const households = again ? Math.round(now * random.between(0.94, 1.07)) : now;
  const typed = households > 15 && random.chance(0.006) ? random.between(2.4, 4) : 1;
  if (typed > 1) blemishes.push('household_size');
  const told = now > 0 ? (world.stock.individuals(locality, round) * households) / now : 0;
  const individuals = Math.round(told * typed);
  const moves = { arrived_hh: Math.max(0, now - before) + churn, left_hh: Math.max(0, before - now) + churn };
  if (individuals === 0) return { idp_hh: 0, idp_ind: 0, idp_sex_sum: 0, ...moves };
  const women = Math.round(individuals * random.between(0.495, 0.53));
  const slip = individuals > 60 && random.chance(0.005) ? random.int(3, 20) : 0;
  if (slip > 0) blemishes.push('sex_sum');
  const men = individuals - women + slip;
  return {
    ...{ idp_hh: households, idp_ind: individuals, idp_f: women, idp_m: men, idp_sex_sum: women + men },
    ...whence(world, locality, round, random),
    shelter_main: random.weighted({
      hosted: 48,
      rented: 22,
      unfinished: 11,
      collective: 9,
      makeshift: 8,
      tent: 2,
    }),
    ...moves,
  };
}

/** Origin and reason of the larger of the two waves in a locality. */
function whence(world: World, locality: Locality, round: number, random: Random): Answers {
  const course = world.stock.dispersed.get(locality.code)!;
  const flood = course.flood[round - 1]! > course.conflict[round - 1]!;
  const [first, second] = world.crisis.conflictRegions;
  const from = hash32(`origin/${locality.code}`) % 100 < 58 ? first : second;
  return {
    origin_region: flood ? world.crisis.floodRegion.pcode : from.pcode,
    reason: flood ? 'natural_disaster' : random.weighted({ conflict: 0.82, insecurity: 0.18 }),
  };
}

function returned(world: World, locality: Locality, round: number): Answers {
  const households = world.stock.dispersed.get(locality.code)!.returned[round - 1]!;
  return {
    returnee_hh: households,
    returnee_ind: Math.round(households * householdSize(`return/${locality.code}`)),
  };
}

function remark(access: string, again: boolean): string | undefined {
  if (again) return 'Second visit after a question from the office.';
  return access === 'no' ? 'By telephone only; the road was closed.' : undefined;
}
