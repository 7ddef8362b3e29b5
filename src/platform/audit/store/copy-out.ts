import type { Client, Connection, Submittable } from 'pg';

/** A place in one row of a binary COPY. The bytes are valid during the visit of the row only. */
export interface Row {
  chunk: Buffer;
  at: number;
}

/** Length of the next field, with the place moved behind it; a null counts as empty. */
function pass(row: Row): number {
  const length = row.chunk.readInt32BE(row.at);
  row.at += 4;
  if (length <= 0) return 0;
  row.at += length;
  return length;
}

/** The next field as a view of its bytes. */
export function readBytes(row: Row): Buffer {
  const length = pass(row);
  return row.chunk.subarray(row.at - length, row.at);
}

/** The next field as a string with one character for each byte: the cheapest copy, and it compares by `===`. */
export function readLatin1(row: Row): string {
  const length = pass(row);
  return row.chunk.toString('latin1', row.at - length, row.at);
}

export function readText(row: Row): string {
  const length = pass(row);
  return row.chunk.toString('utf8', row.at - length, row.at);
}

/** The next field as a number, where it is a bigint or eight bytes; 0 where a tampered row has no such thing. */
export function readNumber(row: Row): number {
  return pass(row) === 8 ? int8(row.chunk, row.at - 8) : 0;
}

/** Eight bytes as a number, as far as a number is exact. */
export function int8(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4);
}

/** What pg calls on a query of our own while it is the active one. */
interface CopyQuery extends Submittable {
  handleCopyData(message: { chunk: Buffer }): void;
  handleCommandComplete(): void;
  handleReadyForQuery(): void;
  handleError(error: Error): void;
}

const SIGNATURE = 11;

/**
 * Streams the rows of a query by COPY in binary form: bytes arrive as bytes, with none of the cost of rows and types.
 * Rows are visited as they come; while a visit works the socket is not read, so nothing piles up.
 */
export function copyOut(client: Client, query: string, visit: (row: Row) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: unknown;
    let first = true;
    const row: Row = { chunk: Buffer.alloc(0), at: 0 };
    const copy: CopyQuery = {
      submit(connection: Connection) {
        const sender = connection as Connection & { query(text: string): void };
        sender.query(`copy (${query}) to stdout (format binary)`);
      },
      handleCopyData({ chunk }) {
        let at = 0;
        if (first) {
          first = false;
          // Signature, flags, length of an extension; the first row may follow in the same message.
          at = SIGNATURE + 8 + chunk.readInt32BE(SIGNATURE + 4);
        }
        if (failure !== undefined || at >= chunk.length || chunk.readInt16BE(at) < 0) return;
        try {
          row.chunk = chunk;
          row.at = at + 2;
          visit(row);
        } catch (error) {
          failure = error ?? new Error('The visit of a row failed.');
        }
      },
      handleCommandComplete() {},
      handleReadyForQuery: () => (failure === undefined ? resolve() : reject(failure)),
      handleError: reject,
    };
    client.query(copy);
  });
}
