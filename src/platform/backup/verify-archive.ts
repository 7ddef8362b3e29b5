import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createRowsDigest } from './archive/rows-digest.ts';
import type { EntryHead, FileEnd, TableEnd } from './manifest.ts';
import type { OpenArchive } from './open-archive.ts';
import { damaged } from './problems.ts';

const NEWLINE = 0x0a;

/**
 * Reads an archive to its end and holds every table and file against what the archive says of them: what a restore would
 * find, without a database to lay it into.
 * @param progress told the bytes of content read so far; what it throws ends the reading
 * @throws BackupProblem `damaged`
 */
export async function verifyArchive(
  { entries }: OpenArchive,
  progress: (bytes: number) => Promise<void>,
): Promise<void> {
  const sums = { tables: 0, rows: 0, files: 0, bytes: 0 };
  let read = 0;
  const data = async function* () {
    for await (const bytes of entries.data()) {
      yield bytes;
      read += bytes.length;
      await progress(read);
    }
  };
  for (;;) {
    const head = (await entries.next()) as EntryHead | undefined;
    if (head?.kind === 'table') {
      sums.rows += await verifyTable(data, () => entries.end() as TableEnd);
      sums.tables++;
    } else if (head?.kind === 'file') {
      sums.bytes += await verifyFile(data, () => entries.end() as FileEnd);
      sums.files++;
    } else if (head?.kind === 'closing') {
      for await (const _ of entries.data()) throw damaged('its order');
      if (await entries.next()) throw damaged('its order');
      const { tables, rows, files, bytes } = head;
      if (tables !== sums.tables || rows !== sums.rows || files !== sums.files || bytes !== sums.bytes)
        throw damaged('its sums');
      return;
    } else throw damaged('its order');
  }
}

type Data = () => AsyncGenerator<Buffer, void, undefined>;

/** COPY's text ends each row with the one line feed that is not escaped. */
async function verifyTable(data: Data, end: () => TableEnd): Promise<number> {
  const digest = createRowsDigest();
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of Readable.from(data()).pipe(createGunzip()) as AsyncIterable<Buffer>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
      digest.add(bytes.subarray(from, at + 1));
      from = at + 1;
    }
    rest = bytes.subarray(from);
  }
  const said = end();
  if (rest.length > 0 || said.rows !== digest.rows() || said.digest !== digest.value())
    throw damaged('a table');
  return said.rows;
}

async function verifyFile(data: Data, end: () => FileEnd): Promise<number> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const bytes of data()) {
    hash.update(bytes);
    size += bytes.length;
  }
  const said = end();
  if (said.size !== size || said.sha256 !== hash.digest('hex')) throw damaged('a file');
  return size;
}
