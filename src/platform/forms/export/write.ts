import type { Writable } from 'node:stream';
import { BYTE_ORDER_MARK, csvLine } from '#platform/files/csv.ts';
import type { Answers } from '../answers/read-answers.ts';
import type { ExportOptions } from '../contract/export.ts';
import { sinkOf } from './sink.ts';
import type { Progress, ReadRows, Table } from './table.ts';
import { writeXlsx } from './xlsx.ts';
import { createZip, freeName, type ZipWriter } from './zip.ts';

const CHUNK = 128 * 1024;

/**
 * Writes the tables into a stream; ending it is left to the caller. Memory stays at some chunks whatever the number of records: a table is
 * written whole before the next, for which the records are read again.
 * @returns bytes written
 */
export async function writeExport(
  stream: Writable,
  tables: readonly Table[],
  format: ExportOptions['format'],
  read: ReadRows,
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

async function* csvChunks(table: Table, read: ReadRows, progress: Progress): AsyncGenerator<string> {
  let chunk = BYTE_ORDER_MARK + csvLine(table.heads);
  let done = 0;
  for await (const row of read()) {
    for (const cells of table.rows(row, JSON.parse(row.data) as Answers)) chunk += csvLine(cells);
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

async function writeCsvFiles(
  zip: ZipWriter,
  tables: readonly Table[],
  read: ReadRows,
  progress: Progress,
): Promise<void> {
  const names = new Set<string>();
  for (const table of tables) {
    const file = await zip.file(`${freeName(table.name, names)}.csv`);
    for await (const chunk of csvChunks(table, read, progress)) await file.write(chunk);
    await file.end();
  }
}
