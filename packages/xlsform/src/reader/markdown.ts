import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';

/** Whether a text is a table with cells parted by `|`. */
export const isMarkdownTable = (text: string): boolean =>
  text.slice(0, 5000).split('|').length > 5 && /^[ \t]*\|/m.test(text.slice(0, 5000));

/**
 * Sheets of a Markdown table: the first cell of a line names a sheet, the others are its cells.
 * Lines that begin with `#` are comments; `\|` is a bar within a cell.
 */
export function readMarkdown(text: string): WorkbookSheet[] {
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*#/.test(line)) continue;
    // What follows the last bar is a comment.
    const first = line.indexOf('|');
    const last = line.lastIndexOf('|');
    if (first < 0 || first === last || line.slice(0, first).trim() !== '') continue;
    const inner = line.slice(first + 1, last);
    if (/^[|-]+$/.test(inner)) continue;
    const [name = '', ...cells] = splitCells(inner);
    if (name !== '') sheets.push({ name, rows: [] });
    if (cells.some((cell) => cell !== '')) sheets[sheets.length - 1]?.rows.push(cells);
  }
  return sheets;
}

function splitCells(line: string): string[] {
  return line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
