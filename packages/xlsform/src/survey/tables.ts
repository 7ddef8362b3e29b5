import type { Report } from '../diagnostics/report.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { SHEETS } from '../dialect/columns.ts';
import { type FormSheets, headerRowElsewhere, misspelledSheet } from '../sheets/find.ts';
import { readTable, type Table } from '../sheets/table.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import type { Settings } from './settings.ts';

/** The sheets of a form with their headers understood; undefined where a sheet is missing or empty. */
export interface Tables {
  readonly survey: Table;
  readonly choices: Table | undefined;
  readonly settings: Table | undefined;
  readonly entities: Table | undefined;
  readonly external: Table | undefined;
  readonly osm: Table | undefined;
}

/** Refuses a workbook without survey, naming the sheets that it has. */
export function requireSurvey(found: FormSheets, sheets: readonly WorkbookSheet[], report: Report): void {
  const survey = found.get('survey');
  if (survey === undefined || (survey.rows.length === 0 && sheets.length > 0)) {
    const names = sheets.map(({ name }) => name).join(', ');
    const near = misspelledSheet('survey', sheets);
    report.refuse('missing_survey_sheet', near === undefined ? {} : { sheet: near }, { sheets: names });
  }
}

function optionalTable(
  found: FormSheets,
  name: keyof typeof SHEETS | 'external_choices' | 'osm',
  defaultLanguage: string,
  report: Report,
  clean = false,
): Table | undefined {
  const sheet = found.get(name);
  if (sheet === undefined) return undefined;
  const dialect = SHEETS[name === 'external_choices' || name === 'osm' ? 'choices' : name];
  const table = readTable(sheet, { dialect, defaultLanguage, clean }, report);
  return table.rows.length === 0 && name !== 'survey' ? undefined : table;
}

/** Where both spellings of the form's id stand in the settings, `form_id` is the one that counts. */
export function readSettingsTable(
  found: FormSheets,
  defaultLanguage: string,
  report: Report,
): Table | undefined {
  const sheet = found.get('settings');
  const headers = sheet?.rows[0]?.map((header) => header?.trim().toLowerCase());
  if (
    sheet === undefined ||
    headers === undefined ||
    !headers.includes('form_id') ||
    !headers.includes('id_string')
  ) {
    return optionalTable(found, 'settings', defaultLanguage, report);
  }
  if (sheet.rows.length > 1) report.warn('settings_both_ids', { sheet: sheet.name, row: 1 });
  const kept = headers.map((header, i) => (header === 'id_string' ? '_id_string' : sheet.rows[0]![i]));
  const single = new Map([['settings', { name: sheet.name, rows: [kept, ...sheet.rows.slice(1)] }]]);
  return optionalTable(single, 'settings', defaultLanguage, report);
}

/** Ten times the largest form ever reported; compiling stays a matter of seconds. */
const MOST_QUESTIONS = 100_000;

/** Reads the other sheets; a survey without a type column stops at once. */
export function readTables(
  found: FormSheets,
  settings: Table | undefined,
  values: Settings,
  report: Report,
): Tables {
  const { defaultLanguage } = values;
  const survey = optionalTable(found, 'survey', defaultLanguage, report, values.cleanText)!;
  if (survey.rows.length > MOST_QUESTIONS) {
    report.refuse(
      'too_many_rows',
      { sheet: survey.name, row: MOST_QUESTIONS + 2 },
      { limit: MOST_QUESTIONS },
    );
  }
  if (!survey.columns.some(({ tokens }) => tokens[0] === 'type')) {
    const row = headerRowElsewhere(found.get('survey')!);
    const place = { sheet: survey.name, row: 1 };
    if (row !== undefined) report.refuse('headers_elsewhere', { sheet: survey.name, row }, { found: row });
    report.refuse('missing_header', place, { header: 'type' }, nearHeader(survey, 'type'));
  }
  warnUnknownColumns(survey, report);
  return {
    survey,
    settings,
    choices: optionalTable(found, 'choices', defaultLanguage, report),
    entities: optionalTable(found, 'entities', defaultLanguage, report),
    external: optionalTable(found, 'external_choices', defaultLanguage, report),
    osm: optionalTable(found, 'osm', 'default', report),
  };
}

const nearHeader = (table: Table, wanted: string): string | undefined =>
  table.columns.map(({ header }) => header).find((header) => suggest(header, [wanted]) !== undefined);

/** A column that is nearly a known one, which the sheet does not have, is probably a slip. */
function warnUnknownColumns(table: Table, report: Report): void {
  const { known, aliases } = SHEETS.survey;
  const used = new Set(table.columns.map(({ tokens }) => tokens.join('::')));
  const names = [...known, ...Object.keys(aliases)].filter(
    (name) => !used.has((aliases[name] ?? [name]).join('::')),
  );
  for (const { tokens, header, column } of table.columns) {
    const first = tokens[0]!;
    if (known.has(first) || first.length < 4 || column.name.includes(':')) continue;
    const near = suggest(first, names);
    if (near === undefined) continue;
    report.warn('unknown_column', { sheet: table.name, row: 1, column }, { header }, near);
  }
}
