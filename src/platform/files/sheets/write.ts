import type { Writable } from 'node:stream';
import { BYTE_ORDER_MARK, csvLine } from '#platform/files/csv.ts';
import { sinkOf } from './sink.ts';
import type { Progress, ReadRows, Table } from './table.ts';
import { writeXlsx } from './xlsx.ts';
import { createZip, freeName, type ZipWriter } from './zip.ts';

/** One CSV of the first table, a zip with a CSV of each, or a workbook with a sheet of each. */
export type SheetFormat = 'csv' | 'csv-zip' | 'xlsx';

const CHUNK = 128 * 1024;

/**
 * Writes the tables into a stream; ending it is left to the caller. Memory stays at some chunks whatever the number of records: a table is
 * written whole before the next, for which the records are read again.
 * @returns bytes written
 */
export async function writeSheets<R>(
  stream: Writable,
  tables: readonly Table<R>[],
  format: SheetFormat,
  read: ReadRows<R>,
  progress: Progress,
): Promise<number> {
  const sink = sinkOf(stream);
  if (format === 'csv') {
    for await (const chunk of csvChunks(tables[0]!, read, progress)) await sink.write(chunk);
  } else {
    const zip = createZip(sink);
    if (format === 'xlsx') await writeXlsx(zip, tables, read, progress);
    else await writeCsvFiles(zip, tables, read, progress);
    await zip.end();
  }
  return sink.size();
}

async function* csvChunks<R>(table: Table<R>, read: ReadRows<R>, progress: Progress): AsyncGenerator<string> {
  let chunk = BYTE_ORDER_MARK + csvLine(table.heads) + (table.tags ? csvLine(table.tags) : '');
  let done = 0;
  for await (const row of read()) {
    for (const cells of table.rows(row)) chunk += csvLine(cells);
    done++;
    if (chunk.length > CHUNK) {
      yield chunk;
      chunk = '';
    }
    if (done % 1000 === 0) await progress(done);
  }
  yield chunk;
  await progress(done);
}

async function writeCsvFiles<R>(
  zip: ZipWriter,
  tables: readonly Table<R>[],
  read: ReadRows<R>,
  progress: Progress,
): Promise<void> {
  const names = new Set<string>();
  for (const table of tables) {
    const file = await zip.file(`${freeName(table.name, names)}.csv`);
    for await (const chunk of csvChunks(table, read, progress)) await file.write(chunk);
    await file.end();
  }
}
