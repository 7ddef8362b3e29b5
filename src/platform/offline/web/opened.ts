import { createStore, readStored } from '#platform/ui/store.ts';
import type { LocalKey } from './cipher.ts';
import type { ByPassphrase } from './passphrase.ts';

/** What one account keeps on this device, open. */
export interface LocalStore {
  readonly accountId: string;
  readonly deviceId: string;
  readonly key: LocalKey;
}

/** The store that is open in this tab; its key is in memory only. */
export const localStore = createStore<LocalStore | null>(null);

/** Where the notes of a store lie in localStorage. */
export const notePrefix = (deviceId: string): string => `sojourn.note.${deviceId}.`;

/** What the device says in the clear of one account's store: nothing that opens it alone. */
export interface Entry {
  deviceId: string;
  /** The store's key under the share that the server gives to a session. */
  byShare: string;
  byPassphrase?: ByPassphrase;
  /** Wrong passphrases in a row. */
  misses: number;
  keepDays: number;
  /** ms since 1970 of the last word from the server. */
  heardAt: number;
}

/** Account -> its entry, in localStorage. */
export const ENTRIES = 'sojourn.local';

export const localEntries = (): Record<string, Entry> => readStored<Record<string, Entry>>(ENTRIES, {});

/** Whether anybody's store opens here without a link. */
export const someoneOpensOffline = (): boolean =>
  Object.values(localEntries()).some(({ byPassphrase }) => byPassphrase);
