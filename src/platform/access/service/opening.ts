import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import { notify } from '#platform/notify/notify.ts';
import * as store from '../store/opening.ts';
import type { RecordName } from '../store/record.ts';

const about = (row: store.OpeningRow) => ({
  entity: row.entity,
  entityId: row.entity_id,
  officeId: row.office_id,
  operationId: row.operation_id,
});

/**
 * Opens one record in an emergency: time-boxed, told at once to those who work on it and those who review openings there,
 * marked in the log (`break-glass` among the roles of whatever the person does meanwhile), and to be reviewed.
 */
export async function breakGlass(
  tx: Tx,
  actor: AuditActor,
  record: RecordName & { reason: string; hours: number },
  now: Date,
): Promise<store.OpeningRow> {
  const row = await store.breakGlass(tx, record, record.reason, record.hours);
  if (!row) throw notFound('record');
  await audit(tx, actor, {
    action: 'access.glass_broken',
    ...about(row),
    after: { openingId: row.id, endsAt: row.ends_at.toISOString() },
    reason: record.reason,
    roles: [...(actor.roles ?? []), 'break-glass'],
    at: now,
  });
  const { reviewers, workers } = await store.listToldOfOpening(tx, row.id);
  const told = {
    kind: 'access.glass_broken',
    values: { hours: record.hours },
    urgency: 'now',
    key: `access.opening:${row.id}`,
    at: now,
  } as const;
  // A reviewer has the opening before them, and mostly not the record.
  await notify(tx, { ...told, to: reviewers, entity: 'access.opening', entityId: row.id });
  await notify(tx, { ...told, to: workers, entity: row.entity, entityId: row.entity_id });
  return row;
}

export async function closeOpening(
  tx: Tx,
  actor: AuditActor,
  id: string,
  now: Date,
): Promise<store.OpeningRow> {
  const row = await store.closeOpening(tx, id);
  if (!row) throw notFound('opening');
  await audit(tx, actor, {
    action: 'access.opening_closed',
    ...about(row),
    after: { openingId: row.id },
    at: now,
  });
  return row;
}

/** Notes the outcome of a review and tells the person who opened the record. */
export async function reviewOpening(
  tx: Tx,
  actor: AuditActor,
  id: string,
  review: { outcome: 'justified' | 'not_justified'; comment: string },
  now: Date,
): Promise<store.OpeningRow> {
  const row = await store.reviewOpening(tx, id, review.outcome, review.comment);
  if (!row) throw notFound('opening');
  await audit(tx, actor, {
    action: 'access.opening_reviewed',
    ...about(row),
    after: { openingId: row.id, outcome: review.outcome },
    at: now,
  });
  await notify(tx, {
    kind: 'access.opening_reviewed',
    to: [row.account_id],
    values: { outcome: review.outcome },
    urgency: 'soon',
    key: `access.review:${row.id}`,
    at: now,
  });
  return row;
}
