import { Dexie, type EntityTable, type IndexableType } from 'dexie';
import type { LocalKey } from './cipher.ts';
import { sealTables, type Written } from './sealed-tables.ts';

/**
 * What nobody else has, a second time. A browser that is killed may leave half a record in a log of its databases;
 * Chromium goes on writing behind that and drops it, or everything, at a later start
 * (github.com/google/leveldb/issues/1287). So the rows that are not on the server yet lie in a storage bucket as well,
 * whose log nobody goes on with: the first page after a start copies them into a new bucket, and pages put back what
 * their databases lack. Browsers without storage buckets keep their databases in another way and have no second copy.
 */
interface Copy {
  /** Database, table and key. */
  id: string;
  table: string;
  key: IndexableType;
  row: object;
}
type Copies = Dexie & { copy: EntityTable<Copy, 'id'> };

/** What of `navigator.storageBuckets` is used; not every browser has it, nor do the types of the platform. */
interface Buckets {
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
  keys(): Promise<string[]>;
  delete(name: string): Promise<void>;
}
const bucketsHere = (): Buckets | undefined =>
  (navigator as unknown as { storageBuckets?: Buckets }).storageBuckets;

const prefixOf = (deviceId: string): string => `sojourn-${deviceId}-`;

let second: { deviceId: string; copies: Copies } | undefined;
let writing: Promise<unknown> = Promise.resolve();

/** Resolves when the second copy has all that was written so far. */
export const copied = (): Promise<unknown> => writing;

/** Waits for a write and for its second copy; outside of transactions only. */
export async function twice<T>(write: PromiseLike<T>): Promise<T> {
  const done = await write;
  await copied();
  return done;
}

let opening: Promise<void> = Promise.resolve();

/** Makes the second copy of a store ready; its databases open after it. Where the browser refuses, there is none. */
export function openSecondCopy(deviceId: string, key: LocalKey): void {
  opening = opening.then(() => open(deviceId, key)).catch(() => undefined);
}

async function open(deviceId: string, key: LocalKey): Promise<void> {
  const buckets = bucketsHere();
  if (!buckets || second?.deviceId === deviceId) return;
  second?.copies.close();
  second = undefined;
  const prefix = prefixOf(deviceId);
  await navigator.locks.request(`${prefix}turn`, async () => {
    const names = (await buckets.keys()).filter((name) => name.startsWith(prefix)).sort();
    const isOpen = (await navigator.locks.query()).held?.some(({ name }) => name === `${prefix}open`);
    const newest = names.at(-1);
    if (newest && isOpen) {
      second = { deviceId, copies: await openCopies(newest, key) };
    } else {
      const number = Number(newest?.slice(prefix.length) ?? 0) + 1;
      second = { deviceId, copies: await openCopies(`${prefix}${String(number).padStart(9, '0')}`, key) };
      for (const name of names) await takeOver(second.copies, name, key);
    }
    await holdOpen(`${prefix}open`);
  });
}

async function openCopies(bucket: string, key: LocalKey): Promise<Copies> {
  const { indexedDB } = await bucketsHere()!.open(bucket);
  const copies = new Dexie(bucket, { indexedDB, IDBKeyRange }) as Copies;
  copies.version(1).stores({ copy: 'id' });
  // One place for all buckets: a row opens in each of them.
  sealTables(copies, () => key, { place: 'copy' });
  return copies;
}

async function takeOver(into: Copies, name: string, key: LocalKey): Promise<void> {
  const before = await openCopies(name, key);
  await into.copy.bulkPut(await before.copy.toArray());
  before.close();
  await bucketsHere()!.delete(name);
}

/** Says until the page ends that its copy is in use. */
const holdOpen = (name: string): Promise<void> =>
  new Promise((held, failed) => {
    const forever = () => {
      held();
      return new Promise<never>(() => {});
    };
    navigator.locks.request(name, { mode: 'shared' }, forever).catch(failed);
  });

const idOf = (database: string, table: string, key: unknown): string =>
  `${database}.${table} ${JSON.stringify(key)}`;

/** Writes into the second copy what a table was just given or lost. */
export function copyWrite(database: string, { table, put, gone }: Written): void {
  const copies = second?.copies.copy;
  if (!copies) return;
  const rows = put.map(({ key, row }) => ({ id: idOf(database, table, key), table, key, row }));
  const ids = gone.map((key) => idOf(database, table, key));
  // Outside of whatever transaction this is called in, which another database would end.
  const write = Dexie.ignoreTransaction(() =>
    Promise.all([rows.length > 0 && copies.bulkPut(rows), ids.length > 0 && copies.bulkDelete(ids)]),
  );
  writing = Promise.allSettled([writing, write]);
}

/** When a row was written, in whatever numbers: a newer one is not put back over. */
export type Stamps = Readonly<Record<string, (row: never) => number>>;

/** Puts back what a database lacks of its rows in the second copy, or has in an older state. */
export async function putBack(database: Dexie, name: string, stamps: Stamps): Promise<void> {
  await opening;
  if (!second) return;
  for (const [table, stampOf] of Object.entries(stamps)) {
    const copies = await second.copies.copy.where('id').startsWith(`${name}.${table} `).toArray();
    const stand = await database.table(table).bulkGet(copies.map(({ key }) => key));
    const lacking = copies.filter(
      ({ row }, i) => !stand[i] || stampOf(stand[i] as never) < stampOf(row as never),
    );
    await database.table(table).bulkPut(lacking.map(({ row }) => row));
  }
}

/** Takes the second copy of a store off this device. */
export async function dropSecondCopy(deviceId: string): Promise<void> {
  if (second?.deviceId === deviceId) {
    second.copies.close();
    second = undefined;
  }
  const buckets = bucketsHere();
  for (const name of (await buckets?.keys()) ?? [])
    if (name.startsWith(prefixOf(deviceId))) await buckets?.delete(name);
}
