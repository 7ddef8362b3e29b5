import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as secrets from '../secrets.ts';
import * as store from '../store.ts';
import { inPerson } from './caller.ts';

const DAY = 86_400_000;

export async function createToken(
  tx: Tx,
  actor: Actor & { held: ReadonlySet<string> },
  input: { name: string; permissions: string[]; days: number },
  now: Date,
) {
  const accountId = inPerson(actor);
  const missing = input.permissions.filter((p) => !actor.held.has(p));
  if (missing.length > 0) {
    throw invalid(
      'body.permissions',
      'identity.permission_not_held',
      `You do not hold ${missing.join(', ')}.`,
    );
  }
  const secret = `sj_${secrets.newSecret()}`;
  const token = await store.insertToken(tx, {
    accountId,
    name: input.name,
    token: secrets.secretHash(secret),
    permissions: input.permissions,
    expiresAt: new Date(now.getTime() + input.days * DAY),
  });
  await audit(tx, actor, {
    action: 'identity.token_created',
    entity: 'identity.api_token',
    entityId: token.id,
    after: { permissions: input.permissions },
    at: now,
  });
  return { token, secret };
}

export async function revokeToken(tx: Tx, actor: Actor, tokenId: string, now: Date): Promise<void> {
  if (!(await store.revokeToken(tx, inPerson(actor), tokenId, now))) throw notFound('token');
  await audit(tx, actor, {
    action: 'identity.token_revoked',
    entity: 'identity.api_token',
    entityId: tokenId,
    at: now,
  });
}
