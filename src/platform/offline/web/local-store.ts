import { CallError } from '@sojourn/route-contract';
import { Dexie } from 'dexie';
import { call, callOnce } from '#platform/ui/call.ts';
import { randomUuid } from '#platform/ui/random-uuid.ts';
import { readStored, writeStored } from '#platform/ui/store.ts';
import { askState, noteWiped, registerDevice, takeShare } from '../contract.ts';
import { fromBase64, type LocalKey, newKey, openBytes, sealBytes, toBase64 } from './cipher.ts';
import { ENTRIES, type Entry, type LocalStore, localEntries, localStore, notePrefix } from './opened.ts';
import { openByPassphrase, sealByPassphrase } from './passphrase.ts';
import { sealTables, type Written } from './sealed-tables.ts';
import { copyWrite, dropSecondCopy, openSecondCopy, putBack, type Stamps } from './second-copy.ts';

/** Devices that were wiped and whose word the server has not had. */
const WIPED = 'sojourn.wiped';
const SHARE_PLACE = 'sojourn share';
const DAY = 86_400_000;
/** So many wrong passphrases in a row and only a sign-in opens the store again. */
export const MISSES_ALLOWED = 10;
/** Databases of a store; each account and device has its own. */
const DATABASES = ['fill', 'kept'] as const;
type DatabaseName = (typeof DATABASES)[number];

const entryOf = (accountId: string): Entry | undefined => localEntries()[accountId];

function writeEntry(accountId: string, entry: Entry | undefined): boolean {
  const all = localEntries();
  if (entry) all[accountId] = entry;
  else delete all[accountId];
  return writeStored(ENTRIES, all);
}

/** Whether this account can be opened here without a link. */
export const opensOffline = (accountId: string): boolean => Boolean(entryOf(accountId)?.byPassphrase);

/** Two tabs must not make two stores. */
const alone = <T>(run: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request('sojourn-local', run) as Promise<T>) : run();

let opening: { accountId: string; done: Promise<LocalStore> } | undefined;

/**
 * The store of the account that is signed in, opened with the server's share; made when there is none yet.
 * @throws CallError where the server cannot be asked and the store is not open
 */
export function openStore(accountId: string): Promise<LocalStore> {
  const open = localStore.get();
  if (open?.accountId === accountId) return Promise.resolve(open);
  if (opening?.accountId === accountId) return opening.done;
  const done = alone(() => openWithShare(accountId)).finally(() => {
    opening = undefined;
  });
  opening = { accountId, done };
  return done;
}

async function openWithShare(accountId: string): Promise<LocalStore> {
  const entry = entryOf(accountId);
  if (!entry) return makeStore(accountId);
  try {
    const { share, keepDays } = await call(takeShare, { params: { deviceId: entry.deviceId } });
    const key = openBytes(fromBase64(share), SHARE_PLACE, fromBase64(entry.byShare));
    writeEntry(accountId, { ...entry, keepDays, heardAt: Date.now(), misses: 0 });
    return opened(accountId, entry.deviceId, key);
  } catch (error) {
    // Revoked, or not known to a server that was set back: what is here stays closed for ever.
    if (error instanceof CallError && error.status !== 410 && error.status !== 404) throw error;
    await wipe(accountId);
    return makeStore(accountId);
  }
}

async function makeStore(accountId: string): Promise<LocalStore> {
  const key = newKey();
  const deviceId = randomUuid();
  const { share, keepDays } = await call(registerDevice, {
    body: { id: deviceId, name: navigator.userAgent.slice(0, 120) || 'Browser' },
  });
  const byShare = toBase64(sealBytes(fromBase64(share), SHARE_PLACE, key));
  const kept = writeEntry(accountId, { deviceId, byShare, misses: 0, keepDays, heardAt: Date.now() });
  if (!kept) throw new Error('This browser keeps nothing.');
  return opened(accountId, deviceId, key);
}

function opened(accountId: string, deviceId: string, key: LocalKey): LocalStore {
  openSecondCopy(deviceId, key);
  const store = { accountId, deviceId, key };
  localStore.set(store);
  return store;
}

/** Forgets the key; what is kept stays, closed. */
const closeStore = (): void => localStore.set(null);

/** From now on the open store opens by this passphrase too; false where the page is not secure. */
export async function setPassphrase(passphrase: string, rounds?: number): Promise<boolean> {
  const store = localStore.get();
  const entry = store && entryOf(store.accountId);
  if (!store || !entry) return false;
  const byPassphrase = await sealByPassphrase(store.key, passphrase, rounds);
  return byPassphrase !== undefined && writeEntry(store.accountId, { ...entry, byPassphrase, misses: 0 });
}

