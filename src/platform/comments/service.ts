import { requireBearing } from '#platform/access/bearing.ts';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RecordKind } from '#platform/http/module.ts';
import { conflict, invalid, notFound } from '#platform/http/problem.ts';
import { recordKey, referencesOf } from '#platform/http/records.ts';
import { notify } from '#platform/notify/notify.ts';
import { mayEdit, mentionsIn } from './domain.ts';
import * as store from './store/comment.ts';
import { findFollowers, nameReaders, noteReader } from './store/reader.ts';

/** That there was a comment stands with its record; what it says stands nowhere but in it. */
const entry = (row: store.CommentRow, now: Date) => ({
  entity: row.entity,
  entityId: row.entity_id,
  officeId: row.office_id,
  operationId: row.operation_id,
  after: { comment: row.id },
  at: now,
});

export const recordOf = (row: store.CommentRow): store.RecordName => ({
  entity: row.entity,
  entityId: row.entity_id,
});

export async function getComment(tx: Tx, id: string): Promise<store.CommentRow> {
  const row = await store.findComment(tx, id);
  if (!row) throw notFound('comment');
  return row;
}

export interface NewComment extends store.RecordName {
  parentId: string | null;
  text: string;
}

const nothingToAnswer = () =>
  invalid('body.parentId', 'comments.nothing_to_answer', 'The comment that you answer is not there.');

/** Writes a comment; whoever writes follows from then on. */
export async function addComment(
  tx: Tx,
  actor: AuditActor,
  input: NewComment,
  now: Date,
  kinds: readonly RecordKind[],
): Promise<store.CommentRow> {
  await requireBearing(tx, input);
  const mentions = mentionsIn(input.text);
  // Before the foreign key, which sees past the policies and would tell a hidden comment from none.
  if (input.parentId && !(await store.findComment(tx, input.parentId))) throw nothingToAnswer();
  const row = await getComment(tx, await store.insertComment(tx, { ...input, mentions, now }));
  await noteReader(tx, input, { readAt: now, followIfNew: true });
  await audit(tx, actor, { ...entry(row, now), action: 'comments.comment_added' });
  const others = (ids: readonly string[]) => ids.filter((id) => id !== actor.accountId);
  const about = { row, kinds, now };
  await tell(tx, 'comments.person_mentioned', others(mentions), about);
  const followers = await findFollowers(tx, input);
  await tell(
    tx,
    'comments.comment_added',
    others(followers).filter((id) => !mentions.includes(id)),
    about,
  );
  return row;
}

/** Tells those who may read the comment at this moment; of which record it is, and nothing of what it says. */
async function tell(
  tx: Tx,
  kind: keyof typeof noticeKinds,
  to: readonly string[],
  { row, kinds, now }: { row: store.CommentRow; kinds: readonly RecordKind[]; now: Date },
): Promise<void> {
  const record = recordOf(row);
  const readers = await nameReaders(tx, record, to);
  if (readers.length === 0) return;
  const references = await referencesOf(tx, kinds, [record]);
  await notify(tx, {
    kind,
    to: readers.map(({ id }) => id),
    ...record,
    values: { reference: references.get(recordKey(record)) ?? '–' },
    urgency: kind === 'comments.person_mentioned' ? 'soon' : 'whenever',
    key: `${kind} ${recordKey(record)}`,
    at: now,
  });
}

export const noticeKinds = { 'comments.person_mentioned': {}, 'comments.comment_added': {} } as const;

async function lockOwn(tx: Tx, id: string): Promise<store.CommentRow> {
  const row = await store.lockOwn(tx, id);
  if (!row) throw notFound('comment');
  return row;
}

/** Notes how far the caller has read a conversation, or whether they follow it. */
export async function noteReading(
  tx: Tx,
  record: store.RecordName,
  note: { readAt: Date } | { following: boolean },
): Promise<void> {
  await requireBearing(tx, record);
  await noteReader(tx, record, note);
}

/** Changes what one's own comment says, while it is fresh; the text before is kept. */
export async function editComment(
  tx: Tx,
  actor: AuditActor,
  id: string,
  input: { text: string; kinds: readonly RecordKind[] },
  now: Date,
): Promise<store.CommentRow> {
  const before = await lockOwn(tx, id);
  if (!mayEdit(before.created_at, now))
    throw conflict('comments.too_late', 'A comment can be changed for fifteen minutes. Write a new one.');
  if (input.text === before.body) return before;
  const mentions = mentionsIn(input.text);
  await store.editComment(tx, id, { before: before.body!, text: input.text, mentions }, now);
  const row = await getComment(tx, id);
  await audit(tx, actor, { ...entry(row, now), action: 'comments.comment_edited' });
  const added = mentions.filter((one) => !before.mentions.includes(one) && one !== actor.accountId);
  await tell(tx, 'comments.person_mentioned', added, { row, kinds: input.kinds, now });
  return row;
}

/** Takes back one's own comment. */
export async function removeComment(
  tx: Tx,
  actor: AuditActor,
  id: string,
  now: Date,
): Promise<store.CommentRow> {
  const before = await lockOwn(tx, id);
  await store.removeComment(tx, id, now);
  await audit(tx, actor, { ...entry(before, now), action: 'comments.comment_removed' });
  return getComment(tx, id);
}
