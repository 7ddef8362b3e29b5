import type { Writable } from 'node:stream';
import { Zip, ZipDeflate } from 'fflate';
import type { Answers } from '../answers/read-answers.ts';
import type { ExportOptions } from '../contract/export.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { type Sink, sinkOf } from './sink.ts';
import type { ExportRow, Table } from './table.ts';
import { writeXlsx } from './xlsx.ts';

/** Reads all records of an export from the first to the last; called once for each table. */
export type ReadRows = () => AsyncIterable<ExportRow>;
/** Told how many rows of how many passes are done; may throw to stop. */
export type Progress = (rows: number) => Promise<void>;

const CHUNK = 128 * 1024;

/**
 * Writes the tables into a stream and ends it. Memory stays at some chunks whatever the number of records: a table is
 * written whole before the next, for which the records are read again.
 */
export async function writeExport(
  stream: Writable,
  tables: readonly Table[],
  format: ExportOptions['format'],
  read: ReadRows,
  progress: Progress,
): Promise<number> {
  if (format === 'xlsx') return writeXlsx(stream, tables, read, progress);
  const sink = sinkOf(stream);
  if (format === 'csv') {
    const [main] = tables;
    for await (const chunk of csvChunks(main!, read, progress)) await sink.write(chunk);
  } else {
    await writeZip(sink, tables, read, progress);
  }
  await new Promise<void>((resolve) => stream.end(resolve));
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

async function writeZip(
  sink: Sink,
  tables: readonly Table[],
  read: ReadRows,
  progress: Progress,
): Promise<void> {
  let ready: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, data) => {
    if (error) failure = error;
    else ready.push(data);
  });
  const drain = async (): Promise<void> => {
    if (failure) throw failure;
    const chunks = ready;
    ready = [];
    for (const chunk of chunks) await sink.write(chunk);
  };
  const names = new Set<string>();
  for (const table of tables) {
    // Fast compression: the link is rarely slower than level 3 and the server has other work.
    const file = new ZipDeflate(`${freeName(table.name, names)}.csv`, { level: 3 });
    zip.add(file);
    for await (const chunk of csvChunks(table, read, progress)) {
      file.push(Buffer.from(chunk));
      await drain();
    }
    file.push(new Uint8Array(0), true);
    await drain();
  }
  zip.end();
  await drain();
}

/** A name not yet taken: two repeats in different groups may be called alike. */
export function freeName(name: string, taken: Set<string>, most = 100): string {
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `_${n}`;
    const candidate = name.slice(0, most - suffix.length) + suffix;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}
