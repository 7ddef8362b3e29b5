import { randomBytes, randomUUID } from 'node:crypto';
import { fstatSync, readFileSync } from 'node:fs';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Algorithm, hashRaw } from '@node-rs/argon2';
import type { DataKey } from './ring.ts';
import { deriveKey, idText } from './seal/context.ts';
import { VaultProblem } from './vault-problem.ts';

/** Where the root key comes from. */
export type RootSource = 'file' | 'environment' | 'passphrase';

/** How a passphrase becomes a key; stored in the clear beside the fingerprint. */
export interface Kdf {
  /** Base64. */
  salt: string;
  memoryKib: number;
  passes: number;
  lanes: number;
}

/** The key that wraps the data keys. It wraps as a data key seals; its id is its fingerprint. */
export interface RootKey extends DataKey {
  readonly source: RootSource;
  readonly kdf: Kdf | null;
}

/** What is known of a root key without having it. */
export type RootNote = Pick<RootKey, 'id' | 'source' | 'kdf'>;

/** What the administrator gave: at most one of these; none of them means the file in the data folder. */
export interface RootKeyInput {
  key?: string | undefined;
  keyFile?: string | undefined;
  passphrase?: string | undefined;
  /** Number of an open file descriptor that gives the passphrase. */
  passphraseFd?: string | undefined;
  /** Asks at the terminal; absent where there is none. */
  ask?: ((question: string) => Promise<string>) | undefined;
}

/** The settings of the present root key; `prefix` is `SOJOURN_NEW_` for the one to change to. */
export const rootKeyInput = (env: NodeJS.ProcessEnv, prefix = 'SOJOURN_'): RootKeyInput => ({
  key: env[`${prefix}KEY`] || undefined,
  keyFile: env[`${prefix}KEY_FILE`] || undefined,
  passphrase: env[`${prefix}PASSPHRASE`] || undefined,
  passphraseFd: env[`${prefix}PASSPHRASE_FD`] || undefined,
});

const KEY_BYTES = 32;
const PURPOSE = 'vault.root';

function rootOf(secret: Buffer, source: RootSource, kdf: Kdf | null): RootKey {
  const id = idText(deriveKey(secret, Buffer.alloc(0), 'root id', 16));
  return { id, purpose: PURPOSE, secret, source, kdf };
}

const bad = (message: string, cause?: unknown): VaultProblem =>
  new VaultProblem('bad_root_key', message, cause === undefined ? undefined : { cause });

/** The source that the input speaks of; undefined when it gives nothing. @throws VaultProblem `bad_root_key` */
function sourceOf(input: RootKeyInput): Exclude<RootSource, 'file'> | undefined {
  const given = [input.key, input.keyFile, input.passphrase, input.passphraseFd].filter(Boolean);
  if (given.length > 1)
    throw bad(
      'The root key is given twice: set one of SOJOURN_KEY, SOJOURN_KEY_FILE, SOJOURN_PASSPHRASE and SOJOURN_PASSPHRASE_FD.',
    );
  if (given.length === 0) return undefined;
  return input.key || input.keyFile ? 'environment' : 'passphrase';
}

/** A key of 256 bits as base64, base64url or hexadecimal. */
function parseKey(text: string, name: string): Buffer {
  const trimmed = text.trim();
  const secret = /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : Buffer.from(trimmed, 'base64');
  if (secret.length === KEY_BYTES && /^[A-Za-z0-9+/_=-]+$/.test(trimmed)) return secret;
  throw bad(`${name} is not a key of 32 bytes: make one with "openssl rand -base64 32".`);
}

function readGiven(path: string, name: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw bad(`${name} cannot be read (${error.code}).`, error);
  });
}

/** The whole of a descriptor that whoever started this process opened. */
function readDescriptor(fd: string): string {
  try {
    const kind = fstatSync(Number(fd));
    if (kind.isFile() || kind.isFIFO() || kind.isSocket()) return readFileSync(Number(fd), 'utf8');
  } catch (error) {
    throw bad(`The file descriptor ${fd} of SOJOURN_PASSPHRASE_FD cannot be read.`, error);
  }
  throw bad(`The file descriptor ${fd} of SOJOURN_PASSPHRASE_FD is neither a pipe nor a file.`);
}

/** Argon2id, 64 MiB and three passes: about a quarter of a second, once at each start. */
const newKdf = (): Kdf => ({
  salt: randomBytes(16).toString('base64'),
  memoryKib: 65_536,
  passes: 3,
  lanes: 1,
});

const LEAST = 12;
/** The enum is declared const, which erasable syntax cannot import. */
const ARGON2ID = 2 as Algorithm.Argon2id;

async function fromPassphrase(text: string, kdf: Kdf): Promise<RootKey> {
  const passphrase = text.replace(/\r?\n$/, '').normalize('NFKC');
  if (passphrase.length < LEAST)
    throw bad(
      `The passphrase of the root key (SOJOURN_PASSPHRASE) is shorter than ${LEAST} characters: choose a longer one.`,
    );
  const secret = await hashRaw(passphrase, {
    algorithm: ARGON2ID,
    salt: Buffer.from(kdf.salt, 'base64'),
    memoryCost: kdf.memoryKib,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: KEY_BYTES,
  });
  return rootOf(secret, 'passphrase', kdf);
}

/**
 * The key that environment, file descriptor or terminal give; undefined where they give none.
 * @param kdf of the root key in use; a new one is made where there is none yet
 * @throws VaultProblem `bad_root_key`
 */
export async function readRootKey(input: RootKeyInput, kdf: Kdf | null): Promise<RootKey | undefined> {
  const source = sourceOf(input);
  if (source === 'environment') {
    const [text, name] = input.key
      ? [input.key, 'SOJOURN_KEY']
      : [await readGiven(input.keyFile!, 'The file of SOJOURN_KEY_FILE'), 'The file of SOJOURN_KEY_FILE'];
    return rootOf(parseKey(text, name), 'environment', null);
  }
  if (source === undefined && !(kdf && input.ask)) return undefined;
  if (input.passphraseFd) {
    // A descriptor can be read once.
    input.passphrase = readDescriptor(input.passphraseFd);
    input.passphraseFd = undefined;
  }
  const passphrase = input.passphrase ?? (await input.ask!('Passphrase of the root key: '));
  return fromPassphrase(passphrase, kdf ?? newKdf());
}

/** Where the root key of this fingerprint stands, when it is a file. */
export const rootFile = (dataDir: string, id: string): string => join(dataDir, `root-${id}.key`);

/** The root key in the data folder, or undefined. @throws VaultProblem `bad_root_key` */
export async function readRootFile(dataDir: string, id: string): Promise<RootKey | undefined> {
  const path = rootFile(dataDir, id);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw bad(`The key file ${path} cannot be read (${error.code}).`, error);
  });
  if (text === undefined) return undefined;
  const root = rootOf(parseKey(text, `The key file ${path}`), 'file', null);
  if (root.id !== id) throw bad(`The key file ${path} was altered: put it back from a backup.`);
  return root;
}

/** Makes a root key and its file, whole and synced, readable by the server's user alone. */
export async function makeRootFile(dataDir: string): Promise<RootKey> {
  const root = rootOf(randomBytes(KEY_BYTES), 'file', null);
  const path = rootFile(dataDir, root.id);
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${root.secret.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).finally(() => unlink(draft));
  const folder = await open(dataDir);
  await folder.sync().catch(() => {});
  await folder.close();
  return root;
}
