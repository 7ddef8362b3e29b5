import type { Tx } from '#platform/db/tx.ts';
import type { RecordKind } from './module.ts';

/** A record of any kind. */
export interface RecordName {
  entity: string;
  entityId: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One text for a record, to be a key of maps and sets. */
export const recordKey = ({ entity, entityId }: RecordName): string => `${entity} ${entityId}`;

/**
 * How the caller may call these records, by `recordKey`: one query for each kind. Hidden records, and kinds that no slice
 * declares, are missing.
 */
export async function referencesOf(
  tx: Tx,
  kinds: readonly RecordKind[],
  records: readonly RecordName[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { entity, references } of kinds) {
    const ids = records.filter((one) => one.entity === entity && UUID.test(one.entityId));
    if (ids.length === 0) continue;
    const named = await references(tx, [...new Set(ids.map(({ entityId }) => entityId))]);
    for (const [entityId, reference] of named) found.set(recordKey({ entity, entityId }), reference);
  }
  return found;
}
