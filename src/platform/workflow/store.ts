import { rawQuery, type Tx } from '#platform/db/tx.ts';
import { type AnyMachine, permissionsOf } from './domain/machine.ts';

/** Which permissions of a machine the actor holds in an operation, as the `may` of a decision there. */
export async function mayIn(
  tx: Tx,
  machine: AnyMachine,
  operationId: string,
): Promise<(permission: string) => boolean> {
  const rows = await rawQuery<{ permission: string }>(
    tx,
    'select p as permission from unnest($1::text[]) p where $2 = any(access.scope_operations(p))',
    [permissionsOf(machine), operationId],
    { name: 'workflow.held' },
  );
  const held = new Set(rows.map((row) => row.permission));
  return (permission) => held.has(permission);
}
