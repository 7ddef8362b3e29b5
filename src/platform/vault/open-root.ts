import { rm } from 'node:fs/promises';
import { audit } from '#platform/audit/audit.ts';
import type { Db } from '#platform/db/tx.ts';
import { vaultActor } from './data-key.ts';
import {
  makeRootFile,
  type RootKey,
  type RootKeyInput,
  readRootFile,
  readRootKey,
  rootFile,
} from './root-key.ts';
import { findRoot, insertRoot, lockKeys, type RootRow } from './store/keys.ts';
import { VaultProblem } from './vault-problem.ts';

interface RootOptions {
  db: Db;
  dataDir: string;
  rootKey: RootKeyInput;
}

/** Finds the root key of this database; on a new one it is made. */
export function openRoot(options: RootOptions): Promise<RootKey> {
  const actor = vaultActor('vault.open');
  return options.db.withActor(actor, async (tx) => {
    await lockKeys(tx);
    const row = await findRoot(tx);
    if (row) return openExisting(options, row);
    const root = (await readRootKey(options.rootKey, null)) ?? (await makeRootFile(options.dataDir));
    try {
      await insertRoot(tx, root);
      await audit(tx, actor, {
        action: 'vault.root_made',
        entity: 'vault.root',
        entityId: root.id,
        after: { source: root.source },
        at: new Date(),
      });
      return root;
    } catch (error) {
      if (root.source === 'file') await rm(rootFile(options.dataDir, root.id), { force: true });
      throw error;
    }
  });
}

/** The root key that a row speaks of. @throws VaultProblem */
export const openExisting = (options: RootOptions, row: RootRow): Promise<RootKey> =>
  obtainRoot(options, row.id, row);

/** The root key with this fingerprint, from where it should be. @throws VaultProblem */
export async function obtainRoot(
  { db, dataDir, rootKey }: RootOptions,
  id: string,
  known?: RootRow,
): Promise<RootKey> {
  const row = known ?? (await db.withActor(vaultActor('vault.open'), findRoot));
  const given = await readRootKey(rootKey, row?.kdf ?? null);
  if (given?.id === id) return given;
  if (given) throw wrongRoot(row, id);
  const file = await readRootFile(dataDir, id);
  if (file) return file;
  throw new VaultProblem('no_root_key', missingRoot(row, dataDir, id));
}

function wrongRoot(row: RootRow | undefined, id: string): VaultProblem {
  const given = row?.source === 'passphrase' ? 'The passphrase' : 'The key that the environment gives';
  const mend =
    row?.source === 'file'
      ? 'take SOJOURN_KEY, SOJOURN_KEY_FILE and SOJOURN_PASSPHRASE out of the environment, or change to it with "sojourn keys change-root"'
      : 'give the one that was used last';
  return new VaultProblem(
    'wrong_root_key',
    `${given} is not the root key ${id} of this installation: ${mend}. Nothing was changed.`,
  );
}

const COME_FROM = {
  file: (dataDir: string, id: string) =>
    `is missing: put ${rootFile(dataDir, id)} back from a backup, or from another server of this installation`,
  environment: () => 'comes from the environment and is not there: set SOJOURN_KEY or SOJOURN_KEY_FILE',
  passphrase: () =>
    'comes from a passphrase: start at a terminal, or set SOJOURN_PASSPHRASE or SOJOURN_PASSPHRASE_FD',
} as const;

const missingRoot = (row: RootRow | undefined, dataDir: string, id: string): string =>
  `The root key ${id} of this installation ${COME_FROM[row?.source ?? 'file'](dataDir, id)}. Without it what is sealed cannot be read. Nothing was changed.`;
