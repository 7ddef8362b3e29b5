import type { BaseContext } from '#platform/http/binding.ts';
import { SESSION_COOKIE } from '../authenticate.ts';
import { newSecret, secretHash } from '../secrets.ts';
import { noteDevice } from '../service/note-device.ts';
import { endReplacedSession } from '../store/proof.ts';
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

/** The cookies of a session that was just opened; one that this browser held before ends. */
export async function setCookies(c: BaseContext, secret: string, endsAt: Date): Promise<void> {
  const secure = c.request.protocol === 'https';
  const replaced = c.request.cookies[SESSION_COOKIE];
  if (replaced) await endReplacedSession(c.tx, secretHash(replaced));
  c.reply.setCookie(SESSION_COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    // To the last moment that the session can have. In seconds: clocks of phones go wrong.
    maxAge: Math.ceil((endsAt.getTime() - Date.now()) / 1000),
  });
  const device = deviceSecret(c) ?? newSecret();
  await noteDevice(c.tx, secretHash(device), c.now);
  c.reply.setCookie(DEVICE_COOKIE, device, {
    path: '/api/session',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    maxAge: DEVICE_DAYS * 86_400,
  });
}
