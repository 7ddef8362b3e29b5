import { rm } from 'node:fs/promises';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import { unwrapKey, wrapKey } from './data-key.ts';
import { openExisting } from './open-root.ts';
import { makeRootFile, type RootKey, type RootKeyInput, readRootKey, rootFile } from './root-key.ts';
import { findRoot, insertRoot, listKeys, lockKeys } from './store/keys.ts';
import { retireRoot, rewrapKey, takeNoBackup } from './store/rotation.ts';
import { VaultProblem } from './vault-problem.ts';

interface ChangeRootOptions {
  db: Db;
  dataDir: string;
  /** How the present root key is reached. */
  rootKey: RootKeyInput;
  /** The new one; a new file in the data folder where it gives nothing. */
  next: RootKeyInput;
  actor: Actor;
}

/**
 * Puts another root key in the place of the present one: wraps the data keys anew, in one transaction; what they sealed
 * stays as it is. Not beside a backup, which would take the rows of one root key and the file of the other.
 * @returns the new root key and how many data keys it wraps
 * @throws VaultProblem `in_use`, `no_root_key`, `wrong_root_key`, `bad_root_key`
 */
export async function changeRoot(options: ChangeRootOptions): Promise<{ root: RootKey; keys: number }> {
  const { db, dataDir, actor } = options;
  const given = await readRootKey(options.next, null);
  const next = given ?? (await makeRootFile(dataDir));
  try {
    const { keys, old } = await db.withActor(actor, (tx) => wrapAnew(tx, options, next));
    if (old.source === 'file') await rm(rootFile(dataDir, old.id), { force: true });
    return { root: next, keys };
  } catch (error) {
    // Where it is not known whether the commit came through, both files stay: the database says which it needs.
    const now = await db.withActor(actor, findRoot).catch(() => undefined);
    if (!given && now && now.id !== next.id) await rm(rootFile(dataDir, next.id), { force: true });
    throw error;
  }
}

async function wrapAnew(
  tx: Tx,
  options: ChangeRootOptions,
  next: RootKey,
): Promise<{ keys: number; old: RootKey }> {
  if (!(await takeNoBackup(tx))) {
    throw new VaultProblem(
      'in_use',
      'A backup or an upgrade is under way: change the root key when it has ended. Nothing was changed.',
    );
  }
  await lockKeys(tx);
  const row = await findRoot(tx);
  if (!row) throw new VaultProblem('no_root_key', 'There is no root key yet: start Sojourn once.');
  const old = await openExisting(options, row);
  if (old.id === next.id)
    throw new VaultProblem(
      'bad_root_key',
      'This is the root key that is in use already. Nothing was changed.',
    );
  await retireRoot(tx, old.id);
  await insertRoot(tx, next);
  const rows = (await listKeys(tx)).filter(({ wrapped }) => wrapped !== null);
  for (const key of rows) await rewrapKey(tx, key.id, next.id, wrapKey(next, unwrapKey(old, key)));
  await audit(tx, options.actor, {
    action: 'vault.root_changed',
    entity: 'vault.root',
    entityId: next.id,
    before: { id: old.id, source: old.source },
    after: { source: next.source, keys: rows.length },
    at: new Date(),
  });
  return { keys: rows.length, old };
}
