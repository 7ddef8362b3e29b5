import type {
  DBCore,
  DBCoreCursor,
  DBCoreMutateRequest,
  DBCoreMutateResponse,
  DBCoreTable,
  Dexie,
  IndexableType,
} from 'dexie';
import { type LocalKey, openRow, sealRow } from './cipher.ts';

/** A row as it lies on the device: what its table is searched by, and all of it sealed. */
interface Lying {
  sealed: Uint8Array;
}

/** What a table was given, and the keys of what it lost. */
export interface Written {
  table: string;
  put: { key: IndexableType; row: object }[];
  gone: unknown[];
}

interface Sealing {
  /** Where rows are at home, if not in a database of this name alone. */
  place?: string;
  /** Hears of each write once it is done, also of one whose transaction is undone later. */
  onWrite?: (written: Written) => void;
}

/**
 * Seals every row of a database: only primary keys and indexed fields lie in the clear, so they must hold nothing but
 * identities, states and times. A row opens in its own table and under its own primary key only.
 * @param keyNow throws while the store is closed
 */
export function sealTables(database: Dexie, keyNow: () => LocalKey, sealing: Sealing = {}): void {
  database.use({
    stack: 'dbcore',
    name: 'sealed',
    create: (core: DBCore) => ({
      ...core,
      table: (name: string) =>
        sealedTable(`${sealing.place ?? database.name}.${name}`, core.table(name), keyNow, sealing.onWrite),
    }),
  });
}

function sealedTable(
  place: string,
  table: DBCoreTable,
  keyNow: () => LocalKey,
  onWrite: Sealing['onWrite'],
): DBCoreTable {
  const { primaryKey, indexes } = table.schema;
  const clear = [primaryKey, ...indexes].flatMap(({ keyPath }) => (keyPath === null ? [] : keyPath));
  const keyOf = (row: object): string => JSON.stringify(primaryKey.extractKey?.(row));
  const lying = (row: Record<string, unknown>): Lying => ({
    ...Object.fromEntries(clear.filter((field) => field in row).map((field) => [field, row[field]])),
    sealed: sealRow(keyNow(), `${place} ${keyOf(row)}`, row),
  });
  const opened = (row: Lying | undefined): object | undefined =>
    row && openRow(keyNow(), `${place} ${keyOf(row)}`, row.sealed);
  return {
    ...table,
    mutate: async (request: DBCoreMutateRequest): Promise<DBCoreMutateResponse> => {
      const gives = request.type === 'add' || request.type === 'put';
      const answer = await table.mutate(gives ? { ...request, values: request.values.map(lying) } : request);
      onWrite?.({
        table: table.name,
        put: gives ? request.values.map((row) => ({ key: primaryKey.extractKey?.(row), row })) : [],
        gone: request.type === 'delete' ? request.keys : [],
      });
      return answer;
    },
    get: async (request) => opened(await table.get(request)),
    getMany: async (request) => (await table.getMany(request)).map(opened),
    query: async (request) => {
      const answer = await table.query(request);
      return request.values ? { ...answer, result: answer.result.map(opened) } : answer;
    },
    openCursor: async (request) => {
      const cursor = await table.openCursor(request);
      return cursor && request.values ? openingCursor(cursor, opened) : cursor;
    },
  };
}

/** The cursor itself, whose value is opened when it is looked at. */
const openingCursor = (cursor: DBCoreCursor, opened: (row: Lying) => object | undefined): DBCoreCursor =>
  Object.create(cursor, {
    value: { get: () => opened(cursor.value) },
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    done: { get: () => cursor.done },
    continue: { value: (key?: unknown) => cursor.continue(key) },
    continuePrimaryKey: {
      value: (key: unknown, primary: unknown) => cursor.continuePrimaryKey(key, primary),
    },
    advance: { value: (count: number) => cursor.advance(count) },
    start: { value: (onNext: () => void) => cursor.start(onNext) },
    stop: { value: (value?: unknown) => cursor.stop(value as never) },
    next: { value: () => cursor.next() },
    fail: { value: (error: Error) => cursor.fail(error) },
  });
