import type { Report } from '../diagnostics/report.ts';
import { suggest } from '../diagnostics/suggest.ts';
import type { Table, TableColumn } from '../sheets/table.ts';
import { mayRefer, readReferences } from './references.ts';

/** Finds malformed, unknown and ambiguous references in the columns of a sheet that `checks` accepts. */
export function checkReferences(
  table: Table,
  names: ReadonlyMap<string, number>,
  checks: (column: TableColumn) => boolean,
  report: Report,
): void {
  const columns = table.columns.filter(checks);
  for (const row of table.rows) {
    for (const { index, column } of columns) {
      const text = row.cells[index];
      if (text === undefined || !mayRefer(text)) continue;
      const place = { sheet: table.name, row: row.number, column };
      const { references, malformed } = readReferences(text);
      if (malformed !== undefined) report.error('reference_malformed', place, { text: malformed });
      for (const { name } of references) {
        const count = names.get(name) ?? 0;
        if (count === 0)
          report.error('reference_unknown', place, { name }, () => suggest(name, names.keys()));
        else if (count > 1) report.error('reference_ambiguous', place, { name });
      }
    }
  }
}
