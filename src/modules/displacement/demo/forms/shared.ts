// biome-ignore-all lint/suspicious/noTemplateCurlyInString: XLSForm writes references to answers so.
import { ask, group, must, type SurveyRow, silent } from './rows.ts';

/** Who asked whom, when and how: the same head on both forms. */
export function interview(): SurveyRow[] {
  return [
    silent('start', 'start'),
    silent('end', 'end'),
    silent('today', 'today'),
    silent('deviceid', 'deviceid'),
    ask('start-geopoint', 'start_gps'),
    ...group('interview', [
      must('text', 'operation', { default: 'QTA-DTM' }),
      must('integer', 'round', { constraint: '. >= 1 and . <= 99', message: 'round' }),
      must('date', 'date', { constraint: '. <= today()', message: 'future' }),
      must('text', 'enumerator', { constraint: "regex(., '^EN-[0-9]{2}$')", message: 'enumerator' }),
      must('select_one sex', 'enumerator_sex'),
      must('select_one mode', 'mode'),
    ]),
  ];
}

/** Three cascading selects, access and the measured position. */
export function place(): SurveyRow[] {
  const appearance = 'minimal';
  return group('place', [
    must('select_one region', 'adm1', { appearance }),
    must('select_one district', 'adm2', { choiceFilter: 'region = ${adm1}', appearance }),
    must('select_one sub_district', 'adm3', { choiceFilter: 'district = ${adm2}', appearance }),
    must('select_one access', 'access'),
    must('select_multiple barrier', 'barriers', { relevant: "${access} != 'yes'" }),
    must('geopoint', 'gps', { relevant: "${mode} != 'phone'" }),
  ]);
}
