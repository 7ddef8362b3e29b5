import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { RecordName } from './record.ts';

const one = async <T>(tx: Tx, text: string, values: unknown[]): Promise<T | undefined> =>
  (await rawQuery<T>(tx, text, values))[0];

export interface OpeningRow {
  id: string;
  entity: string;
  entity_id: string;
  account_id: string;
  account_name: string | null;
  office_id: string | null;
  operation_id: string | null;
  office_name: string | null;
  reason: string;
  opened_at: Date;
  ends_at: Date;
  closed_at: Date | null;
  open: boolean;
  outcome: 'justified' | 'not_justified' | null;
  comment: string;
  reviewed_at: Date | null;
  reviewed_by_name: string | null;
}
const COLUMNS = `o.id, o.entity, o.entity_id, o.account_id, access.person_name(o.account_id) account_name, o.office_id, o.operation_id,
  f.name office_name, o.reason, o.opened_at, o.ends_at, o.closed_at, o.ends_at > now() and o.closed_at is null as open,
  o.outcome, o.comment, o.reviewed_at, access.person_name(o.reviewed_by) reviewed_by_name`;
const JOINS = 'left join access.office f on f.id = o.office_id';
const OPENING = `select ${COLUMNS} from access.opening o ${JOINS}`;

export const breakGlass = (tx: Tx, record: RecordName, reason: string, hours: number) =>
  one<OpeningRow>(
    tx,
    `select ${COLUMNS} from access.break_glass($1, $2, $3, $4) o ${JOINS} where o.id is not null`,
    [record.entity, record.entityId, reason, hours],
  );

export const closeOpening = (tx: Tx, id: string) =>
  one<OpeningRow>(tx, `select ${COLUMNS} from access.close_opening($1) o ${JOINS} where o.id is not null`, [
    id,
  ]);

export const reviewOpening = (tx: Tx, id: string, outcome: string, comment: string) =>
  one<OpeningRow>(
    tx,
    `select ${COLUMNS} from access.review_opening($1, $2, $3) o ${JOINS} where o.id is not null`,
    [id, outcome, comment],
  );

export const listOwnOpenings = (tx: Tx) =>
  rawQuery<OpeningRow>(
    tx,
    `${OPENING} where o.account_id = platform.actor() and o.ends_at > now() and o.closed_at is null order by o.ends_at`,
  );

export const listOpenings = (
  tx: Tx,
  page: {
    state?: 'waiting' | 'reviewed' | undefined;
    after?: { openedAt: string; id: string } | undefined;
    limit: number;
  },
) =>
  rawQuery<OpeningRow>(
    tx,
    `${OPENING} where ($1::text is null or (o.outcome is null) = ($1 = 'waiting'))
       and ($2::timestamptz is null or (o.opened_at, o.id) < ($2, $3::uuid))
     order by o.opened_at desc, o.id desc limit $4`,
    [page.state ?? null, page.after?.openedAt ?? null, page.after?.id ?? null, page.limit],
  );

export const findOpening = (tx: Tx, id: string) => one<OpeningRow>(tx, `${OPENING} where o.id = $1`, [id]);

/** Accounts to be told of an opening of the actor: those who review it, and of the others who work on the record. */
export const listToldOfOpening = async (
  tx: Tx,
  id: string,
): Promise<{ reviewers: string[]; workers: string[] }> =>
  (await one<{ reviewers: string[]; workers: string[] }>(
    tx,
    `select coalesce(array_agg(account_id) filter (where reviews), '{}') reviewers,
       coalesce(array_agg(account_id) filter (where not reviews), '{}') workers
     from access.told_of_opening($1)`,
    [id],
  ))!;

/** Lets this transaction see sealed fields, with the entry that tells of it; see `access.state_purpose`. */
export const statePurpose = (
  tx: Tx,
  record: RecordName,
  fields: readonly string[],
  purpose: string,
  entry: string,
) =>
  rawQuery(tx, 'select access.state_purpose($1, $2, $3, $4, $5)', [
    record.entity,
    record.entityId,
    fields,
    purpose,
    entry,
  ]);
