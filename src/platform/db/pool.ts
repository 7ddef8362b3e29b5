import { type CustomTypesConfig, Pool, types } from 'pg';

export interface PoolOptions {
  readonly url: string;
  /** Most connections at once; the embedded server allows 60 in all. */
  readonly max?: number;
  readonly name?: string;
  readonly log?: (message: string) => void;
  /** A statement that takes longer is cancelled; 0 for none. */
  readonly statementTimeoutMs?: number;
}

/**
 * A pool whose rows carry the types that `tables.gen.ts` promises: a date is text (it has no zone to shift it),
 * bigint a number, interval ISO 8601 text.
 */
export function createPool(options: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: options.url,
    max: options.max ?? 16,
    pipeline: true,
    application_name: options.name ?? 'sojourn',
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    idle_in_transaction_session_timeout: 5 * 60_000,
    statement_timeout: options.statementTimeoutMs ?? 60_000,
    keepAlive: true,
    types: rowTypes,
  });
  // A restart of Postgres breaks idle connections; unheard, that event would end the process.
  pool.on('error', (error) => options.log?.(`A database connection was lost: ${error.message}`));
  pool.on('connect', (client) => {
    client.on('error', () => {});
  });
  return pool;
}

const DATE = 1082;
const DATE_ARRAY = 1182;
const BIGINT = 20;
const BIGINT_ARRAY = 1016;
const INTERVAL = 1186;
const TEXT_ARRAY = 1009;

const parsers = new Map<number, (text: string) => unknown>([
  [DATE, (text) => text],
  [INTERVAL, (text) => text],
  [DATE_ARRAY, (text) => parseTextArray(text)],
  [BIGINT, safeInteger],
  [BIGINT_ARRAY, (text) => parseTextArray(text).map((item) => (item === null ? null : safeInteger(item)))],
]);

// The typings know only the scalar types by number.
const textArrayParser = (types.getTypeParser as (oid: number) => (text: string) => unknown)(TEXT_ARRAY);

function parseTextArray(text: string): (string | null)[] {
  return textArrayParser(text) as (string | null)[];
}

/** Counts and sequences stay far below 2^53; beyond it a silent rounding would be worse than an error. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('A bigint beyond 2^53 needs a cast to text in SQL.');
  return value;
}

const rowTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    types.getTypeParser(oid, format ?? 'text')) as CustomTypesConfig['getTypeParser'],
};

/** The same server and database for another login. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** The same server and login for another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
