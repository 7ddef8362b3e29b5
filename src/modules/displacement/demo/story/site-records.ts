import { BAND_QUESTIONS } from '../forms/site-assessment.ts';
import { apportion, hash32, type Random, randomOf, uuidOf } from '../random.ts';
import type { Site, SiteKind } from '../sites.ts';
import type { RoundFrame } from './crisis.ts';
import { kilometres, type Point } from './locality.ts';
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
import { siteIndividuals } from './stock.ts';

/** Shares of the sex and age bands, in the order of the questions: women and girls first, youngest first. */
const PYRAMID = [0.016, 0.083, 0.163, 0.217, 0.036, 0.017, 0.086, 0.169, 0.181, 0.032];

/** Assessments of a round: every site that stands, those found closed, and one site sent twice. */
export function siteRecords(world: World, round: RoundFrame): DemoRecord[] {
  const due = world.sites.filter(
    (site) => site.firstRound <= round.number && site.closedInRound >= round.number,
  );
  const reached = due.filter((site) => !world.crisis.cutOff.get(round.number)?.has(site.pcode));
  const again = randomOf(`${world.seed}/site-twice/${round.number}`).pick(reached);
  return [
    ...reached.map((site) => siteRecord(world, round, site, '')),
    siteRecord(world, round, again, 'again'),
  ];
}

function siteRecord(world: World, round: RoundFrame, site: Site, again: string): DemoRecord {
  const key = `${world.seed}/site-record/${round.number}/${site.code}/${again}`;
  const random = randomOf(key);
  const point: Point = [site.lon, site.lat];
  const reach = accessTo(
    world,
    site.pcode,
    kilometres(point, world.crisis.conflictHeart),
    round.number,
    random,
  );
  const access = reach.access === 'no' ? { ...reach, access: 'limited' } : reach;
  const visit = planVisit(round, site.pcode, false, random);
  const far = random.chance(0.04);
  const blemishes: Blemish[] = [
    ...(again ? (['duplicate'] as const) : []),
    ...(far ? (['far_gps'] as const) : []),
  ];
  const closed = site.closedInRound === round.number;
  const answers: Answers = {
    ...headAnswers(visit, round.number, { pcode: site.pcode, point, office: point }, far, random),
    ...access,
    site_code: site.code,
    site_status: closed ? 'closed' : 'open',
    closed_on: closed ? site.closedOn! : undefined,
    site_type: site.type,
    site_label: site.name,
    ...informants(random, key),
    ...(closed
      ? {}
      : {
          ...management(site),
          ...population(world, site, round.number, random),
          ...conditions(site, random),
        }),
    confidence: random.weighted({ high: 6, medium: 3, low: 1 }),
    response_sensitivity: sensitivityOf(random),
    remarks: closed ? 'Families have left; the building was given back.' : undefined,
  };
  return {
    form: 'site_assessment',
    round: round.number,
    instanceId: `uuid:${uuidOf(key)}`,
    instanceName: `${site.code} round ${round.number}`,
    device: visit.device,
    sentAt: visit.sentAt,
    answers,
    blemishes,
  };
}

function management(site: Site): Answers {
  const random = randomOf(`manager/${site.code}`);
  return {
    manager:
      site.type === 'dispersed_host'
        ? 'community'
        : random.weighted({ authority: 4, ngo: 3, un: 2, none: 1 }),
    tenure: random.weighted({ public: 5, private: 3, communal: 3 }),
  };
}

const ROLES: Readonly<Record<'female' | 'male', Readonly<Record<string, number>>>> = {
  female: { women: 4, displaced: 3, teacher: 2, health: 2, leader: 1 },
  male: { leader: 4, manager: 3, authority: 3, displaced: 2, teacher: 1 },
};

const SHELTERS: Readonly<Record<SiteKind, Readonly<Record<string, number>>>> = {
  camp: { tent: 8, makeshift: 2 },
  collective_centre: { collective: 9, unfinished: 1 },
  informal_settlement: { makeshift: 7, tent: 2, unfinished: 2 },
  dispersed_host: { hosted: 7, rented: 3 },
};

