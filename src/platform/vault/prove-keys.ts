import { attachDatabase } from '#platform/db/open.ts';
import { unwrapKey, vaultActor } from './data-key.ts';
import { openExisting } from './open-root.ts';
import { type RootKeyInput, type RootNote, readRootKey } from './root-key.ts';
import { findRoot, listKeys } from './store/keys.ts';
import { VaultProblem } from './vault-problem.ts';

/**
 * Refuses a restore whose sealed values nobody could open, before anything is written: an archive carries a root key that is
 * a file, not one of the environment or a passphrase.
 * @throws VaultProblem `no_root_key`, `wrong_root_key`, `bad_root_key`
 */
export async function refuseWithoutRoot(note: RootNote, input: RootKeyInput): Promise<void> {
  const given = await readRootKey(input, note.kdf);
  if (given ? given.id === note.id : note.source === 'file') return;
  const needed =
    note.source === 'passphrase'
      ? 'the passphrase of the root key that was in use then: give it at the terminal, or set SOJOURN_PASSPHRASE'
      : 'the root key that was in use then: set SOJOURN_KEY or SOJOURN_KEY_FILE to it';
  const mend =
    note.source === 'file'
      ? `The archive carries its root key ${note.id}, and the environment gives another: take SOJOURN_KEY, SOJOURN_KEY_FILE and SOJOURN_PASSPHRASE out of it.`
      : `Sealed values of this archive open only with ${needed} (fingerprint ${note.id}). ${given ? 'Another one was given.' : 'None was given.'}`;
  throw new VaultProblem(given ? 'wrong_root_key' : 'no_root_key', `${mend} Nothing was restored.`);
}

/**
 * Proves that every data key of a database unwraps with the root key at hand.
 * @returns how many there are
 * @throws VaultProblem
 */
export async function proveKeys(options: {
  ownerUrl: string;
  dataDir: string;
  rootKey: RootKeyInput;
}): Promise<number> {
  const db = attachDatabase(options.ownerUrl, 'owner');
  try {
    return await db.withActor(vaultActor('vault.prove'), async (tx) => {
      const root = await findRoot(tx);
      if (!root) return 0;
      const key = await openExisting({ ...options, db }, root);
      const rows = (await listKeys(tx)).filter(({ wrapped }) => wrapped !== null);
      for (const row of rows) unwrapKey(key, row);
      return rows.length;
    });
  } finally {
    await db.close();
  }
}
