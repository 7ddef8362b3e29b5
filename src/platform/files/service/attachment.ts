import { stateReveal } from '#platform/access/service/reveal.ts';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import { renamed } from '../domain/name.ts';
import * as store from '../store/attachment.ts';

/** A file that the caller sees; one of a hidden record, or removed, is not there. */
async function getAttachment(tx: Tx, id: string): Promise<store.AttachmentRow> {
  const row = await store.findAttachment(tx, id);
  if (!row) throw notFound('file');
  return row;
}

export const note = (
  tx: Tx,
  actor: AuditActor,
  row: store.AttachmentRow,
  event: { action: string; after?: object; reason?: string | null },
  at: Date,
) =>
  audit(tx, actor, {
    entity: row.entity,
    entityId: row.entity_id,
    officeId: row.office_id,
    operationId: row.operation_id,
    ...event,
    after: { attachmentId: row.id, ...event.after },
    at,
  });

export interface Opened {
  row: store.AttachmentRow;
  content: store.AttachmentContent;
}

/** Where the content of a file lies. @throws Problem while it is looked into, when it was refused, when it is sealed */
export async function openAttachment(tx: Tx, actor: RequestActor, id: string, now: Date): Promise<Opened> {
  const row = await getAttachment(tx, id);
  if (row.class === 'sealed') {
    throw new Problem(403, 'files.sealed', {
      detail: 'This file is sealed: say for which purpose you open it.',
    });
  }
  const content = await getContent(tx, row);
  await note(tx, actor, row, { action: 'files.attachment.read' }, now);
  return { row, content };
}

/** The same of a sealed file: the purpose is stated and logged before the policies show where it lies. */
export async function revealAttachment(
  tx: Tx,
  actor: RequestActor,
  id: string,
  reason: { purpose: string; note: string },
  now: Date,
): Promise<Opened> {
  const row = await getAttachment(tx, id);
  await stateReveal(
    tx,
    actor,
    {
      action: 'files.attachment_revealed',
      entity: 'files.attachment',
      entityId: id,
      officeId: row.office_id,
      operationId: row.operation_id,
      fields: ['content'],
      ...reason,
    },
    now,
  );
  return { row, content: await getContent(tx, row) };
}

/** Previews of open files are as much seen as their list is; those of restricted ones are noted. */
export async function openPreview(
  tx: Tx,
  actor: RequestActor,
  asked: { id: string; size: 'small' | 'large' },
  now: Date,
): Promise<Buffer> {
  const row = await getAttachment(tx, asked.id);
  const content = await store.findContent(tx, asked.id);
  const blob = asked.size === 'small' ? content?.preview_small : content?.preview_large;
  if (!blob) throw notFound('preview');
  if (row.class !== 'open') await note(tx, actor, row, { action: 'files.attachment.read' }, now);
  return blob;
}

async function getContent(tx: Tx, row: store.AttachmentRow): Promise<store.AttachmentContent> {
  if (row.state === 'checking')
    throw conflict('files.being_checked', 'This file is still being looked into: try again in a moment.');
  if (row.state === 'refused')
    throw conflict(`files.${row.refusal}`, 'This file was refused and cannot be opened.', {
      name: row.name,
      found: row.content_type,
    });
  const content = await store.findContent(tx, row.id);
  if (!content) throw notFound('file');
  return content;
}

export async function renameAttachment(
  tx: Tx,
  actor: RequestActor,
  id: string,
  name: string,
  now: Date,
): Promise<store.AttachmentRow> {
  const row = await getAttachment(tx, id);
  if (!(await store.renameAttachment(tx, id, renamed(row.name, name), now))) throw forbidden();
  await note(tx, actor, row, { action: 'files.attachment_renamed' }, now);
  return getAttachment(tx, id);
}

export async function removeAttachment(
  tx: Tx,
  actor: RequestActor,
  id: string,
  reason: string | null,
  now: Date,
): Promise<void> {
  const row = await getAttachment(tx, id);
  if (!(await store.removeAttachment(tx, id, { accountId: actor.accountId!, reason, now })))
    throw forbidden();
  await note(
    tx,
    actor,
    row,
    { action: 'files.attachment_removed', after: { class: row.class }, reason },
    now,
  );
}

/** It is seen, so it is no secret; the permission is missing where its record lies. */
const forbidden = (): Problem =>
  new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow this here.' });
