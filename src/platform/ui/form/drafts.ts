import { dropNote, readNote, writeNote } from '../../offline/web/notes.ts';
import type { DraftKeeper } from './use-form.ts';

const nameOf = (key: string): string => `draft.${key}`;

/**
 * Keeps what is typed and not yet sent, sealed, on this device.
 * @param key unique to person and record
 */
export const draftAt = (key: string): DraftKeeper => ({
  key,
  read: () => readNote(nameOf(key)),
  write: (values) => writeNote(nameOf(key), { at: new Date().toISOString(), values }),
  drop: () => dropNote(nameOf(key)),
});
