import { hkdfSync } from 'node:crypto';

export const CIPHER = 'aes-256-gcm';
export const TAG_BYTES = 16;
export const KEY_ID_BYTES = 16;

/** What a sealed value is bound to: purpose and binding, each with its length, so that no two pairs read the same. */
export function contextOf(kind: string, purpose: string, binding: string): Buffer {
  const parts = [kind, purpose, binding].map((part) => {
    const text = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return Buffer.concat([length, text]);
  });
  return Buffer.concat([Buffer.from('sojourn vault\0'), ...parts]);
}

/** HKDF-SHA-256 (RFC 5869): a key of its own for each value, so that no nonce ever comes twice under one key. */
export const deriveKey = (secret: Buffer, salt: Buffer, info: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, `sojourn vault ${info}`, bytes));

/** The 16 bytes of a UUID. */
export const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

export function idText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
