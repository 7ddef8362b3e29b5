import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { secretHash } from '#platform/identity/secrets.ts';
import { publish } from '#platform/live/live.ts';
import type { StopState } from '../contract/stop.ts';
import * as store from '../store/stop.ts';
import type { Kinds } from '../words.ts';

/** What the link of a mail is about, and whether such mails leave. */
export async function readStop(tx: Tx, kinds: Kinds, token: string): Promise<StopState> {
  const row = await store.findStop(tx, secretHash(token));
  if (!row) return { kind: null, state: 'unknown' };
  const { kind, stopped, fixed } = row;
  const always = fixed || (kind !== null && kinds.isSecurity(kind));
  return { kind, state: always ? 'always' : stopped ? 'stopped' : 'sent' };
}

/**
 * Stops mails of the kind that the link names, or takes that back. Done twice it is done once. What guards an account, or
 * what the agency fixed meanwhile, stays as it is.
 */
export async function setStop(
  tx: Tx,
  actor: Actor,
  { token, stop, kinds }: { token: string; stop: boolean; kinds: Kinds },
  now: Date,
): Promise<StopState> {
  const before = await readStop(tx, kinds, token);
  if (before.state === 'always' || before.state === 'unknown') return before;
  const hash = secretHash(token);
  if (await store.setStop(tx, hash, stop, now)) {
    const { account_id: accountId } = (await store.findStop(tx, hash))!;
    await audit(tx, actor, {
      action: stop ? 'notify.mail_stopped' : 'notify.mail_resumed',
      entity: 'identity.account',
      entityId: accountId,
      after: { kind: before.kind ?? 'digest' },
      at: now,
    });
    await publish(tx, [accountId], { topic: 'notify.notice' });
  }
  return readStop(tx, kinds, token);
}
