import type { Report } from '../diagnostics/report.ts';
import { TRANSLATABLE_CHOICES, TRANSLATABLE_SURVEY } from '../dialect/columns.ts';
import type { Table } from './table.ts';

const UNNAMED = 'default';

/** Languages of a sheet with the translatable columns that each has. */
function columnsByLanguage(
  table: Table,
  translatable: Readonly<Record<string, string>>,
): Map<string, Set<string>> {
  const seen = new Map<string, Set<string>>();
  for (const { tokens } of table.columns) {
    const nested = tokens.length > 1 && (tokens[0] === 'media' || tokens[0] === 'bind');
    const [column, language = UNNAMED, ...rest] = nested ? tokens.slice(1) : tokens;
    if (!Object.hasOwn(translatable, column!) || rest.length > 0) continue;
    seen.set(language, (seen.get(language) ?? new Set()).add(translatable[column!]!));
  }
  return seen;
}

/** Warns of languages that lack a column which another language has. Returns whether the sheet is translated. */
function checkSheet(table: Table, translatable: Readonly<Record<string, string>>, report: Report): boolean {
  const seen = columnsByLanguage(table, translatable);
  const translated = [...seen.keys()].some((language) => language !== UNNAMED);
  if (!translated) return false;
  const all = new Set([...seen.values()].flatMap((columns) => [...columns]));
  for (const [language, columns] of seen) {
    const missing = [...all].filter((column) => !columns.has(column)).sort();
    if (missing.length === 0) continue;
    report.warn(
      'missing_translation',
      { sheet: table.name, row: 1 },
      { language, columns: missing.join(', ') },
    );
  }
  return true;
}

/** Checks both sheets; true if either is translated. */
export function checkTranslations(survey: Table, choices: Table | undefined, report: Report): boolean {
  const surveyTranslated = checkSheet(survey, TRANSLATABLE_SURVEY, report);
  const choicesTranslated = choices !== undefined && checkSheet(choices, TRANSLATABLE_CHOICES, report);
  return surveyTranslated || choicesTranslated;
}
