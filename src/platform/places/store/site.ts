import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Accessibility, Setting, SiteState, SiteType } from '../domain.ts';
import { searchPattern } from '../search-text.ts';
import type { SiteValues } from '../site-import/rows.ts';

export interface SiteRow {
  id: string;
  operation_id: string;
  office_id: string;
  code: string;
  name: string;
  alternates: string[];
  type: SiteType;
  state: SiteState;
  lat: number | null;
  lon: number | null;
  altitude: number | null;
  accuracy: number | null;
  area_path: string[];
  area_from: 'point' | 'given' | 'none';
  opened_on: string | null;
  closed_on: string | null;
  accessibility: Accessibility;
  setting: Setting;
  notes: string;
  created_at: Date;
  updated_at: Date;
  revision: number;
}

const SITE = `s.id, s.operation_id, s.office_id, s.code, s.name, s.alternates, s.type, s.state, s.lat, s.lon, s.altitude,
  s.accuracy, s.area_path, s.area_from, s.opened_on::text opened_on, s.closed_on::text closed_on, s.accessibility,
  s.setting, s.notes, s.created_at, s.updated_at, s.revision`;

export interface SiteFilter {
  operationId?: string | undefined;
  officeId?: string | undefined;
  /** Sites in this area or any below it. */
  area?: string | undefined;
  types?: readonly string[] | undefined;
  states?: readonly string[] | undefined;
  accessibility?: readonly string[] | undefined;
  q?: string | undefined;
  /** Sites without a point. */
  unplaced?: boolean | undefined;
  after?: { name: string; id: string } | undefined;
  limit: number;
}

const WHERE = `where ($1::uuid is null or s.operation_id = $1)
       and ($2::uuid is null or s.office_id = $2)
       and ($3::text is null or s.area_path @> array[$3])
       and ($4::text[] is null or s.type = any($4))
       and ($5::text[] is null or s.state = any($5))
       and ($6::text is null or s.search like $6)
       and ($7::boolean is null or (s.lat is null) = $7)
       and ($8::text[] is null or s.accessibility = any($8))`;

const filterValues = (f: Omit<SiteFilter, 'limit' | 'after'>) => [
  f.operationId ?? null,
  f.officeId ?? null,
  f.area ?? null,
  f.types?.length ? f.types : null,
  f.states?.length ? f.states : null,
  f.q ? searchPattern(f.q) : null,
  f.unplaced ?? null,
  f.accessibility?.length ? f.accessibility : null,
];

/** By name, as the database sorts it, then id. */
export const listSites = (tx: Tx, f: SiteFilter) =>
  rawQuery<SiteRow>(
    tx,
    `select ${SITE} from places.site s ${WHERE} and ($9::text is null or (s.name, s.id) > ($9, $10::uuid))
     order by s.name, s.id limit $11`,
    [...filterValues(f), f.after?.name ?? null, f.after?.id ?? null, f.limit],
  );

/** Everything that the filter finds, for exports and maps; sites are thousands, not millions. */
export const readSites = (tx: Tx, f: Omit<SiteFilter, 'limit' | 'after'>) =>
  rawQuery<SiteRow>(tx, `select ${SITE} from places.site s ${WHERE} order by s.code, s.id`, filterValues(f));

export const findSiteRow = async (
  tx: Tx,
  by: { id: string } | { operationId: string; code: string },
): Promise<SiteRow | undefined> =>
  (
    await rawQuery<SiteRow>(
      tx,
      'id' in by
        ? `select ${SITE} from places.site s where s.id = $1`
        : `select ${SITE} from places.site s where s.operation_id = $1 and lower(s.code) = lower($2)
           order by s.code = $2 desc limit 1`,
      'id' in by ? [by.id] : [by.operationId, by.code],
    )
  )[0];

/** Codes of sites by id. */
export const siteReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await rawQuery<{ id: string; code: string }>(
    tx,
    'select id, code from places.site where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, code }) => [id, code]));
};

/** The site, kept from change by others until the transaction ends; undefined when the actor may not change it. */
export const lockSite = async (tx: Tx, id: string): Promise<SiteRow | undefined> =>
  (await rawQuery<SiteRow>(tx, `select ${SITE} from places.site s where s.id = $1 for update`, [id]))[0];

export interface SiteWrite extends Omit<SiteValues, 'pcode'> {
  search: string;
  areaPath: string[];
  areaFrom: SiteRow['area_from'];
}

const COLUMNS = `code text, name text, alternates text[], search text, type text, state text, lat double precision,
  lon double precision, altitude double precision, accuracy double precision, "areaPath" text[], "areaFrom" text,
  "openedOn" date, "closedOn" date, accessibility text, setting text, notes text`;

/** Adds sites of one operation; their ids in the order of their codes. */
export const insertSites = (
  tx: Tx,
  sites: readonly SiteWrite[],
  by: { operationId: string; officeId: string; accountId: string | null; now: Date },
) =>
  rawQuery<{ id: string; code: string }>(
    tx,
    `insert into places.site (operation_id, office_id, code, name, alternates, search, type, state, lat, lon, altitude,
       accuracy, area_path, area_from, opened_on, closed_on, accessibility, setting, notes, created_at, created_by,
       updated_at)
     select $2, $3, code, name, alternates, search, type, state, lat, lon, altitude, accuracy, "areaPath", "areaFrom",
       "openedOn", "closedOn", accessibility, setting, notes, $4, $5, $4
     from jsonb_to_recordset($1::jsonb) r(${COLUMNS})
     returning id, code`,
    [JSON.stringify(sites), by.operationId, by.officeId, by.now, by.accountId],
  );

/** Changes sites of one operation, found by their ids. */
export const updateSites = async (tx: Tx, sites: readonly (SiteWrite & { id: string })[], now: Date) => {
  await rawQuery(
    tx,
    `update places.site s set code = r.code, name = r.name, alternates = r.alternates, search = r.search, type = r.type,
       state = r.state, lat = r.lat, lon = r.lon, altitude = r.altitude, accuracy = r.accuracy,
       area_path = r."areaPath", area_from = r."areaFrom", opened_on = r."openedOn", closed_on = r."closedOn",
       accessibility = r.accessibility, setting = r.setting, notes = r.notes, updated_at = $2, revision = s.revision + 1
     from jsonb_to_recordset($1::jsonb) r(id uuid, ${COLUMNS})
     where s.id = r.id`,
    [JSON.stringify(sites), now],
  );
};

/** Office and country of an operation that the actor works in; places stand below access, so this is a plain read. */
export const findOperation = async (tx: Tx, id: string) =>
  (
    await rawQuery<{ id: string; office_id: string; country: string; alpha3: string }>(
      tx,
      `select o.id, o.office_id, o.country, coalesce(c.alpha3, '') alpha3
       from access.operation o left join places.country c on c.code = o.country where o.id = $1`,
      [id],
    )
  )[0];

/** Those of the codes, in small letters, that sites of the operation have. */
export const listKnownCodes = async (
  tx: Tx,
  operationId: string,
  codes: readonly string[],
): Promise<string[]> =>
  (
    await rawQuery<{ code: string }>(
      tx,
      `select distinct lower(s.code) code from places.site s
       where s.operation_id = $1 and lower(s.code) = any(select lower(c) from unnest($2::text[]) c)`,
      [operationId, codes],
    )
  ).map(({ code }) => code);
