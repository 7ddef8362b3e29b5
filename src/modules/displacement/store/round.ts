import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Mapping, Round, RoundState, Tool } from '../contract.ts';

export interface RoundRow {
  id: string;
  operation_id: string;
  office_id: string;
  number: number;
  code: string;
  name: string;
  starts_on: string;
  ends_on: string;
  reporting_date: string;
  state: RoundState;
  record_count: number;
  counted: Round['counted'];
}

const ROUND = `select r.id, r.operation_id, r.office_id, r.number, r.code, r.name, r.starts_on, r.ends_on, r.reporting_date, r.state,
  (select count(distinct f.record_id) from displacement.figure f where f.round_id = r.id)::int record_count,
  coalesce((select jsonb_agg(to_jsonb(c) order by c.tool, c.category) from (
    select distinct f.tool, f.category from displacement.figure f where f.round_id = r.id) c), '[]') counted
  from displacement.round r`;

export const toRound = (r: RoundRow): Round => ({
  id: r.id,
  operationId: r.operation_id,
  number: r.number,
  code: r.code,
  name: r.name,
  startsOn: r.starts_on,
  endsOn: r.ends_on,
  reportingDate: r.reporting_date,
  state: r.state,
  recordCount: r.record_count,
  counted: r.counted,
});

export const listRounds = (tx: Tx, operationId: string) =>
  rawQuery<RoundRow>(tx, `${ROUND} where r.operation_id = $1 order by r.number desc`, [operationId]);

export const findRound = async (tx: Tx, id: string): Promise<RoundRow | undefined> =>
  (await rawQuery<RoundRow>(tx, `${ROUND} where r.id = $1`, [id]))[0];

/** Rounds have one writer at a time. */
export const lockRound = async (tx: Tx, id: string): Promise<RoundRow | undefined> => {
  await rawQuery(tx, 'select from displacement.round where id = $1 for update', [id]);
  return findRound(tx, id);
};

export type RoundValues = Pick<Round, 'number' | 'code' | 'name' | 'startsOn' | 'endsOn' | 'reportingDate'>;

export const insertRound = async (
  tx: Tx,
  operation: { id: string; officeId: string },
  r: RoundValues,
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into displacement.round (operation_id, office_id, number, code, name, starts_on, ends_on, reporting_date)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [operation.id, operation.officeId, r.number, r.code, r.name, r.startsOn, r.endsOn, r.reportingDate],
    )
  )[0]!.id;

export const updateRound = (tx: Tx, id: string, r: RoundValues) =>
  rawQuery(
    tx,
    `update displacement.round set number = $2, code = $3, name = $4, starts_on = $5, ends_on = $6, reporting_date = $7
     where id = $1`,
    [id, r.number, r.code, r.name, r.startsOn, r.endsOn, r.reportingDate],
  );

export const setRoundState = (tx: Tx, id: string, state: RoundState) =>
  rawQuery(tx, 'update displacement.round set state = $2 where id = $1', [id, state]);

export interface BindingRow {
  id: string;
  round_id: string;
  operation_id: string;
  form_id: string;
  form_title: string;
  tool: Tool;
  mapping: Mapping;
  mapping_version: number;
  record_count: number;
  skipped: { reason: string; count: number }[];
}

const BINDING = `select b.id, b.round_id, b.operation_id, b.form_id, coalesce(f.title, '') form_title, b.tool, b.mapping, b.mapping_version,
  (select count(distinct x.record_id) from displacement.figure x where x.binding_id = b.id)::int record_count,
  coalesce((select jsonb_agg(s) from (select reason, count(*)::int count from displacement.skipped_record
    where binding_id = b.id group by reason order by 2 desc) s), '[]') skipped
  from displacement.binding b left join forms.form f on f.id = b.form_id`;

export const listBindings = (tx: Tx, roundId: string) =>
  rawQuery<BindingRow>(tx, `${BINDING} where b.round_id = $1 order by b.created_at`, [roundId]);

export const findBinding = async (tx: Tx, roundId: string, formId: string): Promise<BindingRow | undefined> =>
  (
    await rawQuery<BindingRow>(tx, `${BINDING} where b.round_id = $1 and b.form_id = $2`, [roundId, formId])
  )[0];

/** What deriving needs of each binding of a form whose round still takes figures. */
export interface OpenBinding {
  id: string;
  round_id: string;
  mapping: Mapping;
  starts_on: string;
  ends_on: string;
}
export const listOpenBindings = (tx: Tx, formId: string) =>
  rawQuery<OpenBinding>(
    tx,
    `select b.id, b.round_id, b.mapping, r.starts_on, r.ends_on
     from displacement.binding b join displacement.round r on r.id = b.round_id
     where b.form_id = $1 and r.state in ('planned', 'collecting', 'cleaning', 'validated')`,
    [formId],
    { name: 'displacement.open_bindings' },
  );

export const saveBinding = async (
  tx: Tx,
  round: Pick<RoundRow, 'id' | 'operation_id' | 'office_id'>,
  formId: string,
  b: { tool: Tool; mapping: Mapping },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into displacement.binding (round_id, operation_id, office_id, form_id, tool, mapping) values ($1, $2, $3, $4, $5, $6)
       on conflict (round_id, form_id) do update
       set tool = excluded.tool, mapping = excluded.mapping, mapping_version = binding.mapping_version + 1
       returning id`,
      [round.id, round.operation_id, round.office_id, formId, b.tool, JSON.stringify(b.mapping)],
    )
  )[0]!.id;

export const deleteBinding = (tx: Tx, id: string) =>
  rawQuery(tx, 'delete from displacement.binding where id = $1', [id]);

/** Codes of rounds by id. */
export const roundReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await rawQuery<{ id: string; code: string }>(
    tx,
    'select id, code from displacement.round where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
};
