import { dropNote, readNote, writeNote } from '../../offline/web/notes.ts';

/** What was typed and not yet sent, kept sealed on this device for one person and one form. */
export interface Draft<T> {
  at: string;
  values: T;
}

const nameOf = (key: string): string => `draft.${key}`;

export const readDraft = <T>(key: string): Draft<T> | undefined => readNote<Draft<T>>(nameOf(key));

export const writeDraft = <T>(key: string, values: T): boolean =>
  writeNote(nameOf(key), { at: new Date().toISOString(), values } satisfies Draft<T>);

export const dropDraft = (key: string): void => dropNote(nameOf(key));
