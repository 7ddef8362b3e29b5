import { parseArgs } from 'node:util';
import { attachDatabase } from '#platform/db/open.ts';
import { recoverFromServer } from '#platform/identity/service/server-recovery.ts';
import { readConfig } from '#server/config.ts';
import { productRoot } from '#server/root.ts';
import { withOwner } from './owner.ts';

const USAGE = `sojourn recover <e-mail> [--demo]

Prints a one-time link by which the person of this account sets a new password; it holds an hour. For an agency whose only
administrator lost password, second factor and recovery codes: where there are two, they recover each other on the screen.
The audit log says that the link was made on the server, and the person and all administrators are told.

Ends with 0 when the link was made, 2 when not.`;

/** `sojourn recover`: whoever holds the server lets an administrator back in. */
export async function recoverCommand(args: string[]): Promise<number> {
  let email: string | undefined;
  let demo: boolean;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { demo: { type: 'boolean', default: false } },
    });
    [email] = positionals;
    demo = values.demo;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (!email) {
    console.error(USAGE);
    return 2;
  }
  const config = readConfig(process.env, productRoot, demo);
  const made = await withOwner(config, async (ownerUrl) => {
    const db = attachDatabase(ownerUrl, 'owner');
    return recoverFromServer(db, email, new Date()).finally(() => db.close());
  });
  if (!made) {
    console.error('No active account of a person has this e-mail address.');
    return 2;
  }
  console.log(
    `${config.publicUrl}/welcome#${made.secret}\nIt opens once, until ${made.expiresAt.toISOString()}.`,
  );
  return 0;
}
