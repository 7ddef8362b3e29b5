import { twice } from '#platform/offline/web/second-copy.ts';
import { asBlob, type Draft, fillDatabase, openFill } from './database.ts';
import type { Noted, Step } from './journal.ts';
import { dropTail } from './tail.ts';

export async function listDrafts(accountId: string, formId: string): Promise<Draft[]> {
  const { draft } = await openFill(accountId);
  const found = await draft.where({ accountId, formId }).toArray();
  return found.sort((a, b) => b.updatedAt - a.updatedAt);
}

/** A draft of this account, or undefined: ids stand in addresses, and a device may be shared. */
export async function findDraft(accountId: string, id: string): Promise<Draft | undefined> {
  return (await openFill(accountId)).draft.get(id);
}

export async function listSteps(draftId: string): Promise<Noted[]> {
  return (await fillDatabase().step.where({ draftId }).toArray()).sort((a, b) => a.seq - b.seq);
}

export async function listFiles(draftId: string): Promise<Map<string, Blob>> {
  const rows = await fillDatabase().file.where({ draftId }).toArray();
  return new Map(rows.map((row) => [row.name, asBlob(row)]));
}

export async function findRevision(accountId: string, formId: string, recordId: string) {
  const { draft } = await openFill(accountId);
  return draft
    .where({ accountId, formId })
    .filter(({ revised }) => revised?.recordId === recordId)
    .first();
}

export async function putStep(draftId: string, seq: number, step: Step): Promise<void> {
  await twice(fillDatabase().step.put({ draftId, seq, step }));
}

/** Takes a draft and all that belongs to it off the device. */
export async function dropDraft(id: string): Promise<void> {
  const database = fillDatabase();
  await database.transaction('rw', database.draft, database.step, database.file, async () => {
    await database.draft.delete(id);
    await database.step.where({ draftId: id }).delete();
    await database.file.where({ draftId: id }).delete();
    dropTail(id);
  });
}

/** Back from waiting to being written, for a record that the server surely does not have. */
export async function reopen(id: string): Promise<void> {
  await fillDatabase().draft.update(id, { state: 'open', problem: undefined, tried: false });
}

export async function rememberSent(draft: Draft): Promise<void> {
  const { accountId, formId, xml } = draft;
  if (xml) await fillDatabase().lastSaved.put({ accountId, formId, xml });
}

export async function findLastSaved(accountId: string, formId: string): Promise<string | undefined> {
  return (await (await openFill(accountId)).lastSaved.get([accountId, formId]))?.xml;
}
