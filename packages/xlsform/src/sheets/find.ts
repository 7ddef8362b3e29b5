import type { Report } from '../diagnostics/report.ts';
import { editDistance } from '../diagnostics/suggest.ts';
import { SHEET_NAMES, SHEETS } from '../dialect/columns.ts';
import { headerTokens } from './header.ts';
import type { WorkbookSheet } from './workbook-sheet.ts';

/** Sheets of a form by their standard name. */
export type FormSheets = ReadonlyMap<string, WorkbookSheet>;

/** Finds the form's sheets. A workbook with one sheet only is a survey, whatever its name. */
export function findSheets(sheets: readonly WorkbookSheet[]): FormSheets {
  const found = new Map<string, WorkbookSheet>();
  for (const sheet of sheets) {
    const name = sheet.name.trim().toLowerCase();
    if (SHEET_NAMES.includes(name) && !found.has(name)) found.set(name, sheet);
  }
  if (found.size === 0 && sheets.length === 1) found.set('survey', sheets[0]!);
  return found;
}

/** A sheet whose name is nearly the one looked for; an underscore in front says that it is not meant. */
export function misspelledSheet(expected: string, sheets: readonly WorkbookSheet[]): string | undefined {
  return sheets
    .map(({ name }) => name)
    .find(
      (name) =>
        !name.startsWith('_') &&
        !SHEET_NAMES.includes(name.toLowerCase()) &&
        editDistance(name.toLowerCase(), expected, 2) <= 2,
    );
}

/** Warns when a sheet that is not there seems to be there under a misspelled name. */
export function warnMisspelled(expected: string, sheets: readonly WorkbookSheet[], report: Report): void {
  const found = misspelledSheet(expected, sheets);
  if (found !== undefined) report.warn('sheet_misspelled', { sheet: found }, { expected, found }, expected);
}

/** 1-based row that seems to hold the survey's headers, when row 1 does not. */
export function headerRowElsewhere(sheet: WorkbookSheet): number | undefined {
  for (let r = 1; r < Math.min(sheet.rows.length, 30); r++) {
    const tokens = (sheet.rows[r] ?? []).map((cell) =>
      cell === null || cell === undefined || cell.length > 60
        ? ''
        : headerTokens(cell.trim(), false, SHEETS.survey)[0]!,
    );
    if (tokens.includes('type') && tokens.includes('name')) return r + 1;
  }
  return undefined;
}
