import { SHEET_NAMES } from '../dialect/columns.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';

/** Splits comma-, semicolon- or tab-separated text into rows. Source: RFC 4180; the separator is guessed. */
function parseCsv(text: string): string[][] {
  const separator = guessSeparator(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [value, end] = text[at] === '"' ? quoted(text, at) : plain(text, at, separator);
    row.push(value);
    at = end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function guessSeparator(text: string): string {
  const line = text
    .slice(0, 4096)
    .split(/\r?\n/)
    .slice(0, 3)
    .join('\n')
    .replace(/"[^"]*"/g, '');
  const count = (char: string): number => line.split(char).length - 1;
  const best = [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0]!;
  return count(best) > count(',') ? best : ',';
}

function quoted(text: string, start: number): [string, number] {
  let value = '';
  let at = start + 1;
  for (;;) {
    const end = text.indexOf('"', at);
    if (end < 0) return [value + text.slice(at), text.length];
    value += text.slice(at, end);
    if (text[end + 1] !== '"') return [value, end + 1];
    value += '"';
    at = end + 2;
  }
}

function plain(text: string, start: number, separator: string): [string, number] {
  let at = start;
  while (at < text.length) {
    const char = text[at]!;
    if (char === separator || char === '\n' || char === '\r') break;
    at += 1;
  }
  return [text.slice(start, at), at];
}

/**
 * Sheets of a CSV file: one sheet named after the file, or several, each begun by its name in the first column
 * and indented by it.
 */
export function readCsv(text: string, fileStem: string): WorkbookSheet[] {
  const rows = parseCsv(text);
  const first = (rows[0]?.[0] ?? '').trim().toLowerCase();
  const isBook = SHEET_NAMES.includes(first) && (rows[0] ?? []).slice(1).every((cell) => cell.trim() === '');
  if (!isBook) {
    const name = SHEET_NAMES.includes(fileStem.toLowerCase()) ? fileStem.toLowerCase() : 'survey';
    return [{ name, rows }];
  }
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const row of rows) {
    const name = (row[0] ?? '').trim();
    if (name !== '') sheets.push({ name, rows: [] });
    const cells = row.slice(1);
    if (cells.some((cell) => cell.trim() !== '')) sheets[sheets.length - 1]?.rows.push(cells);
  }
  return sheets;
}
