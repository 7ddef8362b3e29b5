import type { Writable } from 'node:stream';
import { type CompiledQuery, type DatabaseConnection, PostgresAdapter, type QueryResult } from 'kysely';
import type { QueryResult as PgResult, PoolClient } from 'pg';

/** One transaction's connection as kysely sees it, with what our helpers need besides. */
export interface TxConnection extends DatabaseConnection {
  run<T>(text: string, values: readonly unknown[], name?: string): Promise<T[]>;
  /** After this every further use is refused: the client may already serve another actor. */
  close(): void;
}

export const adapter = new PostgresAdapter();

/**
 * Whatever is sent until this tick ends leaves in one write. Statements that go out together (the opening of a
 * transaction and its first query, a record and its audit entry) cost one system call and wake Postgres once.
 */
export function sendTogether(client: PoolClient): void {
  const { stream } = (client as PoolClient & { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

export function createTxConnection(client: PoolClient): TxConnection {
  let open = true;
  let cursors = 0;
  const send = (text: string, values: readonly unknown[], name?: string): Promise<PgResult> => {
    if (!open)
      return Promise.reject(new Error('This transaction has ended: await every query inside withActor.'));
    sendTogether(client);
    return client.query({ text, values: values as unknown[], name });
  };
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return toKysely<R>(await send(query.sql, query.parameters));
    },
    async *streamQuery<R>(query: CompiledQuery, batchSize = 1_000): AsyncIterableIterator<QueryResult<R>> {
      const cursor = `sojourn_cursor_${++cursors}`;
      await send(`declare ${cursor} no scroll cursor for ${query.sql}`, query.parameters);
      const fetchMore = (): Promise<PgResult> => {
        const more = send(`fetch ${Math.trunc(batchSize)} from ${cursor}`, []);
        // Whoever leaves the stream early never looks at the batch that was on its way.
        more.catch(() => {});
        return more;
      };
      // The server reads the next batch while the caller works on this one.
      for (let next = fetchMore(); ; ) {
        const { rows } = await next;
        const full = rows.length === Math.trunc(batchSize);
        if (full) next = fetchMore();
        if (rows.length > 0) yield { rows };
        if (!full) break;
      }
      await send(`close ${cursor}`, []);
    },
    async run<T>(text: string, values: readonly unknown[], name?: string) {
      return (await send(text, values, name)).rows as T[];
    },
    close() {
      open = false;
    },
  };
}

const COUNTED = /^(INSERT|UPDATE|DELETE|MERGE)$/;

function toKysely<R>(result: PgResult): QueryResult<R> {
  const rows = result.rows ?? [];
  if (!COUNTED.test(result.command)) return { rows };
  return { rows, numAffectedRows: BigInt(result.rowCount ?? 0) };
}
