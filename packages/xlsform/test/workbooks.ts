import { strToU8, zipSync } from 'fflate';
import { type CompileOptions, type CompileResult, compileSheets, type WorkbookSheet } from '../src/index.ts';
import { columnLetter } from '../src/sheets/workbook-sheet.ts';

/** A cell of a made workbook: text, a number, or raw markup of what stands inside `<c>`. */
export type MadeCell = string | number | { readonly attributes: string; readonly content: string } | null;
export type MadeSheets = Record<string, MadeCell[][]>;

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

interface MadeOptions {
  /** Write the namespaces of the strict variant. */
  readonly strict?: boolean;
  readonly date1904?: boolean;
  /** Further parts, by name. */
  readonly parts?: Record<string, Uint8Array>;
  /** Prefix of all elements of a sheet, as some programs write. */
  readonly prefix?: string;
}

function cellXml(cell: MadeCell, reference: string, p: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<${p}c r="${reference}"><${p}v>${cell}</${p}v></${p}c>`;
  if (typeof cell === 'object') return `<${p}c r="${reference}" ${cell.attributes}>${cell.content}</${p}c>`;
  const text = `<${p}is><${p}t xml:space="preserve">${escapeXml(cell)}</${p}t></${p}is>`;
  return `<${p}c r="${reference}" t="inlineStr">${text}</${p}c>`;
}

function sheetXml(rows: MadeCell[][], namespace: string, prefix: string): string {
  const p = prefix === '' ? '' : `${prefix}:`;
  const declared = prefix === '' ? `xmlns="${namespace}"` : `xmlns:${prefix}="${namespace}"`;
  const body = rows
    .map((row, r) => {
      const cells = row.map((cell, c) => cellXml(cell, `${columnLetter(c)}${r + 1}`, p)).join('');
      return cells === '' ? '' : `<${p}row r="${r + 1}">${cells}</${p}row>`;
    })
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?><${p}worksheet ${declared}><${p}sheetData>${body}</${p}sheetData></${p}worksheet>`;
}

/** Bytes of a workbook with these sheets. */
export function makeXlsx(sheets: MadeSheets, options: MadeOptions = {}): Uint8Array {
  const main = options.strict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = options.strict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const names = Object.keys(sheets);
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const sheetList = names
    .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('');
  const sheetRelations = names
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join('');
  const parts: Record<string, Uint8Array> = {
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${sheetList}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${packageRelations}">${sheetRelations}<Relationship Id="s" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="t" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    // Style 1 shows a date, style 2 a date of a format of its own, style 3 plain text.
    'xl/styles.xml': strToU8(
      `<styleSheet xmlns="${main}"><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="49"/></cellXfs></styleSheet>`,
    ),
    ...options.parts,
  };
  for (const [i, name] of names.entries()) {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(sheetXml(sheets[name]!, main, options.prefix ?? ''));
  }
  return zipSync(parts);
}

/** Sheets from tables whose first column names the sheet, as in Markdown. */
export function sheetsOf(sheets: Record<string, (string | null)[][]>): WorkbookSheet[] {
  return Object.entries(sheets).map(([name, rows]) => ({ name, rows }));
}

/** Compiles survey rows below the headers type, name, label; further sheets as they are. */
export function compileSurvey(
  rows: string[][],
  further: Record<string, (string | null)[][]> = {},
  options: CompileOptions = {},
): CompileResult {
  return compileSheets(sheetsOf({ survey: rows, ...further }), options);
}

/** Codes of the findings, errors first. */
export const codesOf = (result: Pick<CompileResult, 'diagnostics'>): string[] =>
  result.diagnostics.map(({ code }) => code);

/** A workbook of Excel 97 to 2003 with one sheet, `survey`. */
export async function makeXls(rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> {
  const { utils, write } = await import('@e965/xlsx');
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), 'survey');
  return new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
}
