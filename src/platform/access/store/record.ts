import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { SliceManifest } from '#platform/http/module.ts';

const one = async <T>(tx: Tx, text: string, values: unknown[], name?: string): Promise<T | undefined> =>
  (await rawQuery<T>(tx, text, values, name ? { name } : {}))[0];

/** Brings the kinds of records, those with relations and those that bear others, to what the slices say; only at start, as the platform itself. */
export async function declareRecordKinds(
  tx: Tx,
  slices: readonly Pick<SliceManifest, 'access' | 'records'>[],
): Promise<void> {
  const kinds = slices.flatMap(({ access }) =>
    Object.entries(access.records ?? {}).map(([entity, kind]) => ({
      entity,
      relations: kind.relations,
      rules: kind.rules,
      assign_permission: kind.assign,
      break_glass: kind.breakGlass ?? [],
      break_glass_hours: kind.breakGlassHours ?? 4,
    })),
  );
  if (kinds.length > 0) await rawQuery(tx, 'select access.declare_record_kinds($1)', [JSON.stringify(kinds)]);
  const bearing = slices.flatMap(({ records }) => (records ?? []).map(({ entity }) => entity));
  await rawQuery(tx, 'select access.declare_bearing_kinds($1)', [bearing]);
}

export interface RecordName {
  entity: string;
  entityId: string;
}

/** Whether the caller may hang something on a record. */
export const findBearing = async (tx: Tx, { entity, entityId }: RecordName): Promise<boolean> =>
  (await one<{ bears: boolean }>(tx, 'select access.bears($1, $2) bears', [entity, entityId]))!.bears;

export interface KindRow {
  entity: string;
  relations: string[];
  rules: Record<string, string[]>;
  break_glass: string[];
  break_glass_hours: number;
}
const KIND = 'select entity, relations, rules, break_glass, break_glass_hours from access.record_kind';
export const listKinds = (tx: Tx) => rawQuery<KindRow>(tx, `${KIND} order by entity`);
export const findKind = (tx: Tx, entity: string) => one<KindRow>(tx, `${KIND} where entity = $1`, [entity]);

/** Whether the actor sees the record, and whether they give its relations. */
export const findReach = (tx: Tx, { entity, entityId }: RecordName) =>
  one<{ seen: boolean; may_assign: boolean }>(
    tx,
    `select access.record_seen($1, $2) seen, coalesce(access.may_assign($1, $2), false) may_assign`,
    [entity, entityId],
  );

export interface RelationRow {
  id: string;
  entity: string;
  entity_id: string;
  account_id: string;
  account_name: string | null;
  relation: string;
  starts_on: string;
  ends_on: string | null;
  reason: string;
  given_at: Date;
  given_by_name: string | null;
  ended_at: Date | null;
  in_force: boolean;
}
// Whoever is seen here at all is named, whatever else the reader sees of people.
const RELATION = `select a.id, a.entity, a.entity_id, a.account_id, access.person_name(a.account_id) account_name, a.relation,
  a.starts_on, a.ends_on, a.reason, a.given_at, access.person_name(a.given_by) given_by_name, a.ended_at,
  (a.ended_at is null and a.starts_on <= current_date and (a.ends_on is null or a.ends_on >= current_date)) in_force
  from access.assignment a`;

export const listRelations = (tx: Tx, record: RecordName) =>
  rawQuery<RelationRow>(
    tx,
    `${RELATION} where a.entity = $1 and a.entity_id = $2 order by a.ended_at is not null, a.given_at desc limit 500`,
    [record.entity, record.entityId],
  );
export const findRelation = (tx: Tx, id: string) => one<RelationRow>(tx, `${RELATION} where a.id = $1`, [id]);

export interface NewRelation {
  accountId: string;
  relation: string;
  startsOn?: string | undefined;
  endsOn?: string | null | undefined;
  reason?: string | undefined;
}

interface Ended {
  entity: string;
  entity_id: string;
  account_id: string;
  office_id: string | null;
  operation_id: string | null;
}

/** Undefined when there is no such record for the actor. */
export const assign = (tx: Tx, record: RecordName, r: NewRelation) =>
  one<Ended & { id: string }>(
    tx,
    `select id, entity, entity_id, account_id, office_id, operation_id
     from access.assign($1, $2, $3, $4, $5, $6, $7) where id is not null`,
    [
      record.entity,
      record.entityId,
      r.accountId,
      r.relation,
      r.startsOn ?? null,
      r.endsOn ?? null,
      r.reason ?? '',
    ],
    'access.assign',
  );

export const endRelation = (tx: Tx, id: string) =>
  one<Ended & { relation: string }>(
    tx,
    'select entity, entity_id, account_id, relation, office_id, operation_id from access.end_assignment($1) where id is not null',
    [id],
  );

export interface ExclusionRow {
  id: string;
  entity: string;
  entity_id: string;
  account_id: string;
  account_name: string | null;
  kind: 'conflicted' | 'accused';
  reason: string;
  given_at: Date;
  given_by_name: string | null;
  ended_at: Date | null;
}
const EXCLUSION = `select x.id, x.entity, x.entity_id, x.account_id, access.person_name(x.account_id) account_name, x.kind,
  x.reason, x.given_at, access.person_name(x.given_by) given_by_name, x.ended_at
  from access.exclusion x`;

export const listExclusions = (tx: Tx, record: RecordName) =>
  rawQuery<ExclusionRow>(
    tx,
    `${EXCLUSION} where x.entity = $1 and x.entity_id = $2 order by x.ended_at is not null, x.given_at desc limit 500`,
    [record.entity, record.entityId],
  );
export const findExclusion = (tx: Tx, id: string) =>
  one<ExclusionRow>(tx, `${EXCLUSION} where x.id = $1`, [id]);

export const exclude = async (
  tx: Tx,
  record: RecordName,
  x: { accountId: string; kind: string; reason: string },
): Promise<string | null> =>
  (
    await one<{ id: string | null }>(tx, 'select access.exclude($1, $2, $3, $4, $5) id', [
      record.entity,
      record.entityId,
      x.accountId,
      x.kind,
      x.reason,
    ])
  )?.id ?? null;

export const endExclusion = (tx: Tx, id: string) =>
  one<Pick<Ended, 'entity' | 'entity_id' | 'account_id'> & { kind: string }>(
    tx,
    'select entity, entity_id, account_id, kind from access.end_exclusion($1) where id is not null',
    [id],
  );

const SHOWN = 20;

/** Colleagues of the actor by the beginnings of their names, where the actor assigns the record. */
export const findCandidates = (tx: Tx, record: RecordName, words: string | undefined) =>
  rawQuery<{ id: string; name: string }>(
    tx,
    `select id, name from access.colleagues($3) where access.may_assign($1, $2) order by name, id limit ${SHOWN}`,
    [record.entity, record.entityId, words || null],
  );

/** Office and operation of a record with relations, for its audit entries; nulls for a record without any. */
export const findPlaceOfRelations = async (tx: Tx, record: RecordName) =>
  (await one<{ office_id: string | null; operation_id: string | null }>(
    tx,
    'select office_id, operation_id from access.assignment where entity = $1 and entity_id = $2 limit 1',
    [record.entity, record.entityId],
  )) ?? { office_id: null, operation_id: null };
