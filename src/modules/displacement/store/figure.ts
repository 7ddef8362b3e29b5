import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { BandFigure, Category, Tool } from '../contract.ts';
import type { DerivedFigure, PlaceFacts } from '../domain/derive.ts';

/** One figure of a record, as `displacement.replace_figures` takes it. */
export interface FigureValues extends DerivedFigure, PlaceFacts {
  assessedOn: string;
  receivedAt: string;
  rejected: boolean;
}

/** What a record gives to one binding: figures, or the reason why none; both empty when it is none of that round's. */
export interface Contribution {
  recordId: string;
  bindingId: string;
  figures: readonly FigureValues[];
  skipped: string | null;
}

/** Puts what records contribute in place of what they contributed to the same bindings before. */
export const replaceFigures = (tx: Tx, contributions: readonly Contribution[]) =>
  rawQuery(
    tx,
    'select displacement.replace_figures($1)',
    [
      JSON.stringify(
        contributions.map(({ recordId, bindingId, figures, skipped }) => ({
          record: recordId,
          binding: bindingId,
          figures: figures.map(toColumns),
          skipped,
        })),
      ),
    ],
    { name: 'displacement.replace_figures' },
  );

/** A rejected record counts for nothing; one taken back counts again. Figures of cleared rounds stay as they are. */
export const markRejected = (tx: Tx, recordId: string, rejected: boolean) =>
  rawQuery(tx, 'select displacement.mark_rejected($1, $2)', [recordId, rejected]);

const toColumns = (f: FigureValues) => ({
  category: f.category,
  place_key: f.placeKey,
  place_name: f.placeName,
  pcode: f.pcode,
  area_path: f.areaPath,
  site_id: f.siteId,
  assessed_on: f.assessedOn,
  received_at: f.receivedAt,
  households: f.households,
  individuals: f.individuals,
  method: f.method,
  bands: f.bands,
  origin_pcode: f.originPcode,
  reason: f.reason,
  flags: f.flags,
  rejected: f.rejected,
});

export interface FigureScope {
  roundId: string;
  tool: Tool;
  category: Category;
  within?: string | undefined;
}

// The latest assessment of a place counts, wherever the place then lay; earlier ones of the same round are kept and
// shown as replaced. Only then the area is looked at: a part must show what it adds to the whole.
const RANKED = `select f.*, f.area_path[$5::int + 1] area from (
    select g.*, case when rejected then 'rejected'
       when row_number() over (partition by rejected, place_key order by assessed_on desc, received_at desc, record_id) > 1 then 'replaced'
       else 'counts' end standing
    from displacement.figure g where round_id = $1 and tool = $2 and category = $3) f
  where $4::text is null or $4 = any(area_path)`;

const values = (s: FigureScope, level: number) => [s.roundId, s.tool, s.category, s.within ?? null, level];

export interface AreaRow {
  area: string | null;
  households: number | null;
  individuals: number;
  estimated: number;
  female: number | null;
  male: number | null;
  places: number;
  records: number;
  flagged: number;
}

/** Sums by area of a level, and one row with `grand` for the whole. */
export const sumByArea = (tx: Tx, scope: FigureScope, level: number) =>
  rawQuery<AreaRow & { grand: boolean }>(
    tx,
    `with ranked as (${RANKED}), counting as (
       select r.*, b.female, b.male from ranked r
       cross join lateral (
         select sum(x.individuals) filter (where x.sex = 'female') female, sum(x.individuals) filter (where x.sex = 'male') male
         from jsonb_to_recordset(r.bands) as x(sex text, individuals numeric)) b
       where standing = 'counts')
     select area, grouping(area) = 1 grand, sum(households)::float8 households,
       coalesce(sum(individuals), 0)::float8 individuals,
       coalesce(sum(individuals) filter (where method = 'estimated'), 0)::float8 estimated,
       sum(female)::float8 female, sum(male)::float8 male,
       count(distinct place_key)::int places, count(*)::int records,
       count(*) filter (where cardinality(flags) > 0)::int flagged
     from counting group by grouping sets ((area), ()) order by individuals desc`,
    values(scope, level),
  );

export const sumByBand = (tx: Tx, scope: FigureScope) =>
  rawQuery<BandFigure>(
    tx,
    `with ranked as (${RANKED})
     select x.sex, x.age, sum(x.individuals)::float8 individuals
     from ranked cross join lateral jsonb_to_recordset(bands) as x(sex text, age text, individuals numeric)
     where standing = 'counts' group by x.sex, x.age order by x.sex, x.age`,
    values(scope, 0),
  );

