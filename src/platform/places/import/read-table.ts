import { read, SSF, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { parse as parseCsv } from 'csv-parse/sync';
import { isZip, repacked } from './archive.ts';
import type { Layer, LayerRow } from './layer.ts';
import { IMPORT_LIMITS } from './limits.ts';
import { ImportRefused } from './problem.ts';

/** A grid of texts and the spreadsheet's own number of each line. */
interface Line {
  row: number;
  cells: string[];
}

/** How well a line serves as the header: short distinct texts, and better those that name a known column. */
function headerScore(line: Line, known: RegExp): number {
  const filled = line.cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0 || filled.some((cell) => cell.startsWith('#'))) return 0;
  const distinct = new Set(filled).size === filled.length ? 1 : 0;
  return filled.filter((cell) => known.test(cell)).length * 10 + distinct + Math.min(filled.length, 5) / 10;
}

const KNOWN_HEADER =
  /p_?-?code|^adm|admin|^name|^nom\b|nombre|^code|ssid|^site|latitud|longitud|^lat$|^lon|^type|parent|valid|اسم|رمز/i;

const isHxlRow = (line: Line | undefined): boolean => {
  const filled = line?.cells.filter((cell) => cell.trim() !== '') ?? [];
  return filled.length > 0 && filled.filter((cell) => /^\s*#[a-z]/i.test(cell)).length * 2 >= filled.length;
};

/** Headers as columns: an empty one gets its letter-like place, a repeated one a number. */
function columnNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const base = cell.trim() || `column ${i + 1}`;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base} (${count})`;
  });
}

/** Finds the header among the first lines (sources put titles above it), the HXL row under it, and the data. */
function layerOfLines(id: string, format: 'csv' | 'xlsx', lines: readonly Line[]): Layer {
  const head = lines.slice(0, 10);
  let at = 0;
  head.forEach((line, i) => {
    if (headerScore(line, KNOWN_HEADER) > headerScore(head[at] as Line, KNOWN_HEADER)) at = i;
  });
  const header = lines[at];
  if (!header) throw new ImportRefused('places.import.no_rows', { file: id });
  const columns = columnNames(header.cells);
  if (columns.length > IMPORT_LIMITS.columns) {
    throw new ImportRefused('places.import.too_many_columns', { file: id, limit: IMPORT_LIMITS.columns });
  }
  let rest = lines.slice(at + 1);
  const hxl: Record<string, string> = {};
  const before = lines[at - 1];
  const tags = isHxlRow(rest[0]) ? rest[0] : isHxlRow(before) ? before : undefined;
  tags?.cells.forEach((tag, i) => {
    const column = columns[i];
    if (column && tag.trim()) hxl[column] = tag.trim().toLowerCase();
  });
  if (tags === rest[0]) rest = rest.slice(1);
  const rows = rest
    .filter((line) => line.cells.some((cell) => cell.trim() !== ''))
    .map((line): LayerRow => {
      const values: Record<string, string> = {};
      columns.forEach((column, i) => {
        const cell = line.cells[i];
        if (cell !== undefined && cell !== '') values[column] = cell;
      });
      return { row: line.row, values };
    });
  if (rows.length === 0) throw new ImportRefused('places.import.no_rows', { file: id });
  if (rows.length > IMPORT_LIMITS.rows) {
    throw new ImportRefused('places.import.too_many_rows', { file: id, limit: IMPORT_LIMITS.rows });
  }
  return { id, format, columns, hxl, rows, hasGeometry: false };
}

/** UTF-8, UTF-16 by its mark, else Windows-1252, which is what spreadsheets of many offices still write. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000).split(/\r?\n/).slice(0, 10).join('\n');
  let best = ',';
  let most = 0;
  for (const candidate of [',', ';', '\t', '|']) {
    const count = head.split(candidate).length;
    if (count > most) [best, most] = [candidate, count];
  }
  return best;
}

/** Reads a CSV file; comma, semicolon, tab and bar are told apart by counting. */
export function readCsv(name: string, bytes: Uint8Array): Layer[] {
  const text = decoded(bytes);
  if (text.includes('\u0000')) throw new ImportRefused('places.import.unknown_format', { file: name });
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parseCsv(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      info: true,
      to: IMPORT_LIMITS.rows + 20,
    }) as unknown as typeof records;
  } catch (cause) {
    const line = (cause as { lines?: number }).lines ?? 0;
    throw new ImportRefused('places.import.csv_broken', { file: name, line });
  }
  const lines = records.map(({ record, info }): Line => ({ row: info.lines, cells: record }));
  return [layerOfLines(name, 'csv', lines)];
}

function cellOf(
  cell: { t?: string; v?: unknown; w?: string; z?: unknown } | undefined,
  date1904: boolean,
): string {
  if (!cell || cell.v === undefined || cell.v === null || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z)) {
    const day = SSF.parse_date_code(Number(cell.v), { date1904 });
    if (day) {
      return [
        String(day.y).padStart(4, '0'),
        String(day.m).padStart(2, '0'),
        String(day.d).padStart(2, '0'),
      ].join('-');
    }
  }
  return String(cell.v);
}

/** The cells that exist, not the range that the sheet declares: a forged range would run to 16 billion cells. */
function linesOf(sheet: WorkSheet, date1904: boolean): Line[] {
  const data = (sheet as { '!data'?: unknown[][] })['!data'] ?? [];
  const lines: Line[] = [];
  data.forEach((cells, i) => {
    if (!cells) return;
    const texts: string[] = [];
    for (let c = 0; c < Math.min(cells.length, IMPORT_LIMITS.columns + 1); c++) {
      texts.push(cellOf(cells[c] as Parameters<typeof cellOf>[0], date1904));
    }
    lines.push({ row: i + 1, cells: texts });
  });
  return lines.filter((line) => line.cells.some((cell) => cell.trim() !== ''));
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0];

export function isSpreadsheet(name: string, bytes: Uint8Array): boolean {
  return OLE.every((byte, i) => bytes[i] === byte) || (isZip(bytes) && /\.(xlsx|xlsm|xlsb|ods)$/i.test(name));
}

/** Reads every sheet with data of an .xlsx, .xls or .ods workbook. Sheets without a table are left out. */
export function readWorkbook(name: string, bytes: Uint8Array): Layer[] {
  let book: WorkBook;
  try {
    const safe = isZip(bytes) ? repacked(name, bytes) : bytes;
    book = read(safe, { type: 'array', dense: true, cellNF: true, sheetRows: IMPORT_LIMITS.rows + 20 });
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause;
    const locked = cause instanceof Error && /password|encrypt/i.test(cause.message);
    throw new ImportRefused(locked ? 'places.import.workbook_locked' : 'places.import.workbook_broken', {
      file: name,
    });
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const layers: Layer[] = [];
  for (const sheetName of book.SheetNames) {
    const sheet = book.Sheets[sheetName];
    const lines = sheet ? linesOf(sheet, date1904) : [];
    if (lines.length >= 2) layers.push(layerOfLines(`${name}/${sheetName}`, 'xlsx', lines));
  }
  if (layers.length === 0) throw new ImportRefused('places.import.no_rows', { file: name });
  return layers;
}