/** Only a sign-in opens the store again. */
export function dropPassphrase(accountId: string): void {
  const entry = entryOf(accountId);
  if (!entry) return;
  const { byPassphrase: _, ...rest } = entry;
  writeEntry(accountId, rest);
}

/** Opens the store of whoever's passphrase this is, without a link. Each miss counts for all stores of the device. */
export async function unlockStore(passphrase: string): Promise<LocalStore | undefined> {
  await wipeOutdated();
  for (const [accountId, entry] of Object.entries(localEntries())) {
    if (!entry.byPassphrase) continue;
    const key = await openByPassphrase(entry.byPassphrase, passphrase);
    if (!key) continue;
    writeEntry(accountId, { ...entry, misses: 0 });
    return opened(accountId, entry.deviceId, key);
  }
  for (const [accountId, entry] of Object.entries(localEntries())) {
    writeEntry(accountId, { ...entry, misses: entry.misses + 1 });
    if (entry.misses + 1 >= MISSES_ALLOWED) dropPassphrase(accountId);
  }
  return undefined;
}

const sealed = new Map<string, Dexie>();

/**
 * Has the browser begin another log file, once a page, before anything is kept. Chromium goes on writing at the end of
 * the last one, also where a killed browser left half a record there; what stands behind that is dropped at the next
 * start, or takes all databases of the address along (github.com/google/leveldb/issues/1287). Deleting a database
 * makes it write out what it has and leave the damaged file.
 */
const freshLog = (): PromiseLike<void> =>
  new Dexie('sojourn-fresh-log', { allowEmptyDB: true })
    .open()
    .then((database) => database.delete())
    .catch(() => {});
let freshened: PromiseLike<void> | undefined;

/**
 * A database of the open store.
 * @param stamps tables whose rows nobody else has, kept twice, with when each row was written
 * @throws while no store is open
 */
export function localDatabase<T extends Dexie>(
  name: DatabaseName,
  stores: Record<string, string>,
  stamps: Stamps,
): T {
  const store = localStore.get();
  if (!store) throw new Error('The store of this device is closed.');
  const full = databaseName(name, store.deviceId);
  const known = sealed.get(full);
  if (known) return known as T;
  const database = new Dexie(full);
  database.version(1).stores(stores);
  database.on('ready', async (ready) => {
    freshened ??= freshLog();
    await freshened;
    await putBack(ready as Dexie, name, stamps);
  });
  const keyNow = () => {
    const now = localStore.get();
    if (now?.deviceId !== store.deviceId) throw new Error('The store of this device is closed.');
    return now.key;
  };
  const onWrite = (written: Written) => {
    if (written.table in stamps) copyWrite(name, written);
  };
  sealTables(database, keyNow, { onWrite });
  sealed.set(full, database);
  return database as T;
}

const databaseName = (name: DatabaseName, deviceId: string): string => `sojourn-${name}-${deviceId}`;

/** Takes everything that an account keeps off this device. */
async function wipe(accountId: string): Promise<void> {
  const entry = entryOf(accountId);
  if (localStore.get()?.accountId === accountId) closeStore();
  writeEntry(accountId, undefined);
  if (!entry) return;
  for (const name of DATABASES) {
    const full = databaseName(name, entry.deviceId);
    sealed.get(full)?.close();
    sealed.delete(full);
    await Dexie.delete(full);
  }
  await dropSecondCopy(entry.deviceId);
  for (const key of Object.keys(localStorage))
    if (key.startsWith(notePrefix(entry.deviceId))) writeStored(key, undefined);
}

/** Stores of which the server has not been heard for too long. */
async function wipeOutdated(now = Date.now()): Promise<void> {
  for (const [accountId, { heardAt, keepDays }] of Object.entries(localEntries()))
    if (now - heardAt > keepDays * DAY) await wipe(accountId);
}

/** Asks for every account of this device whether it may go on keeping; wipes what was revoked and says so. */
export async function hearOfStores(): Promise<void> {
  await wipeOutdated();
  for (const [accountId, { deviceId }] of Object.entries(localEntries())) {
    const params = { deviceId };
    const { state } = await callOnce(askState, { params });
    const entry = entryOf(accountId);
    if (state === 'active' && entry) writeEntry(accountId, { ...entry, heardAt: Date.now() });
    if (state !== 'revoked') continue;
    // Written before the wipe, so that the word gets out even if this page ends now.
    writeStored(WIPED, [...readStored<string[]>(WIPED, []), deviceId]);
    await wipe(accountId);
  }
  for (const deviceId of readStored<string[]>(WIPED, [])) {
    await callOnce(noteWiped, { params: { deviceId } });
    const left = readStored<string[]>(WIPED, []).filter((id) => id !== deviceId);
    writeStored(WIPED, left.length > 0 ? left : undefined);
  }
}
