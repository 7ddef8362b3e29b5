import { audit } from '#platform/audit/audit.ts';
import { attachDatabase } from '#platform/db/open.ts';
import type { Tx } from '#platform/db/tx.ts';
import { vaultActor } from './data-key.ts';
import { type SealedColumn, sealText } from './sealed-column.ts';
import { lockKeys } from './store/keys.ts';
import { dropColumn, hasColumn, putSealed, rewriteTable, takePlain } from './store/plaintext.ts';
import type { Vault } from './vault.ts';

type FromPlaintext = SealedColumn & { from: string };

const BATCH = 200;

/**
 * Seals what an earlier release kept in the clear, then drops the column in which it stood and writes its table anew. In
 * batches, each a transaction: killed at any moment, it goes on at the next start. Needs the owner, who alone may drop.
 */
export async function sealPlaintext(
  ownerUrl: string,
  vault: Vault,
  columns: readonly SealedColumn[],
): Promise<void> {
  const waiting = columns.filter((column): column is FromPlaintext => column.from !== undefined);
  if (waiting.length === 0) return;
  const owner = attachDatabase(ownerUrl, 'owner');
  try {
    for (const column of waiting) {
      let step: 'some' | 'dropped' | 'gone';
      do
        step = await owner.withActor(vaultActor('vault.seal_plaintext'), (tx) => sealSome(tx, vault, column));
      while (step === 'some');
      if (step === 'dropped') await rewriteTable(ownerUrl, column.table);
    }
  } finally {
    await owner.close();
  }
}

/** One batch; `dropped` when none was left and the column went, `gone` when it is not there. */
async function sealSome(tx: Tx, vault: Vault, column: FromPlaintext): Promise<'some' | 'dropped' | 'gone'> {
  // Servers that start together take turns.
  await lockKeys(tx);
  if (!(await hasColumn(tx, column.table, column.from))) return 'gone';
  const rows = await takePlain(tx, column, BATCH);
  if (rows.length === 0) await dropColumn(tx, column.table, column.from);
  else {
    await putSealed(
      tx,
      column,
      rows.map(({ id }) => id),
      rows.map(({ id, plain }) => sealText(vault, column, id, plain)),
    );
  }
  await audit(tx, vaultActor('vault.seal_plaintext'), {
    action: rows.length === 0 ? 'vault.plaintext_dropped' : 'vault.plaintext_sealed',
    entity: 'vault.key',
    entityId: vault.activeKeyId(column.purpose),
    after: { table: column.table, column: column.column, rows: rows.length },
    at: new Date(),
  });
  return rows.length === 0 ? 'dropped' : 'some';
}
