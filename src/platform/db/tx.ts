import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Compilable,
  type CompiledQuery,
  type ConnectionProvider,
  DefaultQueryExecutor,
  DummyDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { adapter, createTxConnection, sendTogether, type TxConnection } from './connection.ts';
import { DatabaseUnavailable, isBrokenConnection } from './unavailable.ts';

/** Who acts; every row that a transaction sees or writes is judged by it. */
export interface Actor {
  readonly accountId: string | null;
  readonly kind: 'person' | 'device' | 'token' | 'job' | 'anonymous';
  /** null: all that the grants give; a list limits to these, as for API tokens; an empty list allows nothing. */
  readonly permissions: readonly string[] | null;
  readonly requestId: string;
  /** A list limits to these operations, as for API tokens, and to no office as a whole; null or left out: no limit. */
  readonly operations?: readonly string[] | null;
}

/** A transaction of no particular schema; a store narrows it with `tx.withTables<FormsTables>()`. */
export type Tx = Transaction<Record<never, never>>;

interface TxOptions {
  /** How often the whole function is run again after a serialization failure or a deadlock; 0 if left out. */
  readonly retries?: number;
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

export interface Db {
  /**
   * Runs `fn` in one transaction in which the database knows the actor; in the name of a disabled account it sees what a
   * stranger sees. Commits when `fn` resolves, rolls back when it throws. With `retries` the function must do nothing outside the transaction.
   * @throws DatabaseUnavailable, and whatever `fn` throws
   */
  withActor<T>(actor: Actor, fn: (tx: Tx) => Promise<T>, options?: TxOptions): Promise<T>;
  close(): Promise<void>;
}

/** The one way to the data: there is no query without an actor. */
export function createDb(pool: Pool): Db {
  return {
    async withActor(actor, fn, options = {}) {
      for (let attempt = 0; ; attempt++) {
        try {
          return await runOnce(pool, actor, fn, options);
        } catch (error) {
          if (attempt >= (options.retries ?? 0) || !isRetryable(error)) throw error;
          await sleep(2 ** attempt * 10 * (0.5 + Math.random()));
        }
      }
    },
    close: () => pool.end(),
  };
}

async function runOnce<T>(
  pool: Pool,
  actor: Actor,
  fn: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  const settings = actorSettings(actor);
  const client = await pool.connect().catch((error: unknown) => {
    throw new DatabaseUnavailable('unchanged', error);
  });
  const connection = createTxConnection(client);
  let sound = false;
  let outcome: DatabaseUnavailable['outcome'] = 'unchanged';
  try {
    const opened = open(client, settings, options);
    const result = await settle(fn, transactionOn(connection), opened);
    connection.close();
    outcome = 'unknown';
    await commit(client);
    sound = true;
    return result;
  } catch (error) {
    connection.close();
    sound = await client.query('rollback').then(
      () => true,
      () => false,
    );
    throw !sound && isBrokenConnection(error) ? new DatabaseUnavailable(outcome, error) : error;
  } finally {
    client.release(!sound);
  }
}

/** Runs the function while the opening statements are still on their way: they share one round trip with its first. */
async function settle<T>(fn: (tx: Tx) => Promise<T>, tx: Tx, opened: Promise<unknown>): Promise<T> {
  try {
    const result = await fn(tx);
    await opened;
    return result;
  } catch (error) {
    // If the opening failed, every later statement failed because of it: tell the cause.
    await opened;
    throw error;
  }
}

const SET_ACTOR = {
  name: 'sojourn.set_actor',
  text: `select set_config('app.actor', $1, true), set_config('app.actor_kind', $2, true),
                set_config('app.permissions', $3, true), set_config('app.request', $4, true),
                set_config('app.operations', $5, true)`,
};

/** Nobody acts in the name of an account that was disabled: whoever tries is a stranger, and no job either. */
const SET_ACCOUNT = {
  name: 'sojourn.set_account',
  text: `select set_config('app.actor', coalesce(a.id::text, ''), true),
                set_config('app.actor_kind', case when a.id is null then 'anonymous' else $2 end, true),
                set_config('app.permissions', case when a.id is null then '' else $3 end, true),
                set_config('app.request', $4, true),
                set_config('app.operations', case when a.id is null then '' else $5 end, true)
         from (select identity.who_acts($1::uuid)) a (id)`,
};

function open(client: PoolClient, settings: string[], options: TxOptions): Promise<unknown> {
  sendTogether(client);
  const opened = Promise.all([
    client.query(beginStatement(options)),
    client.query({ ...(settings[0] === '' ? SET_ACTOR : SET_ACCOUNT), values: settings }),
  ]);
  // Looked at by `settle`, but possibly later than it fails.
  opened.catch(() => {});
  return opened;
}

function beginStatement({ isolation, readOnly }: TxOptions): string {
  if (isolation === undefined && readOnly !== true) return 'begin';
  const level = isolation === undefined ? '' : ` isolation level ${isolation}`;
  return `begin${level}${readOnly === true ? ' read only' : ''}`;
}

function actorSettings(actor: Actor): string[] {
  if (actor.permissions?.some((permission) => permission === '*' || permission.includes(','))) {
    throw new TypeError('A permission may be neither "*" nor contain a comma.');
  }
  return [
    actor.accountId ?? '',
    actor.kind,
    actor.permissions === null ? '*' : actor.permissions.join(','),
    actor.requestId,
    actor.operations?.join(',') ?? '*',
  ];
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  // Postgres answers COMMIT of a broken transaction with ROLLBACK and no error: without this an error that was
  // caught and forgotten would look like success.
  if (command === 'ROLLBACK') {
    throw new Error('The transaction was rolled back because an error of one of its queries was swallowed.');
  }
}

/** 40001 serialization failure, 40P01 deadlock: the same work may well succeed at the next try. */
function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}

const compiler = new PostgresQueryCompiler();
const driver = new DummyDriver();
const dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) =>
    new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
};
const config = { dialect };

function transactionOn(connection: TxConnection): Tx {
  const provider: ConnectionProvider = { provideConnection: (consumer) => consumer(connection) };
  return new Transaction({
    config,
    dialect,
    driver,
    executor: new DefaultQueryExecutor(compiler, adapter, provider),
  });
}

/**
 * SQL by hand, for statements that are hot or beyond the query builder. A `name` makes it a prepared statement that
 * each connection parses once; the same name must always carry the same text.
 */
export async function rawQuery<Row>(
  tx: Pick<Tx, 'getExecutor'>,
  text: string,
  values: readonly unknown[] = [],
  options: { readonly name?: string } = {},
): Promise<Row[]> {
  return (await tx
    .getExecutor()
    .provideConnection((connection) =>
      (connection as TxConnection).run<Row>(text, values, options.name),
    )) as Row[];
}

/** Rows one by one through a cursor on the server: memory stays at one batch however long the export. */
export async function* streamRows<Row>(
  tx: Pick<Tx, 'getExecutor'>,
  query: Compilable<Row> | CompiledQuery<Row>,
  batchSize = 1_000,
): AsyncGenerator<Row, void, undefined> {
  const compiled = 'compile' in query ? query.compile() : query;
  for await (const batch of tx.getExecutor().stream<Row>(compiled, batchSize)) yield* batch.rows;
}
