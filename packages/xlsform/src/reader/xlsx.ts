import type { Report } from '../diagnostics/report.ts';
import { SHEET_NAMES } from '../dialect/columns.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { cellWeight, type ReadLimits } from './limits.ts';
import {
  decodePart,
  type Relation,
  readDateStyles,
  readRelations,
  readSharedStrings,
  readWorkbookPart,
} from './xlsx-parts.ts';
import { readSheetRows } from './xlsx-sheet.ts';
import { type Archive, openArchive } from './zip.ts';

/**
 * Reads an Office Open XML workbook, transitional or strict, with or without macros. Only cells are read; of
 * sheets that no form uses only the name.
 * Source: ECMA-376 part 1, section 18 (SpreadsheetML) and part 2 (packages).
 */
export function readXlsx(bytes: Uint8Array, limits: ReadLimits, report: Report): WorkbookSheet[] {
  const archive = openArchive(bytes, limits, report);
  const main = mainPart(archive, report);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const { sheets, date1904 } = readWorkbookPart(text(archive, main) ?? '');
  const relations = relationsOf(archive, main);
  const part = (type: string): string | undefined => {
    const relation = relations.find((one) => one.type === type);
    return relation === undefined ? undefined : text(archive, resolvePart(folder, relation.target));
  };
  if (archive.names.some((name) => name.endsWith('vbaproject.bin'))) report.warn('macro_workbook', {});
  const strings = readSharedStrings(part('sharedStrings') ?? '');
  const dateStyles = readDateStyles(part('styles') ?? '');
  let cells = 0;
  const countCell = (value: string): void => {
    cells += cellWeight(value);
    if (cells > limits.maxCells) report.refuse('too_many_cells', {}, { limit: limits.maxCells });
  };
  return sheets.map(({ name, relation }) => {
    const wanted = sheets.length === 1 || SHEET_NAMES.includes(name.trim().toLowerCase());
    const target = relations.find(({ id }) => id === relation)?.target;
    if (!wanted || target === undefined) return { name, rows: [] };
    const xml = text(archive, resolvePart(folder, target));
    if (xml === undefined) return report.refuse('truncated_file', { sheet: name });
    return {
      name,
      rows: readSheetRows(xml, { strings, dateStyles, date1904, sheetName: name, report, countCell }),
    };
  });
}

function text(archive: Archive, name: string): string | undefined {
  const bytes = archive.read(name);
  return bytes === undefined ? undefined : decodePart(bytes);
}

function mainPart(archive: Archive, report: Report): string {
  const relations = readRelations(text(archive, '_rels/.rels') ?? '');
  const target = relations.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const name = resolvePart('', target);
  if (name.endsWith('.bin')) report.refuse('unsupported_format', {}, { format: 'xlsb' });
  if (archive.names.includes('mimetype') && archive.names.includes('content.xml')) {
    report.refuse('unsupported_format', {}, { format: 'OpenDocument (.ods)' });
  }
  if (!archive.names.includes(name.toLowerCase())) report.refuse('not_a_workbook', {});
  return name;
}

function relationsOf(archive: Archive, main: string): Relation[] {
  const slash = main.lastIndexOf('/') + 1;
  return readRelations(text(archive, `${main.slice(0, slash)}_rels/${main.slice(slash)}.rels`) ?? '');
}

/** Name of a part from a relation's target, which may be absolute or climb. */
function resolvePart(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
