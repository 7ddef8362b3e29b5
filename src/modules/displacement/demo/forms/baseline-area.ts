// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes references to answers so.
import type { Country } from '../country.ts';
import { areaChoices, choicesOf } from './choices.ts';
import { ask, calculate, type FormSource, group, must, type SurveyRow, whole } from './rows.ts';
import { interview, place } from './shared.ts';

function displaced(): SurveyRow[] {
  const relevant = '${idp_ind} > 0';
  return group('idp', [
    whole('idp_hh', { labelled: 'locality_idp_hh' }),
    whole('idp_ind'),
    whole('idp_f', { relevant }),
    whole('idp_m', { relevant }),
    calculate('idp_sex_sum', 'coalesce(${idp_f}, 0) + coalesce(${idp_m}, 0)'),
    ask('note', 'idp_sum_warning', { relevant: '${idp_sex_sum} != ${idp_ind}' }),
    must('select_one region', 'origin_region', { relevant }),
    must('select_one reason', 'reason', { relevant }),
    must('select_one shelter', 'shelter_main', { relevant }),
    whole('arrived_hh'),
    whole('left_hh'),
  ]);
}

/** Baseline of an area (B1): one record for each locality and round, its sites included. */
export function baselineForm(country: Country): FormSource {
  return {
    id: 'qta_baseline_area',
    title: `${country.name.en}: baseline area (B1)`,
    version: '2025092901',
    instanceName: "concat(${locality_code}, ' round ', ${round})",
    survey: [
      ...interview(),
      ...place(),
      must('text', 'locality_code', {
        constraint: "regex(., '^QT[0-9]{6}-[0-9]{2}$')",
        message: 'locality_code',
      }),
      must('text', 'locality_name'),
      must('integer', 'ki_count', {
        labelled: 'locality_ki_count',
        constraint: '. >= 1 and . <= 9',
        message: 'one_to_nine',
      }),
      ...displaced(),
      ...group('returnee', [whole('returnee_hh'), whole('returnee_ind')]),
      must('select_one need', 'need_1', { labelled: 'locality_need_1' }),
      must('select_one confidence', 'confidence'),
      must('select_one sensitivity', 'response_sensitivity', { default: 'public' }),
      ask('text', 'remarks'),
    ],
    choices: [
      ...areaChoices(country),
      ...choicesOf([
        ...(['sex', 'mode', 'access', 'barrier', 'reason', 'shelter'] as const),
        ...(['need', 'confidence', 'sensitivity'] as const),
      ]),
    ],
  };
}
