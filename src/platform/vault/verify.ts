import type { Actor, Db } from '#platform/db/tx.ts';
import type { Keyring } from './keyring.ts';
import { bindingOf } from './sealed-column.ts';
import type { SealedStore } from './sealed-store.ts';
import { type DeclaredColumn, listColumns, listSealed, type SealedRow } from './store/sealed.ts';
import { createVault } from './vault.ts';
import { VaultProblem } from './vault-problem.ts';

/** What opening every value of one column or store found. */
export interface Verified {
  /** `schema.table.column`, or the name of the store. */
  place: string;
  purpose: string;
  opened: number;
  /** Ids of the rows or contents that do not open. */
  closed: string[];
}

interface VerifyOptions {
  db: Db;
  keyring: Keyring;
  stores: readonly SealedStore[];
  actor: Actor;
}

const PAGE = 1_000;

/** Opens every sealed value there is. Beside a running server, page by page; memory stays flat. */
export async function verifySealed(options: VerifyOptions): Promise<Verified[]> {
  const columns = await options.db.withActor(options.actor, listColumns);
  const found: Verified[] = [];
  for (const column of columns) found.push(await verifyColumn(options, column));
  for (const store of options.stores) found.push(await verifyStore(options, store));
  return found;
}

async function verifyColumn(
  { db, keyring, actor }: VerifyOptions,
  column: DeclaredColumn,
): Promise<Verified> {
  const { table_name: table, column_name: name, purpose } = column;
  const vault = createVault(keyring);
  const result: Verified = { place: `${table}.${name}`, purpose, opened: 0, closed: [] };
  for (let after: string | null = null; ; ) {
    const page = { after, most: PAGE, otherThan: null };
    const rows: SealedRow[] = await db.withActor(actor, (tx) => listSealed(tx, column, page), {
      readOnly: true,
    });
    // A key that another server has just made is not known here yet.
    await keyring.refresh();
    for (const { id, sealed } of rows) {
      if (opens(() => vault.open(purpose, bindingOf({ table, column: name }, id), sealed))) result.opened++;
      else result.closed.push(id);
    }
    if (rows.length < PAGE) return result;
    after = rows.at(-1)!.id;
  }
}

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch (error) {
    if (error instanceof VaultProblem) return false;
    throw error;
  }
}

async function verifyStore({ db, actor }: VerifyOptions, store: SealedStore): Promise<Verified> {
  const result: Verified = { place: store.name, purpose: store.purpose, opened: 0, closed: [] };
  for (let after: string | null = null; ; ) {
    const page = { after, most: PAGE, otherThan: undefined };
    const ids: string[] = await db.withActor(actor, (tx) => store.listIds(tx, page));
    for (const id of ids) {
      const sound = await store.verify(db, id).then(
        () => true,
        () => false,
      );
      if (sound) result.opened++;
      else result.closed.push(id);
    }
    if (ids.length < PAGE) return result;
    after = ids.at(-1)!;
  }
}
