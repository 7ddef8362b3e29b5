import { readStored, writeStored } from '#platform/ui/store.ts';
import { fromBase64, openRow, sealRow, toBase64 } from './cipher.ts';
import { localStore, notePrefix } from './opened.ts';

/**
 * Sealed notes that are written at once: the database answers later, and what was typed in the last moment before a tab
 * dies must lie on the device before it does. False where no store is open or the browser refuses.
 */
export function writeNote(name: string, value: object): boolean {
  const store = localStore.get();
  return store !== null && writeStored(keyOf(name), toBase64(sealRow(store.key, keyOf(name), value)));
}

/** Undefined where there is none, no store is open, or it does not open. */
export function readNote<T>(name: string): T | undefined {
  const store = localStore.get();
  const sealed = store && readStored<string | undefined>(keyOf(name), undefined);
  if (!sealed) return undefined;
  try {
    return openRow(store.key, keyOf(name), fromBase64(sealed)) as T;
  } catch {
    return undefined;
  }
}

export function dropNote(name: string): void {
  if (localStore.get()) writeStored(keyOf(name), undefined);
}

const keyOf = (name: string): string => `${notePrefix(localStore.get()?.deviceId ?? '')}${name}`;
