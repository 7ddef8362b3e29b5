import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Notice } from '../notice.ts';

/** @returns whether the actor had an unread notice of this key */
export const readByKey = async (tx: Tx, key: string, now: Date): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `update notify.notice set read_at = $2
        where account_id = platform.actor() and key = $1 and read_at is null returning id`,
      [key, now],
    )
  ).length > 0;

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
