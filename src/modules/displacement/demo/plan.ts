import type { Mapping } from '../contract.ts';
import { buildEditions, type Edition } from './country/edition.ts';
import { buildCountry, type Country } from './country.ts';
import { baselineForm } from './forms/baseline-area.ts';
import type { FormSource } from './forms/rows.ts';
import { BAND_QUESTIONS, siteAssessmentForm } from './forms/site-assessment.ts';
import { toWorkbook } from './forms/workbook.ts';
import { DEVICES, type DemoOffice, type DemoPerson, OFFICES, OPERATION, PEOPLE } from './people.ts';
import { imagineSites, type Site, sitesCsv } from './sites.ts';
import { baselineRecords } from './story/baseline-records.ts';
import { imagineCrisis, ROUNDS, type RoundFrame } from './story/crisis.ts';
import { listLocalities } from './story/locality.ts';
import type { DemoRecord, World } from './story/record.ts';
import { siteRecords } from './story/site-records.ts';
import { spreadPeople } from './story/stock.ts';
import { type Submission, submissionBatches } from './submissions.ts';

/** The seed of the demonstration that the product ships. */
export const DEFAULT_SEED = 'tesovar-1';

interface DemoForm {
  readonly source: FormSource;
  readonly fileName: string;
  /** The XLSForm workbook to import. */
  workbook(): Promise<Uint8Array>;
  readonly tool: 'baseline' | 'site_assessment';
  /** How its answers become figures. */
  readonly mapping: Mapping;
}

interface DemoRound extends RoundFrame {
  readonly name: string;
  readonly reportingDate: string;
  records(): readonly DemoRecord[];
  /** The same as submissions in the order of sending. */
  submissions(batchSize?: number): AsyncGenerator<readonly Submission[]>;
}

/** Everything that the demonstration sends through the product's own import and submission paths. */
export interface DemoPlan {
  readonly seed: string;
  readonly offices: readonly DemoOffice[];
  readonly people: readonly DemoPerson[];
  readonly devices: typeof DEVICES;
  readonly operation: typeof OPERATION;
  readonly country: Country;
  /** Oldest first; records use the last. */
  readonly editions: readonly Edition[];
  readonly sites: readonly Site[];
  /** The sites as the file that the import of sites reads. */
  readonly sitesCsv: string;
  readonly world: World;
  readonly forms: Readonly<Record<DemoRecord['form'], DemoForm>>;
  readonly rounds: readonly DemoRound[];
}

/** Builds the plan; the same seed gives the same plan. Records are made when asked for. */
export function demoPlan(seed: string = DEFAULT_SEED): DemoPlan {
  const country = buildCountry(seed);
  const crisis = imagineCrisis(country);
  const localities = listLocalities(seed, country);
  const sites = imagineSites(seed, country, crisis, localities);
  const world: World = {
    ...{ seed, country, crisis, localities, sites },
    stock: spreadPeople(seed, crisis, localities, sites),
  };
  const sources = { site_assessment: siteAssessmentForm(country, sites), baseline: baselineForm(country) };
  return {
    ...{ seed, country, sites, world },
    ...{ offices: OFFICES, people: PEOPLE, devices: DEVICES, operation: OPERATION },
    editions: buildEditions(country),
    sitesCsv: sitesCsv(sites),
    forms: {
      site_assessment: makeForm(sources.site_assessment, 'site_assessment', SITE_MAPPING),
      baseline: makeForm(sources.baseline, 'baseline', BASELINE_MAPPING),
    },
    rounds: ROUNDS.map((frame): DemoRound => {
      const records = () => [...siteRecords(world, frame), ...baselineRecords(world, frame)];
      return {
        ...frame,
        name: `Round ${frame.number}`,
        reportingDate: frame.end,
        records,
        submissions: (batchSize) => submissionBatches(sources, records(), batchSize),
      };
    }),
  };
}

const makeForm = (source: FormSource, tool: DemoForm['tool'], mapping: Mapping): DemoForm => ({
  ...{ source, tool, mapping },
  fileName: `${source.id}.xlsx`,
  workbook: () => toWorkbook(source),
});

const HEAD = { position: 'start_gps', date: 'interview/date', round: null, householdSize: null } as const;
const AGES = { '0': '0', '1_5': '1-5', '6_17': '6-17', '18_59': '18-59', '60_plus': '60+' } as const;

const SITE_MAPPING: Mapping = {
  ...HEAD,
  place: { kind: 'site', question: 'site/site_code' },
  location: null,
  figures: [
    {
      category: 'idp',
      households: 'population/idp/idp_hh',
      individuals: 'population/idp/idp_ind',
      bands: BAND_QUESTIONS.map(({ sex, age, name }) => ({
        sex: sex === 'f' ? 'female' : 'male',
        age: AGES[age],
        question: `population/idp/${name}`,
      })),
      origin: 'population/idp/origin_region',
      reason: 'population/idp/reason',
    },
  ],
};

const BASELINE_MAPPING: Mapping = {
  ...HEAD,
  place: { kind: 'pcode', question: 'place/adm3' },
  location: 'locality_name',
  figures: [
    {
      category: 'idp',
      households: 'idp/idp_hh',
      individuals: 'idp/idp_ind',
      bands: [
        { sex: 'female', age: 'all', question: 'idp/idp_f' },
        { sex: 'male', age: 'all', question: 'idp/idp_m' },
      ],
      origin: 'idp/origin_region',
      reason: 'idp/reason',
    },
    {
      category: 'returnee',
      households: 'returnee/returnee_hh',
      individuals: 'returnee/returnee_ind',
      bands: [],
      origin: null,
      reason: null,
    },
  ],
};
