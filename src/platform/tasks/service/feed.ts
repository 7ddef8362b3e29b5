import type { FastifyRequest } from 'fastify';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import type { RecordKind } from '#platform/http/module.ts';
import { recordKey, referencesOf } from '#platform/http/records.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import * as store from '../store/feed.ts';
import { listTasks } from '../store/task.ts';
import { calendarText } from './calendar.ts';
import { codeOf, recordOf } from './view.ts';

const entry = (actor: AuditActor, now: Date) => ({
  entity: 'identity.account',
  entityId: actor.accountId ?? '',
  at: now,
});

/** Makes the address of a calendar; the key is not kept, and the one before opens nothing any more. */
export async function makeFeed(tx: Tx, actor: AuditActor, publicUrl: string, now: Date): Promise<string> {
  await store.dropFeed(tx);
  const key = newSecret();
  await store.insertFeed(tx, secretHash(key), now);
  await audit(tx, actor, { ...entry(actor, now), action: 'tasks.feed_created' });
  return `${publicUrl}/calendar/${key}/tasks.ics`;
}

export async function withdrawFeed(tx: Tx, actor: AuditActor, now: Date): Promise<void> {
  if (await store.dropFeed(tx))
    await audit(tx, actor, { ...entry(actor, now), action: 'tasks.feed_withdrawn' });
}

/** Who stands behind the key of an address; undefined for one that is unknown or withdrawn. */
export async function authenticateFeed(tx: Tx, request: FastifyRequest): Promise<RequestActor | undefined> {
  const { key } = request.params as { key?: string };
  if (!key || key.length > 100) return undefined;
  const found = await store.findFeedActor(tx, secretHash(key));
  return found
    ? {
        accountId: found.account_id,
        kind: 'token',
        permissions: null,
        requestId: request.id,
        held: new Set(found.permissions),
      }
    : undefined;
}

const MOST = 500;

/** The caller's open tasks with a due time; titles only where nothing discreet is spoken of. */
export async function readFeed(
  tx: Tx,
  kinds: readonly RecordKind[],
  publicUrl: string,
  now: Date,
): Promise<string> {
  const filter = { view: 'mine', states: ['open', 'in_progress'], now } as const;
  const rows = (await listTasks(tx, filter, { sort: 'due', limit: MOST })).filter((row) => row.due_at);
  const records = rows.map(recordOf).filter((record) => record !== null);
  const references = await referencesOf(tx, kinds, records);
  const discreet = new Set(kinds.filter((kind) => kind.discreet).map(({ entity }) => entity));
  const tasks = rows.map((row) => {
    const record = recordOf(row);
    const reference = record && references.get(recordKey(record));
    const title = record && (discreet.has(record.entity) || !reference) ? '' : row.title;
    return {
      id: row.id,
      revision: row.revision,
      summary: [codeOf(row), reference, title].filter(Boolean).join(' · '),
      dueAt: row.due_at!,
      changedAt: row.updated_at,
      priority: row.priority,
      url: `${publicUrl}/tasks/${row.id}`,
    };
  });
  return calendarText('Sojourn', tasks);
}
