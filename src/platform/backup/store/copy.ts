import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { Client, Connection, Submittable } from 'pg';
import { createRowsDigest } from '../archive/rows-digest.ts';
import type { Table } from '../manifest.ts';

/** What pg calls on a query of our own while it is the active one. */
interface CopyQuery extends Submittable {
  handleCopyData?(message: { chunk: Buffer }): void;
  handleCopyInResponse?(connection: CopyConnection): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

type CopyConnection = Connection & {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

const BATCH = 65_536;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** `"schema"."table"` */
export const nameOf = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quote(schema)}.${quote(name)}`;
const columnsOf = (table: Table): string => table.columns.map(quote).join(', ');

/** The rows of a table as COPY's text, each seen once by `visit`; the socket rests while nobody takes the bytes. */
export function copyOut(client: Client, table: Table, visit: (row: Buffer) => void): Readable {
  let connection: CopyConnection | undefined;
  const stream = new Readable({ highWaterMark: 4 * BATCH, read: () => connection?.stream.resume() });
  let batch = Buffer.allocUnsafe(BATCH);
  let filled = 0;
  const give = (bytes: Buffer): void => {
    if (!stream.push(bytes)) connection?.stream.pause();
  };
  const flush = (): void => {
    if (filled > 0) give(batch.subarray(0, filled));
    batch = Buffer.allocUnsafe(BATCH);
    filled = 0;
  };
  const copy: CopyQuery = {
    submit(given: Connection) {
      connection = given as CopyConnection;
      // A query and not the table itself: row-level security lets COPY read the one and not the other.
      connection.query(`copy (select ${columnsOf(table)} from only ${nameOf(table)}) to stdout`);
    },
    handleCopyData({ chunk }) {
      visit(chunk);
      if (filled + chunk.length > BATCH) flush();
      // The bytes belong to the driver, which writes the next rows over them.
      if (chunk.length > BATCH) give(Buffer.from(chunk));
      else filled += chunk.copy(batch, filled);
    },
    handleCommandComplete: flush,
    handleReadyForQuery: () => stream.push(null),
    handleError: (error) => stream.destroy(error),
  };
  client.query(copy);
  return stream;
}

/** Reads a table only to count and digest it. */
export async function digestTable(client: Client, table: Table): Promise<{ rows: number; digest: string }> {
  const digest = createRowsDigest();
  for await (const _ of copyOut(client, table, (row) => digest.add(row))) {
    // The digest saw the rows already.
  }
  return { rows: digest.rows(), digest: digest.value() };
}

/** Fills a table from COPY's text; what fails is told by the database and nothing of the statement stays. */
export async function copyIn(client: Client, table: Table, source: AsyncIterable<Buffer>): Promise<void> {
  let ready: (connection: CopyConnection) => void;
  const opened = new Promise<CopyConnection>((resolve) => {
    ready = resolve;
  });
  const ended = new Promise<void>((resolve, reject) => {
    const copy: CopyQuery = {
      submit: (connection: Connection) =>
        (connection as CopyConnection).query(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`),
      handleCopyInResponse: (connection) => ready(connection),
      handleCommandComplete() {},
      handleReadyForQuery: resolve,
      handleError: reject,
    };
    client.query(copy);
  });
  ended.catch(() => {});
  const connection = await Promise.race([opened, ended]);
  if (!connection) return;
  try {
    for await (const chunk of source) {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) await Promise.race([once(connection.stream, 'drain'), ended]);
    }
    connection.endCopyFrom();
  } catch (error) {
    connection.sendCopyFail('the archive ended');
    await ended.catch(() => {});
    throw error;
  }
  await ended;
}
