import { createPool } from './pool.ts';

/** A column of a slice's table or view as the database knows it. */
export interface CatalogueColumn {
  readonly schema: string;
  readonly table: string;
  readonly kind: 'table' | 'view';
  readonly name: string;
  /** Name of the type in pg_catalog; of the element for an array, of the base for a domain. */
  readonly type: string;
  readonly isArray: boolean;
  /** Labels of an enumeration. */
  readonly labels: string[] | null;
  readonly nullable: boolean;
  /** `default`: may be left out; `always`: may not be given. */
  readonly fill: 'none' | 'default' | 'always';
}

/** Columns of all tables and views in the schemas, in the order of schema, table and position. */
export async function readColumns(ownerUrl: string, schemas: readonly string[]): Promise<CatalogueColumn[]> {
  const pool = createPool({ url: ownerUrl, max: 1 });
  try {
    return (await pool.query<CatalogueColumn>(COLUMNS, [schemas])).rows;
  } finally {
    await pool.end();
  }
}

const COLUMNS = `select n.nspname as schema, c.relname as "table",
            case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
            a.attname as name, element.typname as type, base.typcategory = 'A' as "isArray",
            (select array_agg(e.enumlabel::text order by e.enumsortorder) from pg_enum e where e.enumtypid = element.oid) as labels,
            not (a.attnotnull or declared.typnotnull) as nullable,
            case when a.attidentity = 'a' or a.attgenerated <> '' then 'always'
                 when a.atthasdef or a.attidentity = 'd' then 'default' else 'none' end as fill
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type declared on declared.oid = a.atttypid
       join pg_type base on base.oid = case when declared.typtype = 'd' then declared.typbasetype else declared.oid end
       join pg_type element on element.oid = case when base.typcategory = 'A' then base.typelem else base.oid end
      where n.nspname = any($1::text[]) and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by n.nspname, c.relname, a.attnum`;
