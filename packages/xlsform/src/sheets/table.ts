import type { DiagnosticColumn, Place } from '../diagnostics/diagnostic.ts';
import type { Report } from '../diagnostics/report.ts';
import type { ColumnDialect } from '../dialect/columns.ts';
import { headerTokens } from './header.ts';
import { newTree, put, type Tree } from './tree.ts';
import { columnLetter, type WorkbookSheet } from './workbook-sheet.ts';

export interface TableColumn {
  readonly index: number;
  readonly header: string;
  readonly tokens: readonly string[];
  readonly column: DiagnosticColumn;
}

export interface TableRow {
  /** 1-based row of the spreadsheet. */
  readonly number: number;
  /** Cells by column index, trimmed, as written. */
  readonly cells: readonly string[];
  readonly tree: Tree;
}

/** A sheet with its headers understood. */
export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** Place of a cell, or of a header when no row is given; `path` is the start of a column's parts. */
  readonly place: (row: number | undefined, ...path: string[]) => Place;
}

interface TableOptions {
  readonly dialect: ColumnDialect;
  readonly defaultLanguage: string;
  /** Also folds runs of spaces. */
  readonly clean?: boolean;
}

const BLANK_ROWS_AT_END = 60;
const BLANK_COLUMNS_AT_END = 20;

/** Reads the headers and groups the rows. Findings about headers go to the report. */
export function readTable(sheet: WorkbookSheet, options: TableOptions, report: Report): Table {
  const columns = readColumns(sheet, options.dialect, report);
  const rows: TableRow[] = [];
  let blank = 0;
  for (let r = 1; r < sheet.rows.length && blank <= BLANK_ROWS_AT_END; r++) {
    const cells = sheet.rows[r] ?? [];
    refuseLongCells(sheet.name, r + 1, cells, report);
    const row = readRow(cells, r + 1, columns, options);
    blank = row === undefined ? blank + 1 : 0;
    if (row !== undefined) rows.push(row);
  }
  warnBlankHeaders(sheet, columns, rows.length > 0, report);
  const byPath = new Map<string, DiagnosticColumn>();
  for (const { tokens, column } of columns) {
    for (let n = 1; n <= tokens.length; n++) {
      const key = tokens.slice(0, n).join('\n');
      if (!byPath.has(key)) byPath.set(key, column);
    }
  }
  const place = (row: number | undefined, ...path: string[]): Place => {
    const column = byPath.get(path.join('\n'));
    return {
      sheet: sheet.name,
      ...(row === undefined ? {} : { row }),
      ...(column === undefined ? {} : { column }),
    };
  };
  return { name: sheet.name, columns, rows, place };
}

function readColumns(sheet: WorkbookSheet, dialect: ColumnDialect, report: Report): TableColumn[] {
  const headers = (sheet.rows[0] ?? []).map((cell) => normaliseHeader(cell ?? ''));
  const doubleColon = headers.some((header) => header.includes('::'));
  const columns: TableColumn[] = [];
  const byHeader = new Set<string>();
  const byTokens = new Map<string, string>();
  let blank = 0;
  for (const [index, header] of headers.entries()) {
    if (header === '') {
      blank += 1;
      if (blank > BLANK_COLUMNS_AT_END) break;
      continue;
    }
    blank = 0;
    const column = { name: header, letter: columnLetter(index) };
    const place = { sheet: sheet.name, row: 1, column };
    if (byHeader.has(header)) {
      report.error('duplicate_header', place, { header });
      continue;
    }
    byHeader.add(header);
    const tokens = headerTokens(header, doubleColon, dialect);
    const key = tokens.join('\n');
    const other = byTokens.get(key);
    if (other !== undefined && !(tokens.length === 1 && tokens[0] === header)) {
      report.error('duplicate_column', place, { header, other });
    }
    byTokens.set(key, header);
    columns.push({ index, header, tokens, column });
  }
  return columns;
}

/** Longest text that a spreadsheet cell can hold; more comes from no spreadsheet. */
const LONGEST_CELL = 32_767;

function refuseLongCells(
  sheet: string,
  row: number,
  cells: readonly (string | null | undefined)[],
  report: Report,
): void {
  const index = cells.findIndex((cell) => (cell?.length ?? 0) > LONGEST_CELL);
  if (index < 0) return;
  const column = { name: '', letter: columnLetter(index) };
  report.refuse('cell_too_long', { sheet, row, column }, { limit: LONGEST_CELL });
}

/** Values that no one will read: once per column, at the first of them. */
function warnBlankHeaders(
  sheet: WorkbookSheet,
  columns: readonly TableColumn[],
  hasRows: boolean,
  report: Report,
): void {
  if (!hasRows || columns.length === 0) return;
  const named = new Set(
    (sheet.rows[0] ?? []).flatMap((cell, index) => ((cell ?? '').trim() === '' ? [] : [index])),
  );
  const last = Math.max(...named);
  const seen = new Set<number>();
  for (const [r, row] of sheet.rows.entries()) {
    for (let index = 0; r > 0 && index < Math.min(row.length, last); index++) {
      if (named.has(index) || seen.has(index) || (row[index] ?? '').trim() === '') continue;
      seen.add(index);
      const column = { name: '', letter: columnLetter(index) };
      report.warn('blank_header', { sheet: sheet.name, row: r + 1, column });
    }
  }
}

const normaliseHeader = (cell: string): string =>
  cell
    .replace(/\u00a0/g, ' ')
    .trim()
    .replace(/ +/g, ' ');

function readRow(
  cells: readonly (string | null | undefined)[],
  number: number,
  columns: readonly TableColumn[],
  options: TableOptions,
): TableRow | undefined {
  let tree: Tree | undefined;
  const kept: string[] = [];
  for (const { index, tokens } of columns) {
    const raw = cells[index];
    if (raw === undefined || raw === null || raw === '') continue;
    const trimmed = raw.trim();
    if (trimmed === '') continue;
    kept[index] = trimmed;
    tree ??= newTree();
    const value = cleanText(trimmed, options.clean === true);
    if (tokens.length === 1 && typeof tree[tokens[0]!] !== 'object') tree[tokens[0]!] = value;
    else put(tree, tokens, value, options.defaultLanguage);
  }
  return tree === undefined ? undefined : { number, cells: kept, tree };
}

/** Curly quotes and hard spaces come from word processors and break expressions. */
function cleanText(value: string, fold: boolean): string {
  const plain = /[\u00a0\u2018\u2019\u201c\u201d]/.test(value)
    ? value
        .replace(/\u00a0/g, ' ')
        .replace(/[\u2018\u2019]/g, "'")
        .replace(/[\u201c\u201d]/g, '"')
    : value;
  return fold && plain.includes('  ') ? plain.replace(/ +/g, ' ') : plain;
}
