import { DEFINER_ALLOWLIST } from './definer-allowlist.ts';
import { APP_ROLE } from './migrate/app-role.ts';

/** Tables without row-level security, each with its reason; `schema.*` stands for all of a library's schema. */
const UNPROTECTED: Readonly<Record<string, string>> = {
  'platform.migration': 'The record of migrations; the application has no right to it.',
  'platform.migration_state': 'The record of migrations; the application has no right to it.',
  'graphile_worker.*': 'Tables of the job library; a job sets its actor before it touches data of people.',
};

/** The grouping that decides which schema may refer to which. */
export interface SchemaGroups {
  readonly platform: readonly string[];
  readonly modules: readonly string[];
}

export type CatalogueQuery = <Row>(sql: string, params?: readonly unknown[]) => Promise<Row[]>;

const NOT_SYSTEM = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/** Every breach of the rules of the house that the database's own catalogue shows, as one sentence each. */
export async function findBreaches(query: CatalogueQuery, groups: SchemaGroups): Promise<string[]> {
  const checks = [
    findUnprotectedTables,
    findOpenViews,
    findDefiners,
    findForeignKeys(groups),
    findExcessRights,
    findExcessRole,
  ];
  const found: string[] = [];
  for (const check of checks) found.push(...(await check(query)));
  return found;
}

async function findUnprotectedTables(query: CatalogueQuery): Promise<string[]> {
  const rows = await query<{ schema: string; name: string; enabled: boolean; forced: boolean }>(
    `select n.nspname as schema, n.nspname || '.' || c.relname as name,
            c.relrowsecurity as enabled, c.relforcerowsecurity as forced
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${NOT_SYSTEM} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)
      order by 2`,
  );
  return rows
    .filter(({ schema, name }) => UNPROTECTED[name] === undefined && UNPROTECTED[`${schema}.*`] === undefined)
    .map(({ name, enabled }) =>
      enabled
        ? `The table ${name} does not force row-level security.`
        : `The table ${name} has no row-level security.`,
    );
}

async function findOpenViews(query: CatalogueQuery): Promise<string[]> {
  const rows = await query<{ name: string; kind: string }>(
    `select n.nspname || '.' || c.relname as name, c.relkind as kind
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${NOT_SYSTEM} and n.nspname <> 'graphile_worker'
        and (c.relkind = 'v' and not coalesce(c.reloptions @> '{security_invoker=true}', false)
          or c.relkind = 'm' and has_table_privilege($1, c.oid, 'select'))
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by 1`,
    [APP_ROLE],
  );
  return rows.map(({ name, kind }) =>
    kind === 'v'
      ? `The view ${name} shows rows past the policies: make it "with (security_invoker = true)".`
      : `The materialised view ${name} is readable by ${APP_ROLE} and cannot have policies.`,
  );
}

async function findDefiners(query: CatalogueQuery): Promise<string[]> {
  const rows = await query<{ schema: string; name: string; config: string[] | null }>(
    `select n.nspname as schema, n.nspname || '.' || p.proname as name, p.proconfig as config
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${NOT_SYSTEM} and n.nspname <> 'graphile_worker' and p.prosecdef
      order by 2`,
  );
  const schemas = new Set(
    (await query<{ n: string }>('select nspname as n from pg_namespace')).map((row) => row.n),
  );
  const present = new Set(rows.map((row) => row.name));
  const breaches: string[] = [];
  for (const { name, config } of rows) {
    if (DEFINER_ALLOWLIST[name] === undefined) {
      breaches.push(`The function ${name} is SECURITY DEFINER and not in definer-allowlist.ts.`);
    }
    // pg_temp last: else a caller's temporary table could stand in for a real one.
    if (!config?.some((setting) => /^search_path=.*\bpg_temp$/.test(setting))) {
      breaches.push(`The function ${name} is SECURITY DEFINER without "set search_path = ..., pg_temp".`);
    }
  }
  for (const name of Object.keys(DEFINER_ALLOWLIST)) {
    if (!present.has(name) && schemas.has(name.split('.')[0]!)) {
      breaches.push(`definer-allowlist.ts names ${name}, which does not exist.`);
    }
  }
  return breaches;
}

function findForeignKeys({ platform, modules }: SchemaGroups): (query: CatalogueQuery) => Promise<string[]> {
  return async (query) => {
    const rows = await query<{ name: string; source: string; target: string }>(
      `select k.conname as name, ns.nspname as source, nt.nspname as target
         from pg_constraint k
         join pg_class s on s.oid = k.conrelid join pg_namespace ns on ns.oid = s.relnamespace
         join pg_class t on t.oid = k.confrelid join pg_namespace nt on nt.oid = t.relnamespace
        where k.contype = 'f' and ns.nspname = any($1::text[]) and ns.nspname <> nt.nspname
        order by 2, 1`,
      [[...platform, ...modules]],
    );
    return rows
      .filter(({ target }) => !platform.includes(target))
      .map(
        ({ name, source, target }) =>
          `The foreign key ${source}.${name} points into the module schema ${target}.`,
      );
  };
}

/** TRUNCATE passes by the policies, REFERENCES and TRIGGER let a role probe rows that it does not see. */
async function findExcessRights(query: CatalogueQuery): Promise<string[]> {
  const rows = await query<{ name: string; right: string }>(
    `select n.nspname || '.' || c.relname as name, r.right
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join unnest(array['truncate', 'references', 'trigger']) as r("right")
      where ${NOT_SYSTEM} and c.relkind in ('r', 'p') and has_table_privilege($1, c.oid, r.right)
      union all
     select n.nspname || '.' || c.relname, 'select'
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'platform' and c.relkind = 'r' and not c.relrowsecurity
        and has_table_privilege($1, c.oid, 'select')
      order by 1, 2`,
    [APP_ROLE],
  );
  return rows.map(({ name, right }) => `${APP_ROLE} may ${right} ${name}.`);
}

async function findExcessRole(query: CatalogueQuery): Promise<string[]> {
  const [role] = await query<{
    super: boolean;
    bypass: boolean;
    creates: boolean;
    owns: boolean;
    member: boolean;
  }>(
    `select rolsuper as super, rolbypassrls as bypass, rolcreaterole or rolcreatedb as creates,
            exists (select from pg_class c where c.relowner = r.oid) as owns,
            exists (select from pg_auth_members m where m.member = r.oid) as member
       from pg_roles r where rolname = $1`,
    [APP_ROLE],
  );
  if (role === undefined) return [`The role ${APP_ROLE} does not exist.`];
  return Object.entries(role)
    .filter(([, set]) => set)
    .map(([what]) => `The role ${APP_ROLE} has more than it should: ${what}.`);
}
