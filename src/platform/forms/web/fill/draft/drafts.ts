import { type Draft, database } from './database.ts';
import type { Noted, Step } from './journal.ts';
import { dropTail } from './tail.ts';

export const listDrafts = async (accountId: string, formId: string): Promise<Draft[]> => {
  const found = await database.draft.where({ accountId, formId }).toArray();
  return found.sort((a, b) => b.updatedAt - a.updatedAt);
};

/** A draft of this account, or undefined: ids stand in addresses, and a device may be shared. */
export async function findDraft(accountId: string, id: string): Promise<Draft | undefined> {
  const draft = await database.draft.get(id);
  return draft?.accountId === accountId ? draft : undefined;
}

export const listSteps = async (draftId: string): Promise<Noted[]> =>
  (await database.step.where({ draftId }).toArray()).sort((a, b) => a.seq - b.seq);

export const listFiles = async (draftId: string): Promise<Map<string, Blob>> =>
  new Map((await database.file.where({ draftId }).toArray()).map(({ name, blob }) => [name, blob]));

export const findRevision = (accountId: string, formId: string, recordId: string) =>
  database.draft
    .where({ accountId, formId })
    .filter(({ revised }) => revised?.recordId === recordId)
    .first();

export const putStep = (draftId: string, seq: number, step: Step): Promise<unknown> =>
  database.step.put({ draftId, seq, step });

/** Takes a draft and all that belongs to it off the device. */
export const dropDraft = (id: string): Promise<void> =>
  database.transaction('rw', database.draft, database.step, database.file, async () => {
    await database.draft.delete(id);
    await database.step.where({ draftId: id }).delete();
    await database.file.where({ draftId: id }).delete();
    dropTail(id);
  });

/** Back from waiting to being written, for a record that the server surely does not have. */
export const reopen = (id: string): Promise<number> =>
  database.draft.update(id, { state: 'open', problem: undefined, tried: false });

export async function rememberSent(draft: Draft): Promise<void> {
  const { accountId, formId, xml } = draft;
  if (xml) await database.lastSaved.put({ accountId, formId, xml });
}

export const findLastSaved = async (accountId: string, formId: string): Promise<string | undefined> =>
  (await database.lastSaved.get([accountId, formId]))?.xml;
