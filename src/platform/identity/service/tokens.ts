import type { RouteRequest } from '@sojourn/route-contract';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import type * as contract from '../contract/token.ts';
import * as secrets from '../secrets.ts';
import * as store from '../store.ts';
import { inPerson } from './caller.ts';

const DAY = 86_400_000;

export type Maker = Actor & { held: ReadonlySet<string> };
type TokenInput = RouteRequest<typeof contract.createToken>['body'];

export function checkHeld(actor: Maker, permissions: readonly string[]): void {
  const missing = permissions.filter((p) => !actor.held.has(p));
  if (missing.length > 0)
    throw invalid(
      'body.permissions',
      'identity.permission_not_held',
      `You do not hold ${missing.join(', ')}.`,
    );
}

/** Makes a token of an account with permissions that the actor holds; its secret is told this once. */
export async function makeToken(
  tx: Tx,
  actor: Maker,
  { accountId, ...input }: TokenInput & { accountId: string },
  now: Date,
) {
  checkHeld(actor, input.permissions);
  const secret = `sj_${secrets.newSecret()}`;
  const token = await store.insertToken(tx, {
    ...input,
    accountId,
    token: secrets.secretHash(secret),
    expiresAt: new Date(now.getTime() + input.days * DAY),
  });
  await audit(tx, actor, {
    action: 'identity.token_created',
    entity: 'identity.api_token',
    entityId: token.id,
    after: {
      permissions: input.permissions,
      ...(accountId === actor.accountId ? {} : { account: accountId }),
      ...(input.operations ? { operations: input.operations } : {}),
      ...(input.addresses.length > 0 ? { addresses: input.addresses } : {}),
    },
    at: now,
  });
  return { token, secret };
}

export const createToken = (tx: Tx, actor: Maker, input: TokenInput, now: Date) =>
  makeToken(tx, actor, { ...input, accountId: inPerson(actor) }, now);

export async function revokeToken(tx: Tx, actor: Actor, tokenId: string, now: Date): Promise<void> {
  if (!(await store.revokeToken(tx, inPerson(actor), tokenId, now))) throw notFound('token');
  await audit(tx, actor, {
    action: 'identity.token_revoked',
    entity: 'identity.api_token',
    entityId: tokenId,
    at: now,
  });
}
