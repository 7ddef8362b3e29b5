import { type ClientBase, escapeIdentifier } from 'pg';
import { APP_ROLE } from './app-role.ts';
import { fingerprintOf, type MigrationSet, type SlicePolicies } from './files.ts';
import { sqlFailure } from './problems.ts';

/**
 * Replaces all policies of all slices in one transaction, so that no moment exists in which a row is shown by half
 * of the rules.
 */
export async function applyPolicies(
  client: ClientBase,
  set: MigrationSet,
  appPassword: string,
): Promise<void> {
  const schemas = set.policies.map((slice) => slice.schema);
  await client.query('begin');
  try {
    await dropPolicies(client, schemas);
    for (const schema of schemas) {
      await client.query(
        `create schema if not exists ${escapeIdentifier(schema)};
         grant usage on schema ${escapeIdentifier(schema)} to ${APP_ROLE}`,
      );
    }
    await runInWorkableOrder(client, set.policies);
    await guardTables(client, schemas);
    await client.query(
      `insert into platform.migration_state (fingerprint) values ($1)
       on conflict (only_row) do update set fingerprint = excluded.fingerprint, completed_at = now()`,
      [fingerprintOf(set, appPassword)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

/** Undefined function, table, schema, object: perhaps the file of another slice makes it. */
const NOT_YET_THERE = /^(42883|42P01|3F000|42704)$/;

/**
 * Policies of one slice call functions of another and the reverse, so no fixed order serves: a file that lacks
 * something waits until the others have run, as long as each round brings at least one file further.
 */
async function runInWorkableOrder(client: ClientBase, policies: readonly SlicePolicies[]): Promise<void> {
  let waiting = policies;
  while (waiting.length > 0) {
    const failed: SlicePolicies[] = [];
    let reason: unknown;
    for (const file of waiting) {
      await client.query('savepoint policies');
      try {
        await client.query(file.text);
        await client.query('release savepoint policies');
      } catch (error) {
        const problem = sqlFailure({ ...file, name: 'policies.sql' }, error);
        if (!NOT_YET_THERE.test((error as { code?: string }).code ?? '')) throw problem;
        await client.query('rollback to savepoint policies');
        failed.push(file);
        reason ??= problem;
      }
    }
    if (failed.length === waiting.length) throw reason;
    waiting = failed;
  }
}

async function dropPolicies(client: ClientBase, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop policy %I on %I.%I', policyname, schemaname, tablename) as statement
       from pg_policies where schemaname = any($1::text[]) order by 1`,
    [schemas],
  );
  if (rows.length > 0) await client.query(rows.map((row) => row.statement).join(';'));
}

/**
 * Forces row-level security wherever a migration enabled it, and gives the owner a policy of its own: on a hosted
 * server the owner is no superuser, and FORCE would blind the SECURITY DEFINER functions and the data migrations that
 * run as owner, while on our own server they would see everything. With it both behave alike.
 */
export async function guardTables(client: ClientBase, schemas: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string; forced: boolean; owned: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as forced,
            exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'owner_all') as owned
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any($1::text[]) and c.relkind in ('r', 'p') and c.relrowsecurity
      order by 1`,
    [schemas],
  );
  const statements = rows.flatMap(({ name, forced, owned }) => [
    ...(forced ? [] : [`alter table ${name} force row level security`]),
    ...(owned ? [] : [`create policy owner_all on ${name} to current_user using (true) with check (true)`]),
  ]);
  if (statements.length > 0) await client.query(statements.join(';'));
}
