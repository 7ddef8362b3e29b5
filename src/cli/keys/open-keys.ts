import { attachDatabase } from '#platform/db/open.ts';
import type { Actor, Db } from '#platform/db/tx.ts';
import { createKeyring, type Keyring } from '#platform/vault/keyring.ts';
import type { SealedStore } from '#platform/vault/sealed-store.ts';
import { createVault } from '#platform/vault/vault.ts';
import { type Config, ConfigProblem } from '#server/config.ts';
import { createModules } from '#server/modules.ts';
import { withOwner } from '../owner.ts';

export interface OpenKeys {
  db: Db;
  keyring: Keyring;
  stores: readonly SealedStore[];
  /** As whom the command stands in the audit log. */
  actor: Actor;
}

/** The keys of an installation, beside a running server or on a database at rest. */
export const withKeys = <T>(
  config: Config,
  command: string,
  run: (keys: OpenKeys) => Promise<T>,
): Promise<T> =>
  withOwner(config, async (ownerUrl) => {
    const db = attachDatabase(ownerUrl, 'app');
    const keyring = createKeyring();
    const vault = createVault(keyring);
    const modules = createModules({ ...config, publicUrl: () => '', setUpCode: () => '', vault, keyring });
    const stores = modules.flatMap((m) => m.sealedStores ?? []);
    const columns = modules.flatMap((m) => m.sealed ?? []);
    try {
      await keyring.open({ db, dataDir: config.dataDir, rootKey: config.rootKey, columns, stores });
      return await run({
        db,
        keyring,
        stores,
        actor: { accountId: null, kind: 'job', permissions: null, requestId: `sojourn keys ${command}` },
      });
    } catch (error) {
      throw olderDatabase(error) ?? error;
    } finally {
      keyring.close();
      await db.close();
    }
  });

/** Undefined table, schema or function. */
const NOT_THERE = /^(42P01|3F000|42883)$/;

const olderDatabase = (error: unknown): ConfigProblem | undefined =>
  NOT_THERE.test((error as { code?: string }).code ?? '')
    ? new ConfigProblem(
        'this database is of an earlier release; start Sojourn once, which brings it up to date.',
      )
    : undefined;
