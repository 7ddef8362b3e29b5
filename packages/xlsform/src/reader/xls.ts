import type { Report } from '../diagnostics/report.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { isDateFormat, numberText, serialToIso } from './dates.ts';
import { cellWeight, MAX_COLUMNS, type ReadLimits } from './limits.ts';
import { keepCells } from './xls-records.ts';

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether the bytes are an OLE compound file: an old workbook, or an encrypted new one. */
export const isCompoundFile = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, i) => bytes[i] === byte);

/** Whether a compound file names a stream; names are UTF-16 in its directory. */
function hasStream(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((char) => [char.charCodeAt(0), 0]);
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
}

/** Reads a BIFF workbook (`.xls`). The reader for it is large, so it is loaded only now. */
export async function readXls(
  bytes: Uint8Array,
  limits: ReadLimits,
  report: Report,
): Promise<WorkbookSheet[]> {
  if (hasStream(bytes, 'EncryptedPackage')) report.refuse('encrypted_workbook', {});
  const { CFB, read } = await import('@e965/xlsx');
  let book: ReturnType<typeof read>;
  try {
    book = quietly(() =>
      read(workbookStream(CFB.read(bytes, { type: 'array' }), CFB.find), {
        type: 'array',
        dense: true,
        cellNF: true,
        cellText: false,
        cellHTML: false,
        cellFormula: false,
      }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/password/i.test(message)) return report.refuse('encrypted_workbook', {});
    const isWorkbook = hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book');
    return report.refuse(isWorkbook ? 'truncated_file' : 'not_a_workbook', {});
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let cells = 0;
  const countCell = (text: string): void => {
    cells += cellWeight(text);
    if (cells > limits.maxCells) report.refuse('too_many_cells', {}, { limit: limits.maxCells });
  };
  return book.SheetNames.map((name) => {
    // Only cells that are there: a damaged sheet may claim to be as large as can be.
    const data = (book.Sheets[name]?.['!data'] ?? []) as readonly (
      | readonly (XlsCell | undefined)[]
      | undefined
    )[];
    return { name, rows: Array.from(data, (row) => rowText(row ?? [], date1904, countCell)) };
  });
}

/** The stream of cells of a compound file. */
function workbookStream(file: unknown, find: (file: unknown, path: string) => unknown): Uint8Array {
  const entry = (find(file, '/Workbook') ?? find(file, '/Book')) as { content?: ArrayLike<number> } | null;
  const stream = Uint8Array.from(entry?.content ?? []);
  keepCells(stream);
  return stream;
}

/** The reader complains of damaged records on the console, which is no place for what a user uploads. */
function quietly<T>(read: () => T): T {
  const { error } = console;
  console.error = () => undefined;
  try {
    return read();
  } finally {
    console.error = error;
  }
}

function rowText(
  cells: readonly (XlsCell | undefined)[],
  date1904: boolean,
  countCell: (text: string) => void,
): string[] {
  const row: string[] = [];
  for (const [column, cell] of cells.slice(0, MAX_COLUMNS).entries()) {
    const text = cell === undefined ? '' : cellText(cell, date1904);
    if (text === '') continue;
    countCell(text);
    while (row.length < column) row.push('');
    row[column] = text;
  }
  return row;
}

interface XlsCell {
  readonly t: string;
  readonly v?: unknown;
  readonly z?: unknown;
  readonly w?: string;
}

function cellText(cell: XlsCell, date1904: boolean): string {
  const { t, v, z } = cell;
  if (v === undefined || v === null) return '';
  if (t === 'b') return v === true ? 'TRUE' : 'FALSE';
  if (t === 'n' && typeof v === 'number') {
    const isDate = typeof z === 'string' && isDateFormat(-1, z);
    return (isDate ? serialToIso(v, date1904) : undefined) ?? numberText(String(v));
  }
  return t === 'e' ? (cell.w ?? '') : String(v);
}
