import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { AreaLevel, Names } from '../domain.ts';
import type { Box, Position, Shape } from '../geo/shape.ts';
import type { CurrentArea } from '../import/plan.ts';
import { searchPattern } from '../search-text.ts';

export interface AreaRow {
  id: string;
  pcode: string;
  country_code: string;
  level: AreaLevel;
  parent_pcode: string | null;
  names: Names;
  alternates: string[];
  valid_from: string;
  valid_to: string | null;
  edition_id: string;
  km2: number | null;
  box: Box | null;
  label: Position | null;
  vertices: number;
  parent_names: Names | null;
}

const AREA = `a.id, a.pcode, a.country_code, a.level, a.parent_pcode, a.names, a.alternates, a.valid_from::text valid_from,
  a.valid_to::text valid_to, a.edition_id, a.km2, a.box, a.label, a.vertices,
  (select p.names from places.area p where p.pcode = a.parent_pcode and p.valid_to is null) parent_names`;

export interface AreaFilter {
  country?: string | undefined;
  level?: number | undefined;
  parent?: string | undefined;
  q?: string | undefined;
  after?: { level: number; pcode: string } | undefined;
  limit: number;
}

/** Areas in force, by level and P-code. */
export const listAreas = (tx: Tx, f: AreaFilter) =>
  rawQuery<AreaRow>(
    tx,
    `select ${AREA} from places.area a
     where a.valid_to is null
       and ($1::text is null or a.country_code = $1)
       and ($2::int is null or a.level = $2)
       and ($3::text is null or a.parent_pcode = $3)
       and ($4::text is null or a.search like $4)
       and ($5::int is null or (a.level, a.pcode) > ($5, $6))
     order by a.level, a.pcode limit $7`,
    [
      f.country ?? null,
      f.level ?? null,
      f.parent ?? null,
      f.q ? searchPattern(f.q) : null,
      f.after?.level ?? null,
      f.after?.pcode ?? null,
      f.limit,
    ],
  );

/** The versions of an area, newest first. */
export const listVersions = (tx: Tx, pcode: string) =>
  rawQuery<AreaRow & { edition_name: string }>(
    tx,
    `select ${AREA}, e.name edition_name from places.area a join places.edition e on e.id = a.edition_id
     where a.pcode = $1 order by a.valid_to is not null, a.valid_from desc, a.id desc`,
    [pcode],
  );

interface ShapedRow {
  pcode: string;
  level: AreaLevel;
  parent_pcode: string | null;
  names: Names;
  alternates: string[];
  km2: number | null;
  shape: string | null;
}

/** Every area in force with its full shape; of one country, or of all. */
export async function readCurrent(
  tx: Tx,
  country: string | null,
): Promise<(CurrentArea & { km2: number | null })[]> {
  const rows = await rawQuery<ShapedRow>(
    tx,
    `select a.pcode, a.level, a.parent_pcode, a.names, a.alternates, a.km2, s.full_shape shape
     from places.area a left join places.area_shape s on s.area_id = a.id
     where a.valid_to is null and ($1::text is null or a.country_code = $1)
     order by a.level, a.pcode`,
    [country],
  );
  return rows.map((row) => ({
    pcode: row.pcode,
    level: row.level,
    parentPcode: row.parent_pcode,
    names: row.names,
    alternates: row.alternates,
    km2: row.km2,
    shape: row.shape === null ? null : (JSON.parse(row.shape) as Shape),
  }));
}

export interface MapFilter {
  country?: string | undefined;
  level?: number | undefined;
  /** Areas below this one, at any depth. */
  parent?: string | undefined;
  full: boolean;
}

/** Shapes for a map with what a map says of them. */
export const readMapShapes = (tx: Tx, f: MapFilter) =>
  rawQuery<Pick<AreaRow, 'pcode' | 'level' | 'parent_pcode' | 'names' | 'label'> & { shape: string }>(
    tx,
    `with recursive below as (
       select pcode from places.area where valid_to is null and parent_pcode = $3
       union
       select a.pcode from places.area a join below b on a.parent_pcode = b.pcode where a.valid_to is null
     )
     select a.pcode, a.level, a.parent_pcode, a.names, a.label,
       case when $4 then s.full_shape else s.map_shape end shape
     from places.area a join places.area_shape s on s.area_id = a.id
     where a.valid_to is null
       and ($1::text is null or a.country_code = $1)
       and ($2::int is null or a.level = $2)
       and ($3::text is null or a.pcode in (select pcode from below))
     order by a.level, a.pcode`,
    [f.country ?? null, f.level ?? null, f.parent ?? null, f.full],
  );