/** The figure that counts for each place, with its area of the level. */
export const listPlaceFigures = (tx: Tx, scope: FigureScope, level: number) =>
  rawQuery<{ place_key: string; area: string | null; individuals: number }>(
    tx,
    `with ranked as (${RANKED}) select place_key, area, individuals::float8 individuals from ranked where standing = 'counts'`,
    values(scope, level),
  );

/** The round before, in the same operation, that has figures of this tool and category. */
export const findPreviousRound = async (tx: Tx, scope: FigureScope) =>
  (
    await rawQuery<{ id: string; code: string }>(
      tx,
      `select p.id, p.code from displacement.round r
       join displacement.round p on p.operation_id = r.operation_id and p.number < r.number
       where r.id = $1 and exists (select from displacement.figure f
         where f.round_id = p.id and f.tool = $2 and f.category = $3 and not f.rejected)
       order by p.number desc limit 1`,
      [scope.roundId, scope.tool, scope.category],
    )
  )[0];

export const listSkipReasons = (tx: Tx, roundId: string, tool: Tool) =>
  rawQuery<{ reason: string; records: number }>(
    tx,
    `select s.reason, count(*)::int records from displacement.skipped_record s join displacement.binding b on b.id = s.binding_id
     where b.round_id = $1 and b.tool = $2 group by s.reason order by 2 desc`,
    [roundId, tool],
  );

/** How many records of a scope do not count, by standing. */
export const countStandings = (tx: Tx, scope: FigureScope) =>
  rawQuery<{ standing: string; records: number }>(
    tx,
    `with ranked as (${RANKED}) select standing, count(*)::int records from ranked where standing <> 'counts' group by standing`,
    values(scope, 0),
  );

export interface TrendRow {
  round_id: string;
  code: string;
  reporting_date: string;
  state: string;
  households: number | null;
  individuals: number;
  places: number;
}
export const listTrend = (
  tx: Tx,
  q: { operationId: string; tool: Tool; category: Category; within?: string | undefined },
) =>
  rawQuery<TrendRow>(
    tx,
    `select r.id round_id, r.code, r.reporting_date, r.state, sum(c.households)::float8 households,
       sum(c.individuals)::float8 individuals, count(*)::int places
     from displacement.round r join (
       select distinct on (round_id, place_key) round_id, households, individuals, area_path from displacement.figure
       where operation_id = $1 and tool = $2 and category = $3 and not rejected
       order by round_id, place_key, assessed_on desc, received_at desc, record_id) c
       on c.round_id = r.id and ($4::text is null or $4 = any(c.area_path))
     where r.operation_id = $1 group by r.id order by r.number`,
    [q.operationId, q.tool, q.category, q.within ?? null],
  );

export interface FigureRowRow {
  id: string;
  record_id: string;
  form_id: string;
  form_title: string;
  place_name: string;
  pcode: string | null;
  assessed_on: string;
  category: Category;
  households: number | null;
  individuals: number;
  method: 'counted' | 'estimated';
  standing: 'counts' | 'replaced' | 'rejected';
  flags: string[];
  review_state: string;
  mapping: {
    householdSize: { value: number; source: string } | null;
    figures: { category: string; households: string | null; individuals: string | null }[];
  };
  mapping_version: number;
}

export const listFigureRows = (
  tx: Tx,
  scope: FigureScope & {
    flagged?: boolean | undefined;
    after?: { individuals: number; id: string } | undefined;
    limit: number;
  },
) =>
  rawQuery<FigureRowRow>(
    tx,
    `with ranked as (${RANKED})
     select k.id, k.record_id, b.form_id, coalesce(f.title, '') form_title, k.place_name, k.pcode, k.assessed_on, k.category,
       k.households::float8 households, k.individuals::float8 individuals, k.method, k.standing, k.flags,
       coalesce(r.review_state, '') review_state, b.mapping, k.mapping_version
     from ranked k join displacement.binding b on b.id = k.binding_id
     left join forms.form f on f.id = b.form_id left join forms.record r on r.id = k.record_id
     where ($6::boolean is not true or cardinality(k.flags) > 0)
       and ($7::numeric is null or (k.individuals, k.id) < ($7, $8::uuid))
     order by k.individuals desc, k.id desc limit $9`,
    [
      ...values(scope, 0),
      scope.flagged ?? null,
      scope.after?.individuals ?? null,
      scope.after?.id ?? null,
      scope.limit,
    ],
  );
