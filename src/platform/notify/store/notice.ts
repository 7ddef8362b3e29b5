import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Notice } from '../notice.ts';

/** @returns accounts that were told */
export async function addNotices(tx: Tx, notice: Notice): Promise<string[]> {
  const rows = await rawQuery<{ told: string[] }>(
    tx,
    'select notify.add($1, $2, $3, $4, $5, $6, $7, $8) as told',
    [
      notice.to,
      notice.kind,
      notice.urgency,
      JSON.stringify(notice.values ?? {}),
      notice.entity ?? null,
      notice.entityId ?? null,
      notice.key ?? null,
      notice.at,
    ],
  );
  return rows[0]!.told;
}
