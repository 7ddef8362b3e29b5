import { audit } from '#platform/audit/audit.ts';
import type { Db } from '#platform/db/tx.ts';
import { notify } from '#platform/notify/notify.ts';
import * as secrets from '../secrets.ts';
import { findAdministrators } from '../store/recovery.ts';
import * as store from '../store.ts';

const HOUR = 3_600_000;
const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'sojourn recover' } as const;

/**
 * A recovery link made by whoever holds the server itself: for an agency whose only administrator lost every way in. The
 * person and all administrators are told, and the log says that it came from the server.
 * @param db as the owner of the database
 * @returns secret of the link and its end; undefined when no active account of a person has this address
 */
export const recoverFromServer = (db: Db, email: string, now: Date) =>
  db.withActor(actor, async (tx) => {
    const account = await store.findActiveByEmail(tx, email.trim().toLowerCase());
    if (!account) return undefined;
    const secret = secrets.newSecret();
    const expiresAt = new Date(now.getTime() + HOUR);
    await store.endLinks(tx, account.id, now);
    await store.insertLink(tx, {
      accountId: account.id,
      purpose: 'recovery',
      token: secrets.secretHash(secret),
      createdBy: null,
      expiresAt,
      requestId: null,
    });
    await audit(tx, actor, {
      action: 'identity.recovered_from_server',
      entity: 'identity.account',
      entityId: account.id,
      at: now,
    });
    const to = await findAdministrators(tx, account.id);
    const about = { entity: 'identity.account', entityId: account.id, urgency: 'now', at: now } as const;
    await notify(tx, { ...about, kind: 'identity.recovered_from_server', to: [...to, account.id] });
    return { secret, expiresAt };
  });
