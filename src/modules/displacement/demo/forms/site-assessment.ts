// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes references to answers so.
import type { Country } from '../country.ts';
import type { Site } from '../sites.ts';
import { areaChoices, choicesOf } from './choices.ts';
import { AGES, inFour, MESSAGES, SEXES } from './labels.ts';
import {
  ask,
  calculate,
  type FormSource,
  group,
  must,
  repeat,
  type SurveyRow,
  silent,
  whole,
} from './rows.ts';
import { interview, place } from './shared.ts';

const OPEN = "${site_status} = 'open'";

type AgeKey = keyof typeof AGES;
const ageKeys = Object.keys(AGES).sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)) as AgeKey[];

/** The ten sex and age questions, youngest first, women before men. */
export const BAND_QUESTIONS = (['f', 'm'] as const).flatMap((sex) =>
  ageKeys.map((age) => ({ sex, age, name: `idp_${sex}_${age}` })),
);

function bandRow({ sex, age, name }: (typeof BAND_QUESTIONS)[number]): SurveyRow {
  const who = inFour(SEXES[sex]);
  const old = inFour(AGES[age]);
  const join = (language: keyof typeof who, comma: string) => `${who[language]}${comma} ${old[language]}`;
  return {
    type: 'integer',
    name,
    label: { en: join('en', ','), fr: join('fr', ','), es: join('es', ','), ar: join('ar', '،') },
    required: true,
    constraint: '. >= 0 and . <= 500000',
    constraintMessage: inFour(MESSAGES.whole),
  };
}

function population(): SurveyRow[] {
  const displaced = [
    whole('idp_hh'),
    whole('idp_ind', { constraint: '. >= ${idp_hh}', message: 'people' }),
    calculate('household_size', 'if(${idp_hh} > 0, round(${idp_ind} div ${idp_hh}, 1), 0)'),
    ask('note', 'size_warning', { relevant: '${household_size} > 10' }),
    ...BAND_QUESTIONS.map(bandRow),
    calculate('band_sum', BAND_QUESTIONS.map(({ name }) => `coalesce(\${${name}}, 0)`).join(' + ')),
    ask('note', 'sum_warning', { relevant: '${band_sum} != ${idp_ind}' }),
    must('select_one region', 'origin_region'),
    must('select_one reason', 'reason'),
    must('text', 'reason_other', { relevant: "${reason} = 'other'" }),
    must('select_one period', 'period'),
  ];
  const returned = { relevant: "selected(${population_groups}, 'returnee')" };
  const rows = [
    must('select_multiple category', 'population_groups'),
    ...group('idp', displaced, { relevant: "selected(${population_groups}, 'idp')" }),
    whole('returnee_hh', returned),
    whole('returnee_ind', returned),
  ];
  return group('population', rows, { relevant: OPEN });
}

function livingConditions(): SurveyRow[] {
  const yesNo = 'select_one yes_no';
  const rows = [
    must('select_one shelter', 'shelter_main'),
    ask('range', 'shelter_damaged', { parameters: 'start=0 end=10 step=1' }),
    must('select_one water_source', 'water_source'),
    must('select_one distance', 'water_distance'),
    whole('latrines'),
    ask(yesNo, 'latrines_separate', { relevant: '${latrines} > 0' }),
    must('select_one distance', 'health_distance'),
    must('select_multiple health_problem', 'health_problems', {
      constraint: "not(selected(., 'none') and count-selected(.) > 1)",
      message: 'none_alone',
    }),
    must(yesNo, 'school_access'),
    must('select_multiple school_barrier', 'school_barriers', { relevant: "${school_access} = 'no'" }),
    must(yesNo, 'lighting'),
    must(yesNo, 'incidents'),
    must(yesNo, 'documents_lost'),
    must('select_one relation', 'host_relation'),
    must('select_one intention', 'intention'),
    ...group('needs', [
      must('select_one need', 'need_1'),
      must('select_one need', 'need_2', { constraint: '. != ${need_1}', message: 'ranking' }),
      must('select_one need', 'need_3', {
        constraint: '. != ${need_1} and . != ${need_2}',
        message: 'ranking',
      }),
    ]),
  ];
  return group('conditions', rows, { relevant: OPEN });
}

function siteRows(): SurveyRow[] {
  return group('site', [
    must('select_one site', 'site_code', { choiceFilter: 'sub_district = ${adm3}', appearance: 'minimal' }),
    must('select_one site_status', 'site_status'),
    must('date', 'closed_on', {
      relevant: "${site_status} = 'closed'",
      constraint: '. <= today()',
      message: 'future',
    }),
    must('select_one site_type', 'site_type'),
    must('select_one manager', 'manager', { relevant: OPEN }),
    ask('select_one tenure', 'tenure', { relevant: OPEN }),
    silent('calculate', 'site_label', { calculation: "jr:choice-name(${site_code}, '${site_code}')" }),
  ]);
}

function informants(): SurveyRow[] {
  const count = { default: '2', constraint: '. >= 1 and . <= 4', message: 'one_to_four' } as const;
  const rows = [
    must('text', 'ki_name'),
    must('select_one ki_role', 'ki_role'),
    must('select_one sex', 'ki_sex'),
    ask('select_one yes_no', 'ki_recontact'),
  ];
  return [
    must('integer', 'ki_count', count),
    ...repeat('key_informant', rows, { repeatCount: '${ki_count}' }),
  ];
}

const LISTS = [
  ...(['yes_no', 'sex', 'mode', 'access', 'barrier', 'ki_role', 'category', 'site_type'] as const),
  ...(['site_status', 'manager', 'tenure', 'reason', 'period', 'shelter', 'need'] as const),
  ...(['water_source', 'distance', 'health_problem', 'school_barrier', 'relation'] as const),
  ...(['intention', 'sensitivity', 'confidence'] as const),
];

/** Site assessment: one record for each site and round. */
export function siteAssessmentForm(country: Country, sites: readonly Site[]): FormSource {
  const siteChoices = sites.map(({ code, names, pcode }) => ({
    list: 'site',
    name: code,
    label: names,
    filter: { sub_district: pcode },
  }));
  return {
    id: 'qta_site_assessment',
    title: `${country.name.en}: site assessment`,
    version: '2025092901',
    instanceName: "concat(${site_code}, ' round ', ${round})",
    survey: [
      ...interview(),
      ...place(),
      ...siteRows(),
      ...informants(),
      ...population(),
      ...livingConditions(),
      ...group('closing', [
        must('select_one confidence', 'confidence'),
        must('select_one sensitivity', 'response_sensitivity', { default: 'public' }),
        ask('text', 'remarks', { appearance: 'multiline' }),
      ]),
    ],
    choices: [...areaChoices(country), ...siteChoices, ...choicesOf(LISTS)],
  };
}
