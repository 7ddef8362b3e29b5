import type { Tx } from '#platform/db/tx.ts';
import { notify } from '#platform/notify/notify.ts';

type What = 'new_device_seen' | 'second_factor_changed' | 'password_changed';

/** Whoever owns the account learns at once of what a thief would do with it; by mail too, where that is set up. */
export const tellOwner = (tx: Tx, accountId: string, what: What, now: Date): Promise<string[]> =>
  notify(tx, { kind: `identity.${what}`, to: [accountId], urgency: 'now', at: now });
