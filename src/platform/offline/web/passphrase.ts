import { fromBase64, type LocalKey, openBytes, sealBytes, toBase64 } from './cipher.ts';

/** The store's key, sealed under what a person knows: the way in without a link. */
export interface ByPassphrase {
  salt: string;
  rounds: number;
  sealed: string;
}

/** OWASP asks for 600,000 rounds of PBKDF2-SHA-256 (2023); about a second on a poor phone. */
const ROUNDS = 1_000_000;
const PLACE = 'sojourn passphrase';
export const SHORTEST = 10;

/** @returns undefined where the page is not secure (plain http), where there is no work without a link anyway */
export async function sealByPassphrase(
  key: LocalKey,
  passphrase: string,
  rounds = ROUNDS,
): Promise<ByPassphrase | undefined> {
  if (!crypto.subtle) return undefined;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const own = await derive(passphrase, salt, rounds);
  return { salt: toBase64(salt), rounds, sealed: toBase64(sealBytes(own, PLACE, key)) };
}

/** The store's key, or undefined where the passphrase is another. */
export async function openByPassphrase(
  { salt, rounds, sealed }: ByPassphrase,
  passphrase: string,
): Promise<LocalKey | undefined> {
  const own = await derive(passphrase, fromBase64(salt), rounds);
  try {
    return openBytes(own, PLACE, fromBase64(sealed));
  } catch {
    return undefined;
  }
}

async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base, 256),
  );
}
