import {
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';

/**
 * Checkpoints as C2SP tlog-checkpoint inside a C2SP signed-note: any tool for transparency logs can read and check them.
 * Source: c2sp.org/tlog-checkpoint and c2sp.org/signed-note.
 */

/** State of the log at one moment. */
export interface Checkpoint {
  /** Name of the log, without spaces; also the name of the key that signs for it. */
  origin: string;
  size: number;
  root: Buffer;
}

/** Key that can sign checkpoints. */
export interface Signer {
  name: string;
  sign(text: string): Buffer;
  /** `name+hash+key`, the form in which C2SP passes public keys around. */
  verifierKey: string;
}

const ed25519 = 1;

/** The text of a checkpoint: three lines. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a checkpoint; undefined unless it is exactly in canonical form (extension lines are kept out). */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const found = /^([^\s+]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  if (!found) return undefined;
  const checkpoint = { origin: found[1]!, size: Number(found[2]), root: Buffer.from(found[3]!, 'base64') };
  return checkpointText(checkpoint) === text ? checkpoint : undefined;
}

function keyHash(name: string, publicKey: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(ed25519), publicKey]);
  return hash('sha256', input, 'buffer').subarray(0, 4);
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');
}

/** A signer over an Ed25519 private key in PEM (PKCS #8). */
export function signerOf(name: string, pem: string): Signer {
  if (!/^[^\s+]+$/.test(name)) throw new TypeError('a key name has no spaces and no plus');
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the audit key must be an Ed25519 key');
  const publicKey = rawPublicKey(createPublicKey(key));
  const id = keyHash(name, publicKey);
  const encoded = Buffer.concat([Buffer.of(ed25519), publicKey]).toString('base64');
  return {
    name,
    verifierKey: `${name}+${id.toString('hex')}+${encoded}`,
    sign: (text) => Buffer.concat([id, signBytes(null, Buffer.from(text, 'utf8'), key)]),
  };
}

/** The signed note of a text that ends in a line feed. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n') || text.includes('\n\n')) throw new TypeError('a note ends in one line feed');
  return `${text}\n\u2014 ${signer.name} ${signer.sign(text).toString('base64')}\n`;
}

interface Verifier {
  name: string;
  id: Buffer;
  key: KeyObject;
}

/** Reads a verifier key; throws a TypeError when it is malformed or its hash does not fit its key. */
export function parseVerifierKey(text: string): Verifier {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text.trim());
  const encoded = found ? Buffer.from(found[3]!, 'base64') : Buffer.alloc(0);
  if (!found || encoded.length !== 33 || encoded[0] !== ed25519) {
    throw new TypeError('this is not a public key of an audit log (name+hash+key)');
  }
  const raw = encoded.subarray(1);
  const id = keyHash(found[1]!, raw);
  if (id.toString('hex') !== found[2])
    throw new TypeError('the hash of this public key does not fit the key');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') };
  return { name: found[1]!, id, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** Text of a note if at least one of the keys signed it; undefined otherwise. */
export function openNote(note: string, verifiers: readonly Verifier[]): string | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return undefined;
  const text = note.slice(0, split + 1);
  const bytes = Buffer.from(text, 'utf8');
  for (const line of note.slice(split + 2).split('\n')) {
    const found = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    if (!found) continue;
    const signature = Buffer.from(found[2]!, 'base64');
    for (const verifier of verifiers) {
      const own = verifier.name === found[1] && verifier.id.equals(signature.subarray(0, 4));
      if (own && verifyBytes(null, bytes, verifier.key, signature.subarray(4))) return text;
    }
  }
  return undefined;
}

/** Checkpoint of a note that one of the keys signed under the log's own name; undefined otherwise. */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): Checkpoint | undefined {
  const text = openNote(note, verifiers);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint && verifiers.some((v) => v.name === checkpoint.origin) ? checkpoint : undefined;
}

export type { Verifier };
