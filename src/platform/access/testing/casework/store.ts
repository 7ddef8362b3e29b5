import { createHash } from 'node:crypto';
import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface CaseRow {
  id: string;
  reference: string;
  state: 'open' | 'closed';
  risk: 'low' | 'medium' | 'high';
  opened_at: Date;
  office_id: string;
  operation_id: string;
}

interface CaseQuery {
  state: string | null;
  reference: string | null;
  /** All of them. */
  tokens: readonly Buffer[];
  sort: '-openedAt' | 'reference';
  after: readonly [string, string] | null;
  limit: number;
}

const ORDER = {
  '-openedAt': {
    below: (n: number) => `(i.opened_at, i.id) < ($${n}::timestamptz, $${n + 1}::uuid)`,
    order: 'i.opened_at desc, i.id desc',
  },
  reference: {
    below: (n: number) => `(i.reference, i.id) > ($${n}::text, $${n + 1}::uuid)`,
    order: 'i.reference, i.id',
  },
};
const SHOWN = 'c.id, c.reference, c.state, c.risk, c.opened_at, c.office_id, c.operation_id';

const LISTED = 'i.id, i.reference, i.state, i.risk, i.opened_at';
export type ListedRow = Pick<CaseRow, 'id' | 'reference' | 'state' | 'risk' | 'opened_at'>;

export const listCases = (tx: Tx, q: CaseQuery): Promise<ListedRow[]> => {
  const { below, order } = ORDER[q.sort];
  const values: unknown[] = [q.limit];
  const where: string[] = [];
  const add = (value: unknown, condition: (place: string) => string): void => {
    values.push(value);
    where.push(condition(`$${values.length}`));
  };
  if (q.state) add(q.state, (p) => `i.state = ${p}`);
  if (q.reference) add(q.reference, (p) => `i.reference = ${p}`);
  if (q.after) {
    values.push(...q.after);
    where.push(below(values.length - 1));
  }
  // All words of the question, found through the index of words; its policy narrows to the caller's own cases.
  if (q.tokens.length > 0)
    add(
      q.tokens,
      (p) => `i.id = any(array(select t.case_id from casework.case_token t where t.token = any(${p}::bytea[])
        group by t.case_id having count(*) = cardinality(${p}::bytea[])))`,
    );
  const filter = where.length > 0 ? `where ${where.join(' and ')}` : '';
  const text = `select ${LISTED} from casework.case i ${filter} order by ${order} limit $1`;
  return rawQuery<ListedRow>(tx, text, values, {
    name: `casework.${createHash('md5').update(text).digest('hex')}`,
  });
};

export const countCases = (tx: Tx) =>
  rawQuery<{ state: 'open' | 'closed'; cases: number }>(
    tx,
    'select state, count(*)::int cases from casework.case group by state order by state',
  );

export const listFigures = (tx: Tx) =>
  rawQuery<{ state: 'open' | 'closed'; cases: number | null }>(
    tx,
    'select state, cases::int from casework.figures() order by state',
  );

export const findCase = async (tx: Tx, id: string) =>
  (
    await rawQuery<CaseRow & { person_name: string | null; location: string | null }>(
      tx,
      `select ${SHOWN}, r.person_name, r.location from casework.case c
       left join casework.case_restricted r on r.case_id = c.id where c.id = $1`,
      [id],
      { name: 'casework.find' },
    )
  )[0];

export const findReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map(
    (
      await rawQuery<{ id: string; reference: string }>(
        tx,
        'select id, reference from casework.case where id = any($1::uuid[])',
        [ids],
      )
    ).map(({ id, reference }) => [id, reference]),
  );

export const findSealed = async (tx: Tx, caseId: string, field: string) =>
  (
    await rawQuery<{ id: string; value: Buffer }>(
      tx,
      'select id, value from casework.case_sealed where case_id = $1 and field = $2 order by written_at desc limit 1',
      [caseId, field],
    )
  )[0];

export interface NewCase {
  id: string;
  reference: string;
  ownCode: string | null;
  risk: string;
  officeId: string;
  operationId: string;
  openedBy: string | null;
  openedAt: Date;
}
export const insertCase = (tx: Tx, c: NewCase) =>
  rawQuery(
    tx,
    `insert into casework.case (id, reference, own_code, risk, office_id, operation_id, opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [c.id, c.reference, c.ownCode, c.risk, c.officeId, c.operationId, c.openedBy, c.openedAt],
    { name: 'casework.insert' },
  );

/** What is not open of a case, in one statement. */
export const insertHidden = (
  tx: Tx,
  h: {
    caseId: string;
    personName: string;
    location: string;
    sealed: { id: string; field: string; value: Buffer };
    tokens: readonly Buffer[];
  },
) =>
  rawQuery(
    tx,
    `with r as (insert into casework.case_restricted (case_id, person_name, location) values ($1, $2, $3)),
       s as (insert into casework.case_sealed (id, case_id, field, value) values ($4, $1, $5, $6))
     insert into casework.case_token (case_id, token) select $1, unnest($7::bytea[])`,
    [h.caseId, h.personName, h.location, h.sealed.id, h.sealed.field, h.sealed.value, h.tokens],
    { name: 'casework.insert_hidden' },
  );

export const updateCase = async (tx: Tx, id: string, c: { state: string; risk: string }): Promise<boolean> =>
  (
    await rawQuery(tx, 'update casework.case set state = $2, risk = $3 where id = $1 returning id', [
      id,
      c.state,
      c.risk,
    ])
  ).length > 0;

export const insertReferral = (
  tx: Tx,
  r: { id: string; caseId: string; toOfficeId: string; service: string; startsOn: string; endsOn: string },
) =>
  rawQuery(
    tx,
    `insert into casework.referral (id, case_id, to_office_id, service, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`,
    [r.id, r.caseId, r.toOfficeId, r.service, r.startsOn, r.endsOn],
  );

export const insertReferralFields = (tx: Tx, id: string, fields: Record<string, string>) =>
  rawQuery(
    tx,
    'insert into casework.referral_field (referral_id, field, value) select $1, key, value from jsonb_each_text($2)',
    [id, JSON.stringify(fields)],
  );

export const findReferral = async (tx: Tx, id: string) =>
  (
    await rawQuery<{
      id: string;
      case_id: string;
      service: string;
      state: string;
      starts_on: string;
      ends_on: string;
      fields: Record<string, string>;
    }>(
      tx,
      `select r.id, r.case_id, r.service, r.state, r.starts_on, r.ends_on,
         coalesce((select jsonb_object_agg(f.field, f.value) from casework.referral_field f where f.referral_id = r.id), '{}') fields
       from casework.referral r where r.id = $1`,
      [id],
    )
  )[0];

export const acceptReferral = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `update casework.referral set state = 'accepted' where id = $1 and state = 'sent' returning id`,
      [id],
    )
  ).length > 0;