/** Names say plainly that nobody bears them. */
function informants(random: Random, key: string): Answers {
  const count = random.weighted({ '1': 1, '2': 4, '3': 3, '4': 2 });
  const people = Array.from({ length: Number(count) }, (_, i): Answers => {
    const sex = random.weighted({ female: 0.42, male: 0.58 });
    return {
      ki_name: `Test Informant ${(hash32(`${key}/${i}`) % 9000) + 1000}`,
      ki_role: random.weighted(ROLES[sex]),
      ki_sex: sex,
      ki_recontact: random.weighted({ yes: 8, no: 1, pnta: 1 }),
    };
  });
  return { ki_count: people.length, key_informant: people };
}

function population(world: World, site: Site, round: number, random: Random): Answers {
  const households = world.stock.inSites.get(site.code)![round - 1]!;
  const individuals = siteIndividuals(world.stock, site, round);
  const bands = apportion(
    individuals,
    PYRAMID.map((share) => share * Math.exp(random.normal(0, 0.08))),
  );
  const [first, second] = world.crisis.conflictRegions;
  const conflictOrigin = hash32(`origin/${site.code}`) % 100 < 58 ? first : second;
  return {
    population_groups: random.chance(0.3) ? 'idp host' : 'idp',
    idp_hh: households,
    idp_ind: individuals,
    household_size: Math.round((10 * individuals) / households) / 10,
    ...Object.fromEntries(BAND_QUESTIONS.map(({ name }, i) => [name, bands[i]!])),
    band_sum: individuals,
    origin_region: site.cause === 'flood' ? world.crisis.floodRegion.pcode : conflictOrigin.pcode,
    reason: site.cause === 'flood' ? 'natural_disaster' : random.weighted({ conflict: 0.8, insecurity: 0.2 }),
    period: periodOf(site),
  };
}

function periodOf(site: Site): string {
  if (site.cause === 'flood') return 'h1_2026';
  if (site.openedOn < '2025-01-01') return 'before_2025';
  return site.openedOn < '2025-07-01' ? 'h1_2025' : 'h2_2025';
}

function conditions(site: Site, random: Random): Answers {
  const latrines = Math.max(0, Math.round(random.normal(site.capacity / 14, site.capacity / 40)));
  const school = random.weighted({ yes: 6, no: 3, dnk: 1 });
  const [need_1, need_2, need_3] = rankNeeds(random);
  return {
    shelter_main: random.weighted(SHELTERS[site.type]),
    shelter_damaged: random.int(0, 8),
    water_source: random.weighted({ network: 3, borehole: 4, truck: 3, surface: 1 }),
    water_distance: random.weighted({ lt15: 6, '15_60': 4, gt60: 1 }),
    latrines,
    latrines_separate: latrines > 0 ? random.weighted({ yes: 5, no: 4, dnk: 1 }) : undefined,
    health_distance: random.weighted({ lt15: 3, '15_60': 5, gt60: 2, none: 1 }),
    health_problems: random
      .sample(['diarrhoea', 'fever', 'cough', 'skin', 'malnutrition'], random.int(1, 3))
      .join(' '),
    school_access: school,
    school_barriers:
      school === 'no'
        ? random.sample(['cost', 'distance', 'full', 'work'], random.int(1, 2)).join(' ')
        : undefined,
    lighting: random.weighted({ yes: 4, no: 6 }),
    incidents: random.weighted({ yes: 2, no: 7, pnta: 1 }),
    documents_lost: random.weighted({ yes: 4, no: 5, dnk: 1 }),
    host_relation: random.weighted({ good: 7, tense: 3, bad: 1 }),
    intention: random.weighted({ return: 6, stay: 3, elsewhere: 1, dnk: 1 }),
    ...{ need_1, need_2, need_3 },
  };
}

function rankNeeds(random: Random): readonly string[] {
  const weights: Record<string, number> = {
    food: 9,
    water: 6,
    shelter: 7,
    sanitation: 5,
    health: 5,
    livelihood: 4,
    items: 4,
    cash: 3,
    education: 3,
    protection: 2,
    documents: 1,
  };
  return [1, 2, 3].map(() => {
    const need = random.weighted(weights);
    delete weights[need];
    return need;
  });
}
