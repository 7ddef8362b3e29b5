import { dropNote, readNote, writeNote } from '#platform/offline/web/notes.ts';
import type { Draft } from './database.ts';
import type { Noted } from './journal.ts';

/** The newest steps of a draft, until the database has them, with the draft as it was begun. */
export interface Tail {
  readonly draft: Draft;
  readonly steps: readonly Noted[];
}

export const readTail = (draftId: string): Tail | undefined => readNote<Tail>(draftId);

export const dropTail = (draftId: string): void => dropNote(draftId);

/** The database answers later; what was typed in the last moment before a tab dies must be written before it does. */
export interface TailKeeper {
  note(noted: Noted): void;
  /** The database has this very step. */
  confirm(noted: Noted): void;
}

export function keepTail(draft: Draft): TailKeeper {
  const waiting = new Map<number, Noted>();
  const write = () => {
    if (waiting.size === 0) dropTail(draft.id);
    else writeNote(draft.id, { draft, steps: [...waiting.values()] } satisfies Tail);
  };
  return {
    note(noted) {
      waiting.set(noted.seq, noted);
      write();
    },
    confirm(noted) {
      if (waiting.get(noted.seq) !== noted) return;
      waiting.delete(noted.seq);
      write();
    },
  };
}

/**
 * Steps of a tail that the database does not have yet. The notes of a killed browser may come back as they were seconds
 * before: what was kept since then is newer than they are.
 */
export function unwrittenOf(stored: readonly Noted[], tail: readonly Noted[]): Noted[] {
  const known = new Map(stored.map(({ seq, step }) => [seq, step.at]));
  return tail.filter(({ seq, step }) => step.at > (known.get(seq) ?? Number.NEGATIVE_INFINITY));
}

/** Steps of the database with those that it does not have yet in their places. */
export function withUnwritten(stored: readonly Noted[], unwritten: readonly Noted[]): Noted[] {
  const all = new Map([...stored, ...unwritten].map((noted) => [noted.seq, noted]));
  return [...all.values()].sort((a, b) => a.seq - b.seq);
}
