import type { Db, Tx } from '#platform/db/tx.ts';
import { makeKey, unwrapKey, vaultActor } from './data-key.ts';
import { obtainRoot, openRoot } from './open-root.ts';
import type { DataKey, KeyRing } from './ring.ts';
import type { RootKey, RootKeyInput } from './root-key.ts';
import type { SealedColumn } from './sealed-column.ts';
import type { SealedStore } from './sealed-store.ts';
import { declareSealed, findRoot, type KeyRow, listKeys, lockKeys, type RootRow } from './store/keys.ts';
import { VaultProblem } from './vault-problem.ts';

interface OpenVaultOptions {
  db: Db;
  dataDir: string;
  rootKey: RootKeyInput;
  /** What the slices declare. */
  columns: readonly SealedColumn[];
  stores: readonly Pick<SealedStore, 'name' | 'purpose'>[];
}

/** The data keys of this process. Until `open` ended well it refuses everything. */
export interface Keyring extends KeyRing {
  /**
   * Finds the root key (or makes it, on a new database), unwraps all data keys, makes those that a declared purpose lacks,
   * and goes on looking for new ones, since another server may rotate.
   * @throws VaultProblem, one sentence for the administrator
   */
  open(options: OpenVaultOptions): Promise<void>;
  /** Looks for new keys now. */
  refresh(): Promise<void>;
  /** The root key of this moment, for whoever holds the lock of the keys. @throws VaultProblem where this process has it not */
  rootNow(tx: Tx): Promise<RootKey>;
  /** From now on told when the keys could not be looked up, or need a root key that this process has not. */
  report(to: (problem: unknown) => void): void;
  close(): void;
}

/** How often each server looks for keys. */
const REFRESH_MS = 10_000;
/** A key that is about to seal is made this long before, so that every server knows it by then. */
export const GRACE_MS = 3 * REFRESH_MS;
/** A server that could not look for keys for so long seals no more: a key that others retired must come to rest. */
const LEASE_MS = 300_000;

/** The keys in memory, as the database had them last. */
function createKeyTable() {
  let known = new Map<string, DataKey>();
  let active = new Map<string, string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    async take(rows: readonly KeyRow[], rootFor: (id: string) => Promise<RootKey>): Promise<void> {
      const fresh = new Map<string, DataKey>();
      for (const row of rows) {
        if (row.wrapped === null) continue;
        fresh.set(row.id, known.get(row.id) ?? unwrapKey(await rootFor(row.root_id), row));
      }
      known = fresh;
      active = new Map(rows.filter((row) => row.state === 'active').map((row) => [row.purpose, row.id]));
      lookedAt = performance.now();
    },
    find: (id: string): DataKey | undefined => known.get(id),
    active(purpose: string): DataKey {
      const id = active.get(purpose);
      if (!id)
        throw new VaultProblem(
          'unknown_purpose',
          `No slice declares sealed values of the purpose ${purpose}.`,
        );
      if (performance.now() - lookedAt > LEASE_MS)
        throw new VaultProblem(
          'stale',
          'The keys could not be looked up for minutes: nothing is sealed until then.',
        );
      return known.get(id)!;
    },
  };
}

export function createKeyring(): Keyring {
  const keys = createKeyTable();
  let options: OpenVaultOptions | undefined;
  let root: RootKey | undefined;
  let tell: (problem: unknown) => void = () => {};
  let timer: NodeJS.Timeout | undefined;
  let refreshing: Promise<void> | undefined;

  /** Another server may have changed the root key; its file, where it is one, is read anew. */
  const rootFor = async (id: string, row?: RootRow): Promise<RootKey> => {
    if (root!.id !== id)
      root = await obtainRoot({ ...options!, rootKey: { ...options!.rootKey, ask: undefined } }, id, row);
    return root!;
  };
  const rootNow = async (tx: Tx): Promise<RootKey> => {
    const row = await findRoot(tx);
    return rootFor(row!.id, row);
  };
  const look = async (): Promise<void> => {
    const rows = await options!.db.withActor(vaultActor('vault.refresh'), listKeys);
    await keys.take(rows, rootFor);
  };
  const refresh = (): Promise<void> => {
    refreshing ??= look().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  };
  const schedule = (): void => {
    timer = setTimeout(() => {
      refresh()
        .catch((error: unknown) => tell(error))
        .finally(() => {
          if (timer) schedule();
        });
    }, REFRESH_MS);
    timer.unref();
  };
  return {
    async open(given) {
      options = given;
      root = await openRoot(given);
      const rows = await given.db.withActor(vaultActor('vault.open'), (tx) =>
        prepareKeys(tx, rootNow, given),
      );
      await keys.take(rows, rootFor);
      schedule();
    },
    refresh,
    rootNow,
    report(to) {
      tell = to;
    },
    close() {
      clearTimeout(timer);
      timer = undefined;
    },
    active: keys.active,
    byId(id) {
      const key = keys.find(id);
      if (key) return key;
      void refresh().catch((error: unknown) => tell(error));
      throw new VaultProblem(
        'unknown_key',
        `The data key ${id} is not known here (yet): try again in a moment.`,
      );
    },
  };
}

async function prepareKeys(
  tx: Tx,
  rootNow: Keyring['rootNow'],
  { columns, stores }: OpenVaultOptions,
): Promise<KeyRow[]> {
  await lockKeys(tx);
  await declareSealed(tx, columns, stores);
  const rows = await listKeys(tx);
  const there = new Set(rows.filter(({ state }) => state === 'active').map(({ purpose }) => purpose));
  const missing = [...new Set([...columns, ...stores].map(({ purpose }) => purpose))].filter(
    (p) => !there.has(p),
  );
  for (const purpose of missing)
    await makeKey(tx, await rootNow(tx), vaultActor('vault.open'), purpose, 'active');
  return missing.length > 0 ? listKeys(tx) : rows;
}