/** Changes with every change of areas, and is never the same in two databases that differ. */
export const readVersion = async (tx: Tx): Promise<string> =>
  (
    await rawQuery<{ stamp: string }>(tx, 'select stamp from places.version', [], { name: 'places.version' })
  )[0]?.stamp ?? '';

export interface NewArea {
  pcode: string;
  level: number;
  parentPcode: string | null;
  names: Names;
  alternates: string[];
  search: string;
  km2: number | null;
  box: Box | null;
  label: Position | null;
  vertices: number;
  shape: Shape | null;
}

/** Ends the versions in force of these areas on the first day of the edition. */
export const closeAreas = async (
  tx: Tx,
  pcodes: readonly string[],
  edition: { id: string; validFrom: string },
) => {
  await rawQuery(
    tx,
    `update places.area set valid_to = greatest(valid_from, $2::date), closed_by = $3
     where valid_to is null and pcode = any($1)`,
    [pcodes, edition.validFrom, edition.id],
  );
};

/** Adds versions that are in force from the first day of the edition, with their shapes, in one round trip each. */
export async function insertAreas(
  tx: Tx,
  areas: readonly NewArea[],
  edition: { id: string; countryCode: string; validFrom: string },
): Promise<void> {
  if (areas.length === 0) return;
  const { id, countryCode, validFrom } = edition;
  await rawQuery(
    tx,
    'insert into places.pcode (code, country_code) select unnest($1::text[]), $2 on conflict (code) do nothing',
    [areas.map((a) => a.pcode), countryCode],
  );
  const plain = areas.map(({ shape: _, ...area }) => area);
  const rows = await rawQuery<{ id: string; pcode: string }>(
    tx,
    `insert into places.area (pcode, country_code, level, parent_pcode, names, alternates, search, valid_from,
       edition_id, km2, box, label, vertices)
     select r.pcode, $2, r.level, r."parentPcode", r.names, r.alternates, r.search, $3::date, $4, r.km2, r.box, r.label,
       r.vertices
     from jsonb_to_recordset($1::jsonb) r(pcode text, level smallint, "parentPcode" text, names jsonb, alternates text[],
       search text, km2 double precision, box double precision[], label double precision[], vertices integer)
     returning id, pcode`,
    [JSON.stringify(plain), countryCode, validFrom, id],
  );
  const idOf = new Map(rows.map((row) => [row.pcode, row.id]));
  const shaped = areas.filter((area) => area.shape !== null);
  for (let at = 0; at < shaped.length; at += 500) {
    const part = shaped.slice(at, at + 500);
    const texts = part.map((area) => JSON.stringify(area.shape));
    await rawQuery(
      tx,
      `insert into places.area_shape (area_id, full_shape, map_shape)
       select i, s, s from unnest($1::uuid[], $2::text[]) r(i, s)`,
      [part.map((area) => idOf.get(area.pcode)), texts],
    );
  }
}

/** Replaces the map shapes of areas in force. */
export async function updateMapShapes(tx: Tx, shapes: ReadonlyMap<string, Shape>): Promise<void> {
  const all = [...shapes];
  for (let at = 0; at < all.length; at += 500) {
    const part = all.slice(at, at + 500);
    await rawQuery(
      tx,
      `update places.area_shape s set map_shape = r.shape
       from unnest($1::text[], $2::text[]) r(pcode, shape)
       join places.area a on a.pcode = r.pcode and a.valid_to is null
       where s.area_id = a.id and s.map_shape <> r.shape`,
      [part.map(([pcode]) => pcode), part.map(([, shape]) => JSON.stringify(shape))],
    );
  }
}

export const renewVersion = async (tx: Tx): Promise<void> => {
  await rawQuery(tx, 'update places.version set stamp = gen_random_uuid()');
};
