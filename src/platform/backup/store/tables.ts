import type { Client } from 'pg';
import type { Sequence, Table } from '../manifest.ts';
import { BackupProblem } from '../problems.ts';

/** The queue, whose tables belong to its library. */
export const QUEUE_SCHEMA = 'graphile_worker';

/** State of a library or of a migration run, written anew by whoever restores. */
const LEFT_OUT = ['platform.migration_state', `${QUEUE_SCHEMA}.migrations`];

/** All values in one form, whatever the server's own settings. */
export const COPY_SETTINGS = `set local search_path = pg_catalog; set local statement_timeout = 0; set local lock_timeout = 0;
  set local idle_in_transaction_session_timeout = 0; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601';
  set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 3;
  set local client_encoding = 'UTF8'`;

export async function listTables(client: Client, schemas: readonly string[]): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind = 'r' and n.nspname = any($1::text[])
        and n.nspname || '.' || c.relname <> all($2::text[])
      group by 1, 2 order by 1, 2`,
    [schemas, LEFT_OUT],
  );
  return rows;
}

/** A backup made by a login from which policies hide rows would look whole and not be. */
export async function refuseHiddenRows(client: Client, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1::text[]) and c.relkind = 'r' and row_security_active(c.oid)
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_all' and p.polpermissive
          and pg_get_expr(p.polqual, p.polrelid) = 'true'
          and (select oid from pg_roles where rolname = current_user) = any(p.polroles))`,
    [schemas],
  );
  if (rows.length === 0) return;
  throw new BackupProblem(
    'hidden_rows',
    `Row-level security may hide rows of ${rows[0]!.name} from this login: DATABASE_URL must name the owner of the database.`,
  );
}

export async function listSequences(client: Client, schemas: readonly string[]): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string; quoted: string }>(
    `select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as quoted
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and n.nspname = any($1::text[]) order by 1, 2`,
    [schemas],
  );
  const sequences: Sequence[] = [];
  for (const { schema, name, quoted } of rows) {
    const state = await client.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${quoted}`,
    );
    sequences.push({ schema, name, ...state.rows[0]! });
  }
  return sequences;
}
