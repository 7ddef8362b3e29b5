import { type Binding, bind } from '#platform/http/binding.ts';
import * as contract from '../contract/person-sessions.ts';
import * as sessions from '../service/person-sessions.ts';
import type { SessionRow, TokenRow } from '../store.ts';

export const toSession = (row: SessionRow): contract.PersonSession => ({
  id: row.id,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at.toISOString(),
  userAgent: row.user_agent,
  address: row.address,
});

export const toToken = (row: TokenRow) => ({
  id: row.id,
  name: row.name,
  permissions: row.permissions,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  operations: row.operations,
  addresses: row.addresses,
});

export const personSessionRoutes: Binding[] = [
  bind(contract.listPersonSessions, async (c) => {
    const found = await sessions.listPersonSessions(c.tx, c.actor, c.params.accountId, c.now);
    return { sessions: found.sessions.map(toSession), tokens: found.tokens.map(toToken) };
  }),
  bind(contract.endPersonSession, async (c) => {
    const { accountId, sessionId } = c.params;
    await sessions.endPersonSessions(c.tx, c.actor, accountId, sessionId, c.now);
    return undefined;
  }),
  bind(contract.endPersonSessions, async (c) => ({
    ended: await sessions.endPersonSessions(c.tx, c.actor, c.params.accountId, undefined, c.now),
  })),
  bind(contract.endPersonToken, async (c) => {
    await sessions.endPersonToken(c.tx, c.actor, c.params.accountId, c.params.tokenId, c.now);
    return undefined;
  }),
];
