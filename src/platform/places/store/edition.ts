import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { ImportMode, Names } from '../domain.ts';
import type { PlanCounts } from '../import/plan.ts';
import type { Succession } from '../import/succession.ts';

export interface CountryRow {
  code: string;
  alpha3: string;
  numeric_code: string | null;
  names: Names;
  user_assigned: boolean;
}

const COUNTRY = 'code, alpha3, numeric_code, names, user_assigned';

export const listCountries = (tx: Tx) =>
  rawQuery<CountryRow & { areas: number; levels: number[]; may_import: boolean }>(
    tx,
    `select c.code, c.alpha3, c.numeric_code, c.names, c.user_assigned, coalesce(a.areas, 0)::int areas,
       coalesce(a.levels, '{}') levels,
       c.code = any((select places.import_countries())::text[]) may_import
     from places.country c
     left join (select country_code, count(*) areas, array_agg(distinct level::int order by level::int) levels
       from places.area where valid_to is null group by country_code) a on a.country_code = c.code
     order by c.code`,
  );

export const findCountry = async (tx: Tx, code: string): Promise<CountryRow | undefined> =>
  (await rawQuery<CountryRow>(tx, `select ${COUNTRY} from places.country where code = $1`, [code]))[0];

export const insertCountry = async (tx: Tx, country: { code: string; alpha3: string; names: Names }) => {
  await rawQuery(
    tx,
    'insert into places.country (code, alpha3, names, user_assigned) values ($1, $2, $3, true)',
    [country.code, country.alpha3, JSON.stringify(country.names)],
  );
};

/** Whether the actor may write areas of a country; a new code is asked for at the top office or by an operation of it. */
export const mayImport = async (tx: Tx, code: string): Promise<boolean> =>
  (
    await rawQuery<{ may: boolean }>(
      tx,
      "select access.held_at_top('places.area.import') or $1 = any(places.import_countries()) may",
      [code],
    )
  )[0]!.may;

export interface EditionRow {
  id: string;
  country_code: string;
  name: string;
  source: string;
  valid_from: string;
  mode: ImportMode;
  counts: PlanCounts;
  applied_at: Date;
  applied_by_name: string | null;
}

const EDITION = `e.id, e.country_code, e.name, e.source, e.valid_from::text valid_from, e.mode, e.counts, e.applied_at,
  p.name applied_by_name`;

export const listEditions = (
  tx: Tx,
  f: { country?: string | undefined; after?: { appliedAt: string; id: string } | undefined; limit: number },
) =>
  rawQuery<EditionRow>(
    tx,
    `select ${EDITION} from places.edition e left join identity.account p on p.id = e.applied_by
     where ($1::text is null or e.country_code = $1)
       and ($2::timestamptz is null or (e.applied_at, e.id) < ($2, $3::uuid))
     order by e.applied_at desc, e.id desc limit $4`,
    [f.country ?? null, f.after?.appliedAt ?? null, f.after?.id ?? null, f.limit],
  );

export const findEdition = async (tx: Tx, id: string): Promise<EditionRow | undefined> =>
  (
    await rawQuery<EditionRow>(
      tx,
      `select ${EDITION} from places.edition e left join identity.account p on p.id = e.applied_by where e.id = $1`,
      [id],
    )
  )[0];

/** First day of the newest edition of a country; also makes others that import the same country wait. */
export async function lockLatestEdition(tx: Tx, country: string): Promise<string | null> {
  await rawQuery(tx, "select pg_advisory_xact_lock(hashtextextended('places.edition.' || $1, 0))", [country]);
  const rows = await rawQuery<{ day: string | null }>(
    tx,
    'select max(valid_from)::text as day from places.edition where country_code = $1',
    [country],
  );
  return rows[0]?.day ?? null;
}

export const insertEdition = async (
  tx: Tx,
  e: {
    countryCode: string;
    name: string;
    source: string;
    validFrom: string;
    mode: ImportMode;
    counts: PlanCounts;
    appliedAt: Date;
    appliedBy: string | null;
  },
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into places.edition (country_code, name, source, valid_from, mode, counts, applied_at, applied_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [
        e.countryCode,
        e.name,
        e.source,
        e.validFrom,
        e.mode,
        JSON.stringify(e.counts),
        e.appliedAt,
        e.appliedBy,
      ],
    )
  )[0]?.id ?? '';

export interface SuccessionRow {
  kind: Succession['kind'];
  level: number;
  from_pcodes: string[];
  to_pcodes: string[];
  valid_from: string;
  edition_name: string;
}

export const insertSuccessions = async (
  tx: Tx,
  editionId: string,
  list: readonly Succession[],
): Promise<void> => {
  for (const { kind, level, from, to } of list) {
    await rawQuery(
      tx,
      'insert into places.succession (edition_id, kind, level, from_pcodes, to_pcodes) values ($1, $2, $3, $4, $5)',
      [editionId, kind, level, from, to],
    );
  }
};

/** Splits, mergers and new codes in which the area took part, or all of one edition. */
export const listSuccessions = (tx: Tx, of: { pcode: string } | { editionId: string }) =>
  rawQuery<SuccessionRow>(
    tx,
    `select s.kind, s.level::int level, s.from_pcodes, s.to_pcodes, e.valid_from::text valid_from, e.name edition_name
     from places.succession s join places.edition e on e.id = s.edition_id
     where ($1::text is null or s.from_pcodes @> array[$1] or s.to_pcodes @> array[$1])
       and ($2::uuid is null or s.edition_id = $2)
     order by e.valid_from desc, s.id`,
    ['pcode' in of ? of.pcode : null, 'editionId' in of ? of.editionId : null],
  );
