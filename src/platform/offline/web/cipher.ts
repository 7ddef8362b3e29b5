import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/** 256 bits. */
export type LocalKey = Uint8Array;

const NONCE_BYTES = 24;
const LENGTH_BYTES = 4;

export const newKey = (): LocalKey => crypto.getRandomValues(new Uint8Array(32));

/**
 * XChaCha20-Poly1305 under a fresh random nonce, which stands before the ciphertext. Synchronous, since IndexedDB ends a
 * transaction that waits for anything else.
 * @param place what the bytes belong to: elsewhere they do not open
 */
export function sealBytes(key: LocalKey, place: string, bytes: Uint8Array): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = xchacha20poly1305(key, nonce, encode(place)).encrypt(bytes);
  return joined(nonce, sealed);
}

/** @throws where key or place is another, or a bit was changed */
export function openBytes(key: LocalKey, place: string, sealed: Uint8Array): Uint8Array {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  return xchacha20poly1305(key, nonce, encode(place)).decrypt(sealed.subarray(NONCE_BYTES));
}

/** A row as bytes: the length of its JSON, the JSON, and the content of its one field `bytes` as it is. */
export function sealRow(key: LocalKey, place: string, row: object): Uint8Array {
  const { bytes, ...rest } = row as { bytes?: Uint8Array };
  const json = encode(JSON.stringify({ ...rest, ...(bytes ? { bytes: true } : {}) }));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, json.length);
  return sealBytes(key, place, joined(length, json, bytes ?? new Uint8Array()));
}

/** @throws as `openBytes` */
export function openRow(key: LocalKey, place: string, sealed: Uint8Array): object {
  const plain = openBytes(key, place, sealed);
  const length = new DataView(plain.buffer, plain.byteOffset).getUint32(0);
  const row = JSON.parse(new TextDecoder().decode(plain.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  return row.bytes ? { ...row, bytes: plain.slice(LENGTH_BYTES + length) } : row;
}

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};

export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
