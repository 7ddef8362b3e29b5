import { randomBytes, randomUUID } from 'node:crypto';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import type { DataKey, KeyRing } from './ring.ts';
import type { RootKey } from './root-key.ts';
import { openValue, sealValue } from './seal/value.ts';
import { insertKey, type KeyRow } from './store/keys.ts';
import { VaultProblem } from './vault-problem.ts';

/** The vault itself, as it stands in the audit log. */
export const vaultActor = (requestId: string): Actor => ({
  accountId: null,
  kind: 'job',
  permissions: null,
  requestId,
});

export const wrapKey = (root: RootKey, key: DataKey): Buffer =>
  sealValue(root, `${key.id} ${key.purpose}`, key.secret);

/** @throws VaultProblem `wrong_root_key` */
export function unwrapKey(root: RootKey, row: KeyRow): DataKey {
  try {
    const ring: KeyRing = { active: () => root, byId: () => root };
    const secret = openValue(ring, root.purpose, `${row.id} ${row.purpose}`, row.wrapped!);
    return { id: row.id, purpose: row.purpose, secret };
  } catch (error) {
    throw new VaultProblem(
      'wrong_root_key',
      `The data key ${row.id} (${row.purpose}) does not open with the root key ${root.id}: its row was altered; restore a backup.`,
      { cause: error },
    );
  }
}

/** Makes a data key. The caller holds the lock of the keys. */
export async function makeKey(
  tx: Tx,
  root: RootKey,
  actor: Actor,
  purpose: string,
  state: 'active' | 'next',
): Promise<void> {
  const key: DataKey = { id: randomUUID(), purpose, secret: randomBytes(32) };
  await insertKey(tx, { id: key.id, purpose, root_id: root.id, state, wrapped: wrapKey(root, key) });
  await audit(tx, actor, {
    action: 'vault.key_made',
    entity: 'vault.key',
    entityId: key.id,
    after: { purpose, state },
    at: new Date(),
  });
}
