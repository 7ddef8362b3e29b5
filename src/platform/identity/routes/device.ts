import type { BaseContext } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import { SESSION_COOKIE } from '../authenticate.ts';
import { newSecret, secretHash } from '../secrets.ts';
import { noteDevice } from '../service/note-device.ts';
import { endReplacedSession, renewSession as renewToken } from '../store/proof.ts';
import type * as store from '../store.ts';

/** Told apart by a cookie that opens nothing: it only spares a device that signed in before from waiting for others. */
const DEVICE_COOKIE = 'sojourn_device';
const DEVICE_DAYS = 180;
const deviceSecret = (c: BaseContext): string | undefined =>
  /^[\w-]{43}$/.exec(c.request.cookies[DEVICE_COOKIE] ?? '')?.[0];

export const deviceOf = (c: BaseContext): store.Device => {
  const secret = deviceSecret(c);
  return {
    agent: String(c.request.headers['user-agent'] ?? ''),
    address: c.request.ip,
    key: secret === undefined ? null : secretHash(secret),
  };
};

const isSecure = (c: BaseContext): boolean => c.request.protocol === 'https';

const setSessionCookie = (c: BaseContext, secret: string, endsAt: Date) =>
  c.reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(c),
    // To the last moment that the session can have. In seconds: clocks of phones go wrong.
    maxAge: Math.ceil((endsAt.getTime() - Date.now()) / 1000),
  });

/**
 * Whoever has just proved who they are goes on under another token, and the one before ends with this transaction: who
 * had copied it is out (OWASP ASVS 5.0, 7.2.4).
 * @throws Problem 401 when a proof beside this one was quicker; its token holds
 */
export async function renewSession(c: BaseContext): Promise<void> {
  const { sessionId, session } = c.actor;
  const held = c.request.cookies[SESSION_COOKIE];
  if (!sessionId || !session || !held) return;
  const secret = newSecret();
  const token = { held: secretHash(held), next: secretHash(secret) };
  if (!(await renewToken(c.tx, sessionId, token)))
    throw new Problem(401, 'http.signed_out', { detail: 'This session goes on under another token.' });
  // Only then: a token that was undone would sign the browser out.
  c.afterCommit(() => setSessionCookie(c, secret, session.endsAt));
}

/** The cookies of a session that was just opened; one that this browser held before ends. */
export async function setCookies(c: BaseContext, secret: string, endsAt: Date): Promise<void> {
  const replaced = c.request.cookies[SESSION_COOKIE];
  if (replaced) await endReplacedSession(c.tx, secretHash(replaced));
  setSessionCookie(c, secret, endsAt);
  const device = deviceSecret(c) ?? newSecret();
  await noteDevice(c.tx, secretHash(device), c.now);
  c.reply.setCookie(DEVICE_COOKIE, device, {
    path: '/api/session',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(c),
    maxAge: DEVICE_DAYS * 86_400,
  });
}
