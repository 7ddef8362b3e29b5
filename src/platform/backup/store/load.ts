import type { Client } from 'pg';
import { RESTORE_MARK as MARK } from '#platform/db/open.ts';
import type { Sequence, Table } from '../manifest.ts';
import { BackupProblem } from '../problems.ts';
import { nameOf } from './copy.ts';
import { COPY_SETTINGS, listTables, QUEUE_SCHEMA } from './tables.ts';

/** Any number that only restores lock. */
const RESTORE_LOCK = 7_302_018_117;

/**
 * Takes an empty database for a restore, or one that an interrupted restore left: the mark keeps the server from starting
 * on it until `releaseTarget`.
 * @throws BackupProblem `not_empty`, `in_use`
 */
export async function claimTarget(client: Client, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    RESTORE_LOCK,
  ]);
  if (!rows[0]!.taken)
    throw new BackupProblem('in_use', 'Another restore into this database is under way: wait for its end.');
  const found = await client.query<{ schema: string }>(
    'select nspname::text as schema from pg_namespace where nspname = any($1::text[])',
    [[MARK, ...schemas]],
  );
  const present = found.rows.map((row) => row.schema);
  if (present.length > 0 && !present.includes(MARK)) {
    throw new BackupProblem(
      'not_empty',
      'The database is not empty: restore into a new one. Nothing was changed.',
    );
  }
  if (present.length > 0) await clearTarget(client, schemas);
  await client.query(`create schema ${MARK}`);
}

/** Leaves the database as empty as it was. */
export async function clearTarget(client: Client, schemas: readonly string[]): Promise<void> {
  const all = [...schemas, MARK].map((schema) => `"${schema}"`).join(', ');
  await client.query('rollback');
  await client.query(`drop schema if exists ${all} cascade`);
}

export const releaseTarget = async (client: Client): Promise<void> => {
  await client.query(`drop schema ${MARK}`);
};

/** What stands between rows and tables that are filled in any order: the statements that bring it back. */
export interface Guards {
  restore: string[];
}

const GUARDS = `
  select 1 as rank, format('drop index %s', i.indexrelid::regclass) as take, pg_get_indexdef(i.indexrelid) as give
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = any($1::text[]) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
  union all
  select 2, format('alter table %s drop constraint %I', conrelid::regclass, conname),
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
   where k.contype = 'f' and n.nspname = any($1::text[])
  union all
  select 3, format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
         format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
   where not t.tgisinternal and t.tgenabled = 'O' and n.nspname = any($1::text[])
  union all
  select 4, format('alter table %s no force row level security', c.oid::regclass),
         format('alter table %s force row level security', c.oid::regclass)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.relkind = 'r' and c.relforcerowsecurity and n.nspname = any($1::text[])
  order by rank`;

/**
 * Opens a transaction in which the tables are empty and take rows as they come: no reference, no trigger, no policy, and
 * no index that is cheaper to build at the end.
 */
export async function beginLoad(
  client: Client,
  schemas: readonly string[],
): Promise<{ tables: Table[]; guards: Guards }> {
  await client.query('begin');
  await client.query(`${COPY_SETTINGS}; set local maintenance_work_mem = '256MB'`);
  const tables = await listTables(client, schemas);
  const { rows } = await client.query<{ take: string; give: string }>(GUARDS, [schemas]);
  if (rows.length > 0) await client.query(rows.map((row) => row.take).join(';'));
  if (tables.length > 0) await client.query(`truncate ${tables.map(nameOf).join(', ')}`);
  return { tables, guards: { restore: rows.map((row) => row.give) } };
}

/** References are proved as they come back: a dangling row fails the restore. */
export async function endLoad(
  client: Client,
  { tables, guards }: { tables: readonly Table[]; guards: Guards },
  sequences: readonly Sequence[],
): Promise<void> {
  for (const { schema, name, last, called } of sequences) {
    await client.query('select setval(format($1, $2::text, $3::text)::regclass, $4::bigint, $5)', [
      '%I.%I',
      schema,
      name,
      last,
      called,
    ]);
  }
  await freeJobs(client);
  for (const statement of guards.restore) await client.query(statement);
  // Without figures of its own the planner would guess until the next autovacuum.
  if (tables.length > 0) await client.query(`analyze ${tables.map(nameOf).join(', ')}`);
  await client.query('commit');
}

/** Jobs that ran at the moment of the backup run no more: whoever starts next takes them again, as after a crash. */
async function freeJobs(client: Client): Promise<void> {
  await client.query(
    `update ${QUEUE_SCHEMA}._private_jobs set locked_at = null, locked_by = null, attempts = least(attempts, max_attempts - 1)
      where locked_at is not null`,
  );
  await client.query(
    `update ${QUEUE_SCHEMA}._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`,
  );
}
