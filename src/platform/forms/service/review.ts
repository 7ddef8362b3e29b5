import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import { notify } from '#platform/notify/notify.ts';
import { move } from '#platform/workflow/move.ts';
import { mayIn } from '#platform/workflow/store.ts';
import { systemToken } from '../answers/tokens.ts';
import type * as contract from '../contract/record.ts';
import type { ReviewState } from '../contract/shapes.ts';
import { reviewMachine } from '../domain/review-machine.ts';
import { tellRecord } from '../events.ts';
import * as records from '../store/record.ts';
import { lockRecord } from '../store/submission.ts';
import { followReview } from './correction.ts';

/** Sets the review state of a record; the comment, if any, stands with the change. */
export async function reviewRecord(
  tx: Tx,
  actor: Actor,
  id: string,
  input: RouteRequest<typeof contract.reviewRecord>['body'],
  now: Date,
): Promise<void> {
  const record = await lockRecord(tx, id);
  if (!record) throw notFound('record');
  const may = await mayIn(tx, reviewMachine, record.operation_id);
  // Whoever sent a record may touch its row as well, but not judge it.
  if (!may('forms.record.review')) throw notFound('record');
  const at = { state: record.review_state, facts: { ownDevice: false }, may };
  const decision = move(reviewMachine, at, { ...input, reason: input.comment }, now);
  const token = (state: ReviewState) => systemToken(record.form_id, 'review', state);
  await records.setReviewState(tx, id, {
    state: decision.to,
    oldToken: token(decision.from),
    newToken: token(decision.to),
    now,
  });
  await records.insertComment(tx, {
    recordId: id,
    operationId: record.operation_id,
    by: actor.accountId,
    at: now,
    text: input.comment,
    stateBefore: decision.from,
    stateAfter: decision.to,
  });
  await audit(tx, actor, {
    action: 'forms.record_reviewed',
    entity: 'forms.record',
    entityId: id,
    officeId: record.office_id,
    operationId: record.operation_id,
    before: { reviewState: decision.from },
    after: { reviewState: decision.to },
    at: now,
  });
  const row = (await records.findRecord(tx, id))!;
  const author = record.device_id ? null : row.submitted_by;
  await followReview(tx, actor, { id, operationId: record.operation_id, state: decision.to, author }, now);
  if (decision.to === 'rejected' && row.submitted_by && row.submitted_by !== actor.accountId)
    await notify(tx, {
      kind: 'forms.record_rejected',
      to: [row.submitted_by],
      entity: 'forms.record',
      entityId: id,
      urgency: 'soon',
      key: `forms.record_rejected:${id}`,
      at: now,
    });
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
      reviewState: decision.to,
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
