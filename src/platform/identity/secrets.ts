import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane (about 20 ms here). */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), ARGON);

let decoy: Promise<string> | undefined;
/** Checks a password; without a stored hash it spends the same time, so that an unknown address answers no faster. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const right = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return right && stored !== null;
}

/** A fresh secret of 256 bits, base64url. Only its SHA-256 is stored: nothing shorter than its entropy to guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Crockford's alphabet: no letter that is taken for another one when written by hand. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** 24 letters of five bits, in groups of four: with 112 bits or more a plain hash may be kept (OWASP ASVS 5.0, 6.5.2). */
export const newRecoveryCode = (): string =>
  [...randomBytes(24)]
    .map((byte) => LETTERS[byte & 31])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** Hash of a recovery code however it was typed; null when it is none. Earlier ones had sixteen letters. */
export function recoveryCodeHash(typed: string): Buffer | null {
  const code = typed.toLowerCase().replace(/[\s-]/g, '').replace(/[il]/g, '1').replace(/o/g, '0');
  return /^(?:[0-9a-hjkmnp-tv-z]{16}|[0-9a-hjkmnp-tv-z]{24})$/.test(code) ? secretHash(code) : null;
}

const STEP_SECONDS = 30;
const authenticator = (secret: string, label: string, issuer: string) =>
  new TOTP({
    issuer,
    label,
    secret: Secret.fromBase32(secret),
    period: STEP_SECONDS,
    digits: 6,
    algorithm: 'SHA1',
  });

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** otpauth:// address for authenticator apps. */
export const totpUri = (secret: string, label: string, issuer: string): string =>
  authenticator(secret, label, issuer).toString();

/** The time step of this moment when the code is its code, else null: a code lives 30 seconds (OWASP ASVS 5.0, 6.5.5; RFC 6238). */
export function totpStep(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const delta = authenticator(secret, 'x', 'x').validate({ token: code, window: 0, timestamp });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS);
}
