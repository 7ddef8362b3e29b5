import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import ExcelJS from 'exceljs';
import type { Answers } from '../answers/read-answers.ts';
import { ExportStopped } from './sink.ts';
import type { Cell, Table } from './table.ts';
import { freeName, type Progress, type ReadRows } from './write.ts';

/** Limits of the format (ECMA-376 as Excel applies it). */
const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;

const textOf = (cell: Cell): Cell =>
  typeof cell === 'string' && cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT - 1)}…` : cell;

/** One sheet per table; a table of more rows than a sheet holds goes on in another. */
export async function writeXlsx(
  stream: Writable,
  tables: readonly Table[],
  read: ReadRows,
  progress: Progress,
): Promise<number> {
  let size = 0;
  let closed = false;
  const counted = stream.write.bind(stream);
  stream.write = ((chunk: Uint8Array, ...rest: []) => {
    size += chunk.length;
    return counted(chunk, ...rest);
  }) as typeof stream.write;
  stream.once('close', () => {
    closed = true;
  });
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: false, useSharedStrings: false });
  const names = new Set<string>();
  for (const table of tables) {
    const open = () => {
      const sheet = book.addWorksheet(freeName(table.name.replace(/[*?:\\/[\]]/g, '_'), names, 31));
      sheet.addRow(table.heads.map(textOf)).commit();
      return sheet;
    };
    let sheet = open();
    let rows = 1;
    let done = 0;
    for await (const row of read()) {
      for (const cells of table.rows(row, JSON.parse(row.data) as Answers)) {
        if (rows === MOST_ROWS) {
          sheet.commit();
          sheet = open();
          rows = 1;
        }
        sheet.addRow(cells.map(textOf)).commit();
        rows++;
      }
      if (++done % 200 === 0) {
        await breathe();
        if (closed) throw new ExportStopped();
        if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
      }
      if (done % 1000 === 0) await progress(done);
    }
    sheet.commit();
    await progress(done);
  }
  await book.commit();
  return size;
}
