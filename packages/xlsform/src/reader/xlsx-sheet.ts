import type { Report } from '../diagnostics/report.ts';
import { columnLetter } from '../sheets/workbook-sheet.ts';
import { numberText, serialToIso } from './dates.ts';
import { MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import { decodeEntities, scanXml } from './xml-scan.ts';

interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly date1904: boolean;
  readonly sheetName: string;
  readonly report: Report;
  /** Called for each cell with a value; throws when there are too many. */
  readonly countCell: (text: string) => void;
}

const BLANK: readonly string[] = [];

/** Cell at hand while a sheet is scanned. */
interface Cell {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  hasFormula: boolean;
}

/** Rows of a worksheet as text, positioned as in the file. */
export function readSheetRows(xml: string, context: SheetContext): (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const cell: Cell = { row: -1, column: -1, type: '', style: 0, value: '', hasFormula: false };
  let current: string[] | undefined;
  let reading = '';
  let phonetic = false;
  scanXml(xml, {
    open: (name, attributes) => {
      if (name === 'c') {
        startCell(cell, attributes);
      } else if (name === 'v' || (name === 't' && !phonetic)) reading = name;
      else if (name === 'f') cell.hasFormula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        cell.row = rowIndex(attributes, cell.row);
        cell.column = -1;
        current = startRow(rows, cell.row);
      }
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = '';
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c' && current !== undefined) endCell(cell, current, context);
      else if (name === 'row') current = undefined;
    },
    text: (raw) => {
      if (reading !== '') cell.value += raw;
    },
  });
  return rows;
}

function rowIndex(attributes: string, previous: number): number {
  const match = /(?:^|\s)r="(\d+)"/.exec(attributes) ?? /(?:^|\s)r='(\d+)'/.exec(attributes);
  const index = match === null ? previous + 1 : Number(match[1]) - 1;
  return index >= 0 && index < MAX_ROWS ? index : MAX_ROWS;
}

function startRow(rows: (readonly string[])[], index: number): string[] | undefined {
  if (index >= MAX_ROWS) return undefined;
  while (rows.length < index) rows.push(BLANK);
  const present = rows[index];
  if (present !== undefined && present !== BLANK) return present as string[];
  const made: string[] = [];
  rows[index] = made;
  return made;
}

function startCell(cell: Cell, attributes: string): void {
  cell.value = '';
  cell.hasFormula = false;
  const reference = /(?:^|\s)r=["']([A-Za-z]{1,3})\d*["']/.exec(attributes);
  cell.column = reference === null ? cell.column + 1 : columnIndex(reference[1]!);
  const type = /(?:^|\s)t=["'](\w+)["']/.exec(attributes);
  cell.type = type === null ? 'n' : type[1]!;
  const style = /(?:^|\s)s=["'](\d+)["']/.exec(attributes);
  cell.style = style === null ? 0 : Number(style[1]);
}

function columnIndex(letters: string): number {
  let index = 0;
  for (let i = 0; i < letters.length; i++) index = index * 26 + (letters.charCodeAt(i) & 31 || 0);
  return index - 1;
}

function endCell(cell: Cell, row: string[], context: SheetContext): void {
  if (cell.column < 0 || cell.column >= MAX_COLUMNS) return;
  const text = cellText(cell, context);
  if (text === '') {
    if (cell.hasFormula && cell.value === '' && cell.type !== 'str') {
      context.report.warn('formula_without_value', placeOf(cell, context));
    }
    return;
  }
  context.countCell(text);
  while (row.length < cell.column) row.push('');
  row[cell.column] = text;
}

const placeOf = (cell: Cell, context: SheetContext) => ({
  sheet: context.sheetName,
  row: cell.row + 1,
  column: { name: '', letter: columnLetter(cell.column) },
});

function cellText(cell: Cell, context: SheetContext): string {
  const { type, value } = cell;
  if (value === '') return '';
  if (type === 's') return context.strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'e') {
    context.report.warn('cell_error', placeOf(cell, context), { value });
    return decodeEntities(value);
  }
  if (type === 'd') return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
  if (type === 'n') {
    const isDate = context.dateStyles[cell.style] === true;
    return (isDate ? serialToIso(Number(value), context.date1904) : undefined) ?? numberText(value);
  }
  return decodeEntities(value).replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
