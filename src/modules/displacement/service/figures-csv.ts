import { BYTE_ORDER_MARK, csvLine } from '#platform/files/csv.ts';
import type { AreaFigure, Category } from '../contract.ts';

/** HXL attribute of each category (hxlstandard.org, #affected). */
const hxlOf: Record<Category, string> = {
  idp: '#affected+idps',
  returnee: '#affected+returnees',
  returnee_from_abroad: '#affected+returnees+abroad',
  refugee: '#affected+refugees',
  migrant: '#affected+migrants',
  host: '#affected+hosts',
};

/** Figures as CSV: names, HXL tags, one line for each area. RFC 4180 with a byte order mark, as spreadsheets expect. */
export function figuresCsv(
  areas: readonly AreaFigure[],
  about: { roundCode: string; reportingDate: string; category: Category; tool: string; level: number },
): string {
  const tag = hxlOf[about.category];
  const columns: [string, string, (a: AreaFigure) => string | number | null][] = [
    ['round', '#meta+round', () => about.roundCode],
    ['reporting_date', '#date+reported', () => about.reportingDate],
    ['tool', '#assessment+type', () => about.tool],
    ['category', '#affected+category', () => about.category],
    [`adm${about.level}_pcode`, `#adm${about.level}+code`, (a) => a.pcode],
    [`adm${about.level}_name`, `#adm${about.level}+name`, (a) => a.name],
    ['households', `${tag}+hh`, (a) => a.households],
    ['individuals', `${tag}+ind`, (a) => a.individuals],
    ['individuals_estimated', `${tag}+ind+estimated`, (a) => a.estimated],
    ['female', `${tag}+f`, (a) => a.female],
    ['male', `${tag}+m`, (a) => a.male],
    ['places', '#loc+num', (a) => a.places],
    ['records', '#meta+records+num', (a) => a.records],
    ['records_flagged', '#meta+records+flagged+num', (a) => a.flagged],
    ['previous_round', '#meta+round+previous', (a) => a.change?.previousCode ?? null],
    ['places_in_both_rounds', '#loc+both+num', (a) => a.change?.placesInBoth ?? null],
    ['change', `${tag}+change`, (a) => a.change?.difference ?? null],
    [
      'change_percent',
      `${tag}+change+pct`,
      (a) => (a.change?.percent == null ? null : Number(a.change.percent.toFixed(1))),
    ],
  ];
  const lines = [
    columns.map(([head]) => head),
    columns.map(([, hxl]) => hxl),
    ...areas.map((area) => columns.map(([, , value]) => value(area))),
  ];
  return BYTE_ORDER_MARK + lines.map(csvLine).join('');
}
