import { escapeXml } from '../xml.ts';
import type { Cell, Progress, ReadRows, Table } from './table.ts';
import { freeName, type ZipWriter } from './zip.ts';

/** Limits of the format (ECMA-376 part 1 as Excel applies it). */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
const CHUNK = 128 * 1024;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What OOXML reads as an escape (`_x000D_`) is itself escaped; control characters have no place in XML. */
const textXml = (text: string): string => escapeXml(text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));

const letters: string[] = [];
/** `A`, `B` ... `AA` of a column from 0. */
function letterOf(column: number): string {
  let letter = letters[column];
  if (letter === undefined) {
    letter =
      (column >= 26 ? letterOf(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
    letters[column] = letter;
  }
  return letter;
}

// References are optional in the standard, but many readers count on them.
function rowXml(cells: readonly Cell[], number: number): string {
  let row = `<row r="${number}">`;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (cell === null || cell === undefined) continue;
    if (typeof cell === 'number') row += `<c r="${letterOf(i)}${number}"><v>${cell}</v></c>`;
    else {
      const text = cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell;
      // A text stands as text in its cell: no formula can come of it.
      row += `<c r="${letterOf(i)}${number}" t="inlineStr"><is><t xml:space="preserve">${textXml(text)}</t></is></c>`;
    }
  }
  return `${row}</row>`;
}

/**
 * A workbook with one sheet per table; a table of more rows than a sheet holds goes on in another. Written by hand
 * because the streaming writers at hand gather whole sheets while the reader is slow; this one holds a chunk.
 */
export async function writeXlsx<R>(
  zip: ZipWriter,
  tables: readonly Table<R>[],
  read: ReadRows<R>,
  progress: Progress,
): Promise<void> {
  const names: string[] = [];
  const taken = new Set<string>();
  for (const table of tables) await writeTable(table);
  await writeParts(zip, names);

  async function writeTable(table: Table<R>): Promise<void> {
    let sheet = await openSheet(zip, names, taken, table);
    let done = 0;
    for await (const row of read()) {
      for (const cells of table.rows(row)) {
        if (sheet.rows === MOST_ROWS) {
          await sheet.close();
          sheet = await openSheet(zip, names, taken, table);
        }
        await sheet.add(cells);
      }
      done++;
      if (done % 1000 === 0) await progress(done);
    }
    await sheet.close();
    await progress(done);
  }
}

async function openSheet<R>(zip: ZipWriter, names: string[], taken: Set<string>, table: Table<R>) {
  names.push(freeName(table.name.replaceAll(/[*?:\\/[\]']/g, '_') || 'repeat', taken, 31));
  const part = await zip.file(`xl/worksheets/sheet${names.length}.xml`);
  let chunk = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowXml(table.heads, 1)}`;
  const sheet = {
    rows: 1,
    async add(cells: readonly Cell[]): Promise<void> {
      sheet.rows++;
      chunk += rowXml(cells, sheet.rows);
      if (chunk.length < CHUNK) return;
      await part.write(chunk);
      chunk = '';
    },
    async close(): Promise<void> {
      await part.write(`${chunk}</sheetData></worksheet>`);
      await part.end();
    },
  };
  if (table.tags) await sheet.add(table.tags);
  return sheet;
}

async function writeParts(zip: ZipWriter, names: readonly string[]): Promise<void> {
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${names.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${names.map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ],
  ];
  for (const [name, xml] of parts) {
    const part = await zip.file(name);
    await part.write(HEAD + xml);
    await part.end();
  }
}
