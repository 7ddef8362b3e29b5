import type { JWTVerifyGetKey } from 'jose';
import { audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import * as providerStore from '../../store/provider.ts';
import { outerFetch } from './outer-fetch.ts';
import { discover, ProviderFailure, type Whereabouts } from './peer.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Minutes for which a logout token may be on its way. */
const MAX_AGE = '10 minutes';

export interface LoggedOut {
  jti: string;
  sub: string | null;
  sid: string | null;
}

const keySets = new Map<string, JWTVerifyGetKey>();

/** The provider's keys, fetched at most every thirty seconds whoever calls. */
async function keysOf(where: Whereabouts) {
  const jose = await import('jose');
  const uri = (await discover(where)).jwks_uri;
  if (!uri) throw new ProviderFailure('provider_untrusted');
  const options = { timeoutDuration: 5000, [jose.customFetch]: outerFetch(where.hosts) };
  const kept = keySets.get(uri) ?? jose.createRemoteJWKSet(new URL(uri), options);
  keySets.set(uri, kept);
  return { jose, keys: kept };
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/**
 * Reads a logout token as OpenID Connect Back-Channel Logout 1.0, section 2.6 asks: signature, issuer, audience, times,
 * the event, a subject or a session, no nonce, an identifier of its own.
 * @throws ProviderFailure
 */
export async function readLogoutToken(
  settings: Whereabouts & { client_id: string },
  token: string,
): Promise<LoggedOut> {
  try {
    const { jose, keys } = await keysOf(settings);
    const { payload, protectedHeader } = await jose.jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.client_id,
      clockTolerance: 30,
      maxTokenAge: MAX_AGE,
      requiredClaims: ['iat', 'jti', 'events'],
    });
    const { events, nonce, jti } = payload;
    const [sub, sid] = [text(payload.sub), text(payload.sid)];
    const typ = protectedHeader.typ?.toLowerCase().replace(/^application\//, '') ?? 'jwt';
    const isLogout = typeof events === 'object' && events !== null && EVENT in events;
    if (
      !isLogout ||
      nonce !== undefined ||
      !text(jti) ||
      (!sub && !sid) ||
      !['jwt', 'logout+jwt'].includes(typ)
    )
      throw new ProviderFailure('provider_untrusted');
    return { jti: jti!.slice(0, 300), sub, sid };
  } catch (error) {
    throw error instanceof ProviderFailure ? error : new ProviderFailure('provider_untrusted', error);
  }
}

/** Ends what the token says; false when it was obeyed before. */
export async function obeyLogout(
  tx: Tx,
  actor: Actor,
  providerId: string,
  told: LoggedOut,
  now: Date,
): Promise<boolean> {
  const ended = await providerStore.endProviderSessions(tx, { providerId, ...told });
  for (const { accountId, ended: sessionsEnded } of ended ?? []) {
    await audit(tx, actor, {
      action: 'identity.provider_logout',
      entity: 'identity.account',
      entityId: accountId,
      after: { providerId, sessionsEnded },
      at: now,
    });
  }
  return ended !== undefined;
}
