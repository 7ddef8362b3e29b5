import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupProblem, damaged } from '../problems.ts';
import type { ByteReader } from './byte-reader.ts';

const MAGIC = Buffer.from('sojourn backup\n');
const FORMAT = 1;
const MAC_BYTES = 32;
/** scrypt with 128 MiB and about half a second: guessing a passphrase stays dear (RFC 7914). */
const COST = 17;
/** A head is read before it is proved: what it asks for must not exhaust the machine. */
const COST_RANGE = [10, 20] as const;
const BLOCK_SIZE = 8;

interface Head {
  format: number;
  kdf: 'scrypt';
  /** Logarithm of scrypt's N. */
  cost: number;
  salt: string;
  cipher: 'aes-256-gcm';
  /** Bytes of content in each sealed piece but the last. */
  piece: number;
}

/** What seals and opens the pieces: the key of this archive alone, and the proof of its head. */
export interface ArchiveKey {
  readonly key: Buffer;
  /** HMAC-SHA-256 of the head; bound into every piece. */
  readonly bound: Buffer;
  readonly pieceBytes: number;
}

interface Keys {
  seal: Buffer;
  mac: Buffer;
}

function deriveKeys(secret: string, salt: Buffer, cost: number): Promise<Keys> {
  const N = 2 ** cost;
  const options = { N, r: BLOCK_SIZE, p: 1, maxmem: 2 * 128 * N * BLOCK_SIZE };
  return new Promise((resolve, reject) =>
    scrypt(secret.normalize('NFC'), salt, 64, options, (error, bytes) =>
      error ? reject(error) : resolve({ seal: bytes.subarray(0, 32), mac: bytes.subarray(32) }),
    ),
  );
}

const proofOf = (mac: Buffer, head: Buffer): Buffer => createHmac('sha256', mac).update(head).digest();

/** A new head under a new salt, so that no two archives share a key. */
export async function createHead(
  secret: string,
  { cost = COST, pieceBytes = 262_144 }: { cost?: number; pieceBytes?: number } = {},
): Promise<{ bytes: Buffer; archiveKey: ArchiveKey }> {
  const salt = randomBytes(32);
  const head: Head = {
    format: FORMAT,
    kdf: 'scrypt',
    cost,
    salt: salt.toString('base64'),
    cipher: 'aes-256-gcm',
    piece: pieceBytes,
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const open = Buffer.concat([MAGIC, length, json]);
  const keys = await deriveKeys(secret, salt, cost);
  const bound = proofOf(keys.mac, open);
  return { bytes: Buffer.concat([open, bound]), archiveKey: { key: keys.seal, bound, pieceBytes } };
}

/**
 * Reads and proves the head: after it, the key is the right one.
 * @throws BackupProblem `unknown_format`, `wrong_key`, `damaged`
 */
export async function readHead(reader: ByteReader, secret: string): Promise<ArchiveKey> {
  const start = await reader.take(MAGIC.length + 4);
  if (!start.subarray(0, MAGIC.length).equals(MAGIC) || start.length < MAGIC.length + 4) {
    throw new BackupProblem('unknown_format', 'This file is not a backup that Sojourn made.');
  }
  const length = start.readUInt32BE(MAGIC.length);
  if (length > 4096) throw damaged('its head');
  const json = await reader.take(length);
  const head = parseHead(json);
  const proof = await reader.take(MAC_BYTES);
  if (proof.length < MAC_BYTES) throw damaged('its head');
  const keys = await deriveKeys(secret, Buffer.from(head.salt, 'base64'), head.cost);
  const bound = proofOf(keys.mac, Buffer.concat([start, json]));
  if (!timingSafeEqual(bound, proof)) {
    throw new BackupProblem(
      'wrong_key',
      'The key does not open this archive: give the key with which it was made (or its head is damaged). Nothing was changed.',
    );
  }
  return { key: keys.seal, bound, pieceBytes: head.piece };
}

function parseHead(json: Buffer): Head {
  let head: Partial<Head>;
  try {
    head = JSON.parse(json.toString()) as Partial<Head>;
  } catch {
    throw damaged('its head');
  }
  const { format, kdf, cost, salt, cipher, piece } = head;
  if (typeof format === 'number' && format > FORMAT) {
    throw new BackupProblem(
      'newer',
      'The archive was made by a newer Sojourn: install that release, then restore.',
    );
  }
  const [least, most] = COST_RANGE;
  const whole = (n: unknown): n is number => Number.isInteger(n);
  if (format !== FORMAT || kdf !== 'scrypt' || cipher !== 'aes-256-gcm' || typeof salt !== 'string')
    throw damaged('its head');
  if (!whole(cost) || cost < least || cost > most) throw damaged('its head');
  if (!whole(piece) || piece < 64 || piece > 16_777_216) throw damaged('its head');
  return { format, kdf, cost, salt, cipher, piece };
}
