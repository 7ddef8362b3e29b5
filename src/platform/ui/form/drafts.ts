import { readStored, writeStored } from '../store.ts';

/** What was typed and not yet sent, kept on this device for one person and one form. */
export interface Draft<T> {
  at: string;
  values: T;
}

const keyOf = (key: string): string => `sojourn.draft.${key}`;

export const readDraft = <T>(key: string): Draft<T> | null => readStored<Draft<T> | null>(keyOf(key), null);

export const writeDraft = <T>(key: string, values: T): boolean =>
  writeStored(keyOf(key), { at: new Date().toISOString(), values } satisfies Draft<T>);

export const dropDraft = (key: string): boolean => writeStored(keyOf(key), undefined);
