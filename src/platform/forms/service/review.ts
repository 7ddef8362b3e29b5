import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { systemToken } from '../answers/tokens.ts';
import type { ReviewState } from '../contract/shapes.ts';
import { tellRecord } from '../events.ts';
import * as records from '../store/record.ts';
import { holds, lockRecord } from '../store/submission.ts';

/** Sets the review state of a record; the comment, if any, stands with the change. */
export async function reviewRecord(
  tx: Tx,
  actor: Actor,
  id: string,
  input: { state: ReviewState; comment: string },
  now: Date,
): Promise<void> {
  const record = await lockRecord(tx, id);
  // Whoever sent a record may touch its row as well, but not judge it.
  if (!record || !(await holds(tx, 'forms.record.review', record.operation_id))) throw notFound('record');
  if (record.review_state === input.state) {
    throw conflict('forms.review_same', 'The record has this review state already.');
  }
  const token = (state: ReviewState) => systemToken(record.form_id, 'review', state);
  await records.setReviewState(tx, id, {
    state: input.state,
    oldToken: token(record.review_state),
    newToken: token(input.state),
    now,
  });
  await records.insertComment(tx, {
    recordId: id,
    operationId: record.operation_id,
    by: actor.accountId,
    at: now,
    text: input.comment,
    stateBefore: record.review_state,
    stateAfter: input.state,
  });
  await audit(tx, actor, {
    action: 'forms.record_reviewed',
    entity: 'forms.record',
    entityId: id,
    officeId: record.office_id,
    operationId: record.operation_id,
    before: { reviewState: record.review_state },
    after: { reviewState: input.state },
    at: now,
  });
  const row = (await records.findRecord(tx, id))!;
  await tellRecord(
    tx,
    actor,
    {
      kind: 'reviewed',
      recordId: id,
      formId: record.form_id,
      versionId: record.version_id,
      operationId: record.operation_id,
      officeId: record.office_id,
      reviewState: input.state,
      receivedAt: row.received_at,
      point: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat },
      data: undefined,
    },
    now,
  );
}

export async function commentRecord(
  tx: Tx,
  actor: Actor,
  id: string,
  text: string,
  now: Date,
): Promise<void> {
  const record = await records.findRecord(tx, id);
  if (!record) throw notFound('record');
  await records.insertComment(tx, {
    recordId: id,
    operationId: record.operation_id,
    by: actor.accountId,
    at: now,
    text,
    stateBefore: null,
    stateAfter: null,
  });
  await audit(tx, actor, {
    action: 'forms.record_commented',
    entity: 'forms.record',
    entityId: id,
    officeId: record.office_id,
    operationId: record.operation_id,
    at: now,
  });
}
