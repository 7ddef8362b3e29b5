import type { RouteRequest } from '@sojourn/route-contract';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import type * as contract from '../contract/record.ts';
import * as store from '../store/record.ts';

export interface RecordView {
  relations: string[];
  mayAssign: boolean;
  items: store.RelationRow[];
  exclusions: store.ExclusionRow[];
}

/** Who works on a record; a record that the actor neither sees nor assigns is not there. */
export async function listRelations(tx: Tx, record: store.RecordName): Promise<RecordView> {
  const kind = await store.findKind(tx, record.entity);
  const reach = kind && (await store.findReach(tx, record));
  if (!kind || !reach || (!reach.seen && !reach.may_assign)) throw notFound('record');
  const items = await store.listRelations(tx, record);
  const exclusions = reach.may_assign ? await store.listExclusions(tx, record) : [];
  return { relations: kind.relations, mayAssign: reach.may_assign, items, exclusions };
}

/** Colleagues to give the record to or to shut out; of a record that the actor does not assign nobody is named. */
export async function findCandidates(
  tx: Tx,
  record: store.RecordName,
  words: string | undefined,
): Promise<{ id: string; name: string }[]> {
  const reach = await store.findReach(tx, record);
  if (!reach?.may_assign) throw notFound('record');
  return store.findCandidates(tx, record, words);
}

/**
 * Whoever makes a record gets the first relation of its kind, in the transaction that makes it. The entry of the making
 * tells of it. Until then its maker does not see the record; the statement may be sent right behind the insert.
 */
export async function ownRecord(
  tx: Tx,
  actor: AuditActor,
  record: store.RecordName & { relation: string },
): Promise<void> {
  const { relation } = record;
  if (!actor.accountId || !(await store.assign(tx, record, { accountId: actor.accountId, relation })))
    throw notFound('record');
}

/** Gives a person a relation to a record, with its entry in the log of the record. */
export async function giveRelation(
  tx: Tx,
  actor: AuditActor,
  record: store.RecordName,
  input: store.NewRelation,
  now: Date,
): Promise<string> {
  const given = await store.assign(tx, record, input);
  if (!given) throw notFound('record');
  await audit(tx, actor, {
    action: 'access.relation_given',
    ...record,
    officeId: given.office_id,
    operationId: given.operation_id,
    after: { accountId: input.accountId, relation: input.relation, endsOn: input.endsOn ?? null },
    reason: input.reason || null,
    at: now,
  });
  return given.id;
}

export async function endRelation(
  tx: Tx,
  actor: AuditActor,
  id: string,
  reason: string,
  now: Date,
): Promise<void> {
  const ended = await store.endRelation(tx, id);
  if (!ended) throw notFound('relation');
  await audit(tx, actor, {
    action: 'access.relation_ended',
    entity: ended.entity,
    entityId: ended.entity_id,
    officeId: ended.office_id,
    operationId: ended.operation_id,
    before: { accountId: ended.account_id, relation: ended.relation },
    reason: reason || null,
    at: now,
  });
}

/** Shuts a person out. The entry stands with the record, whose log the excluded do not read either. */
export async function exclude(
  tx: Tx,
  actor: AuditActor,
  record: store.RecordName,
  input: RouteRequest<typeof contract.exclude>['body'],
  now: Date,
): Promise<store.ExclusionRow> {
  const place = await store.findPlaceOfRelations(tx, record);
  const id = await store.exclude(tx, record, input);
  if (!id) throw notFound('record');
  await audit(tx, actor, {
    action: 'access.excluded',
    ...record,
    officeId: place.office_id,
    operationId: place.operation_id,
    after: { accountId: input.accountId, kind: input.kind },
    reason: input.reason,
    at: now,
  });
  const row = await store.findExclusion(tx, id);
  // Whoever stands back from a record does not see it any longer, nor what shuts them out.
  if (row) return row;
  return {
    id,
    entity: record.entity,
    entity_id: record.entityId,
    account_id: input.accountId,
    account_name: null,
    kind: input.kind,
    reason: input.reason,
    given_at: now,
    given_by_name: null,
    ended_at: null,
  };
}

export async function endExclusion(
  tx: Tx,
  actor: AuditActor,
  id: string,
  reason: string,
  now: Date,
): Promise<void> {
  const ended = await store.endExclusion(tx, id);
  if (!ended) throw notFound('exclusion');
  const record = { entity: ended.entity, entityId: ended.entity_id };
  const place = await store.findPlaceOfRelations(tx, record);
  await audit(tx, actor, {
    action: 'access.exclusion_ended',
    ...record,
    officeId: place.office_id,
    operationId: place.operation_id,
    before: { accountId: ended.account_id, kind: ended.kind },
    reason,
    at: now,
  });
}
