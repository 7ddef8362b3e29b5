import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientBase, escapeLiteral } from 'pg';
import { MigrateProblem } from './problems.ts';

/** The role that the server works as: no superuser, no BYPASSRLS, owner of nothing. */
export const APP_ROLE = 'sojourn_app';

/**
 * The application role's password follows from the owner's, so that several servers of one database agree on it
 * without a second secret to keep.
 */
export function deriveAppPassword(ownerPassword: string): string {
  return createHmac('sha256', ownerPassword).update('sojourn_app password 1').digest('base64url');
}

/** Makes the role, or corrects it where it was given more than it should have. */
export async function ensureAppRole(client: ClientBase, password: string): Promise<void> {
  const { rows } = await client.query<{ is_owner: boolean; super: boolean; bypass: boolean }>(
    `select rolname = current_user as is_owner, rolsuper as super, rolbypassrls as bypass
       from pg_roles where rolname = $1`,
    [APP_ROLE],
  );
  const existing = rows[0];
  if (existing?.is_owner) {
    throw new MigrateProblem(
      'owner_is_app',
      `DATABASE_URL may not sign in as ${APP_ROLE}, which Sojourn uses for its restricted work: give the owner of the database.`,
    );
  }
  // Only a superuser may even name SUPERUSER or BYPASSRLS, so they are mentioned only where they must go.
  const limits = existing?.super || existing?.bypass ? 'nosuperuser nobypassrls' : '';
  const attributes = `login noinherit ${limits} password ${escapeLiteral(password)}`;
  try {
    await changeRole(client, `${existing === undefined ? 'create' : 'alter'} role ${APP_ROLE} ${attributes}`);
  } catch (error) {
    throw new MigrateProblem(
      'no_role',
      `The owner of the database may not create or change the role ${APP_ROLE} (${(error as Error).message}): ` +
        'as an administrator of that server run "alter role <owner> createrole" and, where the role exists already, ' +
        `"grant ${APP_ROLE} to <owner> with admin option", then start again.`,
      { cause: error },
    );
  }
}

const CONCURRENT_CHANGES = 10;

/** Roles belong to the whole server: a Sojourn of another database there may change this one at the same moment. */
async function changeRole(client: ClientBase, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      if (attempt === CONCURRENT_CHANGES || !/concurrently updated/.test((error as Error).message))
        throw error;
      await sleep(20 * attempt);
    }
  }
}
