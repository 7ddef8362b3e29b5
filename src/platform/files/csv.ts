/** Begins a file that Excel is to read as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

const QUOTED = /[",\r\n]/;

/**
 * One line (RFC 4180) with its line end. A text that a spreadsheet would take for a formula is led by an apostrophe,
 * unless it is a mere number or a telephone number (OWASP, CSV injection).
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += ',';
    const cell = cells[i];
    if (cell === null || cell === undefined) continue;
    if (typeof cell === 'number') line += cell;
    else line += csvText(cell);
  }
  return `${line}\r\n`;
}

function csvText(text: string): string {
  const first = text.charCodeAt(0);
  // = + - @ tab and carriage return, and the full-width = + - @ that Excel takes for them.
  const risky =
    first === 61 ||
    first === 64 ||
    first === 43 ||
    first === 45 ||
    first === 9 ||
    first === 13 ||
    first === 0xff1d ||
    first === 0xff0b ||
    first === 0xff0d ||
    first === 0xff20;
  const safe = risky && !/^[+-]?[\d .()-]*$/.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
