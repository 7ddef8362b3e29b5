import type { Authenticate } from '#platform/http/server.ts';
import { secretHash } from './secrets.ts';
import { findSessionActor, findTokenActor } from './store.ts';

export const SESSION_COOKIE = 'sojourn_session';

/** Who stands behind a request: a bearer token first, then the session cookie. The transaction acts as them from here on. */
export const authenticate: Authenticate = async (tx, request) => {
  const bearer = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) {
    const found = await findTokenActor(tx, secretHash(bearer));
    return found
      ? {
          accountId: found.account_id,
          kind: 'token',
          permissions: found.limited_to,
          requestId: request.id,
          held: new Set(found.permissions),
          roles: found.roles,
        }
      : undefined;
  }
  const cookie = request.cookies[SESSION_COOKIE];
  if (!cookie) return undefined;
  const found = await findSessionActor(tx, secretHash(cookie));
  return found
    ? {
        accountId: found.account_id,
        kind: 'person',
        permissions: null,
        requestId: request.id,
        held: new Set(found.permissions),
        roles: found.roles,
        sessionId: found.session_id,
        session: { idleMinutes: found.idle_minutes, endsAt: found.ends_at },
      }
    : undefined;
};
