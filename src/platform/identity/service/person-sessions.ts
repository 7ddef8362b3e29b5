import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { notFound } from '#platform/http/problem.ts';
import * as store from '../store.ts';
import { elsewhere, getPerson } from './people.ts';

async function inCharge(tx: Tx, accountId: string): Promise<string> {
  const person = await getPerson(tx, accountId);
  if (!(await store.isInCharge(tx, person.id))) throw elsewhere();
  return person.id;
}

export async function listPersonSessions(tx: Tx, actor: Actor, accountId: string, now: Date) {
  const id = await inCharge(tx, accountId);
  const [sessions, tokens] = [await store.listSessions(tx, id), await store.listTokens(tx, id)];
  await audit(tx, actor, {
    action: 'identity.sessions_listed',
    entity: 'identity.account',
    entityId: id,
    at: now,
  });
  return { sessions, tokens };
}

/** Ends one session of the person, or all; answers how many. */
export async function endPersonSessions(
  tx: Tx,
  actor: Actor,
  accountId: string,
  only: string | undefined,
  now: Date,
): Promise<number> {
  const id = await inCharge(tx, accountId);
  const ended = await store.revokeSessions(tx, id, only ? { only } : {}, now);
  if (only && ended.length === 0) throw notFound('session');
  await audit(tx, actor, {
    action: 'identity.person_session_ended',
    entity: 'identity.account',
    entityId: id,
    after: { sessionsEnded: ended.length },
    at: now,
  });
  return ended.length;
}

export async function endPersonToken(
  tx: Tx,
  actor: Actor,
  accountId: string,
  tokenId: string,
  now: Date,
): Promise<void> {
  const id = await inCharge(tx, accountId);
  if (!(await store.revokeToken(tx, id, tokenId, now))) throw notFound('token');
  await audit(tx, actor, {
    action: 'identity.person_token_ended',
    entity: 'identity.account',
    entityId: id,
    before: { tokenId },
    at: now,
  });
}
