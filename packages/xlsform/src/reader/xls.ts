import type { Report } from '../diagnostics/report.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { isDateFormat, numberText, serialToIso } from './dates.ts';
import { MAX_COLUMNS, type ReadLimits } from './limits.ts';

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
  const { read, utils } = await import('@e965/xlsx');
  let book: ReturnType<typeof read>;
  try {
    book = read(bytes, { type: 'array', cellNF: true, cellText: false, cellHTML: false, cellFormula: false });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/password/i.test(message)) return report.refuse('encrypted_workbook', {});
    return report.refuse(
      hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book') ? 'truncated_file' : 'not_a_workbook',
      {},
    );
  }
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let cells = 0;
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name];
    const rows: string[][] = [];
    const reference = sheet?.['!ref'];
    if (sheet === undefined || reference === undefined) return { name, rows };
    const range = utils.decode_range(reference);
    for (let r = 0; r <= Math.min(range.e.r, 65_535); r++) {
      const row: string[] = [];
      for (let c = 0; c <= Math.min(range.e.c, MAX_COLUMNS - 1); c++) {
        const cell = sheet[utils.encode_cell({ r, c })] as XlsCell | undefined;
        const text = cell === undefined ? '' : cellText(cell, date1904);
        if (text === '') continue;
        cells += 1;
        if (cells > limits.maxCells) report.refuse('too_many_cells', {}, { limit: limits.maxCells });
        while (row.length < c) row.push('');
        row[c] = text;
      }
      rows.push(row);
    }
    return { name, rows };
  });
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
