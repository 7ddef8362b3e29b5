import type { Tx } from '#platform/db/tx.ts';
import type { RequestActor } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Authenticate } from '#platform/http/server.ts';
import { secretHash } from './secrets.ts';
import { findSessionActor, findTokenActor, type SessionActorRow } from './store.ts';

export const SESSION_COOKIE = 'sojourn_session';

/** The account that a page shows. Tabs share one cookie: after somebody else signed in, an older tab must not act as them. */
const PAGE_ACCOUNT = 'sojourn-account';

export const sessionOf = (found: SessionActorRow): NonNullable<RequestActor['session']> => ({
  idleMinutes: found.idle_minutes,
  endsAt: found.ends_at,
  proved: found.proved,
  factorDue: found.factor_due,
});

const TOKEN = /^\S{20,200}$/;

/** An address of the older kind as a socket of the newer one tells it (RFC 4291, 2.5.5.2) is itself. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

async function actorOfToken(
  tx: Tx,
  token: string,
  request: { id: string; ip: string },
): Promise<RequestActor | undefined> {
  const found = await findTokenActor(tx, secretHash(token), plain(request.ip));
  return (
    found && {
      accountId: found.account_id,
      kind: 'token',
      permissions: found.limited_to,
      operations: found.operations,
      requestId: request.id,
      held: new Set(found.permissions),
      roles: found.roles,
    }
  );
}

/** The password of HTTP Basic (RFC 7617); the name before it says nothing. */
function basicPassword(header: string): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header) ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

/**
 * As `authenticate`, and an API token may stand as the password of HTTP Basic: spreadsheets and maps send nothing else.
 * A person's own password is no token and opens nothing here.
 */
export const authenticateFeed: Authenticate = async (tx, request, binding) => {
  const token = basicPassword(request.headers.authorization ?? '');
  if (token === undefined) return authenticate(tx, request, binding);
  return TOKEN.test(token) ? actorOfToken(tx, token, request) : undefined;
};

/** Who stands behind a request: a bearer token first, then the session cookie. The transaction acts as them from here on. */
export const authenticate: Authenticate = async (tx, request, binding) => {
  const bearer = /^Bearer (\S{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return actorOfToken(tx, bearer, request);
  const cookie = request.cookies[SESSION_COOKIE];
  if (!cookie) return undefined;
  const { beforeSecondFactor = false, permission } = binding.route.config;
  const found = await findSessionActor(tx, secretHash(cookie), beforeSecondFactor);
  if (!found) return undefined;
  const shown = request.headers[PAGE_ACCOUNT];
  if (shown !== undefined && shown !== found.account_id && permission !== 'public') return undefined;
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
