import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DataKey, KeyRing } from '../ring.ts';
import { doesNotOpen } from '../vault-problem.ts';
import { CIPHER, contextOf, deriveKey, idBytes, idText, KEY_ID_BYTES, TAG_BYTES } from './context.ts';

/** First byte of a sealed value. */
export const VALUE_VERSION = 1;
const SALT_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + SALT_BYTES;
/** How much longer than its content a sealed value is. */
export const VALUE_OVERHEAD = HEAD_BYTES + TAG_BYTES;

/** The key belongs to this one value (its salt is fresh), so that the nonce may stand still. */
const NONCE = Buffer.alloc(12);

const keyOf = (dataKey: DataKey, salt: Buffer): Buffer =>
  deriveKey(dataKey.secret, salt, `value ${dataKey.purpose}`, 32);

/** version (1), key id (16), salt (16), ciphertext, tag (16). */
export function sealValue(dataKey: DataKey, binding: string, plaintext: Uint8Array): Buffer {
  const salt = randomBytes(SALT_BYTES);
  const head = Buffer.concat([Buffer.of(VALUE_VERSION), idBytes(dataKey.id), salt]);
  const cipher = createCipheriv(CIPHER, keyOf(dataKey, salt), NONCE)
    .setAAD(head)
    .setAAD(contextOf('value', dataKey.purpose, binding));
  return Buffer.concat([head, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @throws VaultProblem `does_not_open`, `unknown_key` */
export function openValue(ring: KeyRing, purpose: string, binding: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < VALUE_OVERHEAD || bytes[0] !== VALUE_VERSION) throw doesNotOpen(purpose);
  const head = bytes.subarray(0, HEAD_BYTES);
  const dataKey = ring.byId(idText(head.subarray(1, 1 + KEY_ID_BYTES)));
  if (dataKey.purpose !== purpose) throw doesNotOpen(purpose);
  const end = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, keyOf(dataKey, head.subarray(1 + KEY_ID_BYTES)), NONCE, {
    authTagLength: TAG_BYTES,
  })
    .setAAD(head)
    .setAAD(contextOf('value', purpose, binding))
    .setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES, end)), decipher.final()]);
  } catch {
    throw doesNotOpen(purpose);
  }
}
