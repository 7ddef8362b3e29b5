import type { RequestActor } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Authenticate } from '#platform/http/server.ts';
import { secretHash } from './secrets.ts';
import { findSessionActor, findTokenActor, type SessionActorRow } from './store.ts';

export const SESSION_COOKIE = 'sojourn_session';

export const sessionOf = (found: SessionActorRow): NonNullable<RequestActor['session']> => ({
  idleMinutes: found.idle_minutes,
  endsAt: found.ends_at,
  proved: found.proved,
  factorDue: found.factor_due,
});

/** Who stands behind a request: a bearer token first, then the session cookie. The transaction acts as them from here on. */
export const authenticate: Authenticate = async (tx, request, binding) => {
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
  const { beforeSecondFactor = false, permission } = binding.route.config;
  const found = await findSessionActor(tx, secretHash(cookie), beforeSecondFactor);
  if (!found) return undefined;
  if (found.factor_due && !beforeSecondFactor) {
    // A public page shows the same to them as to a stranger.
    if (permission === 'public') return undefined;
    throw new Problem(403, 'identity.second_factor_due', {
      detail: 'Your roles require a second factor: set it up first.',
    });
  }
  return {
    accountId: found.account_id,
    kind: 'person',
    permissions: found.factor_due ? [] : null,
    requestId: request.id,
    held: new Set(found.permissions),
    roles: found.roles,
    sessionId: found.session_id,
    session: sessionOf(found),
  };
};
