import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { appendFile, link, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { parseVerifierKey, type Signer, signerOf, type Verifier } from './domain/note.ts';

/** Name of the log in its checkpoints unless an installation has its own. */
const ORIGIN = 'sojourn/audit';
const KEY_FILE = 'audit-signing-key.pem';
const PUBLIC_FILE = 'audit-public-keys.txt';

export interface Keyring {
  signer: Signer;
  /** Public keys under which checkpoints of this log may stand: the current one and those before it. */
  verifiers: readonly Verifier[];
}

/**
 * The signing key of this installation, made at first use: Ed25519, PKCS #8, readable by the server's user alone.
 * Several servers of one database share the file. Its public half is added to `audit-public-keys.txt`; who wants to
 * check the log independently keeps a copy of that line elsewhere.
 */
export async function openKeyring(dataDir: string, origin: string = ORIGIN): Promise<Keyring> {
  const path = join(dataDir, KEY_FILE);
  const pem = (await readText(path)) ?? (await createKey(path));
  const signer = signerOf(origin, pem);
  const known = await readPublicKeys(dataDir);
  if (!known.includes(signer.verifierKey)) {
    await appendFile(join(dataDir, PUBLIC_FILE), `${signer.verifierKey}\n`, { mode: 0o644 });
    known.push(signer.verifierKey);
  }
  return { signer, verifiers: known.map(parseVerifierKey) };
}

/** Public keys noted in a data folder, oldest first. */
export async function readPublicKeys(dataDir: string): Promise<string[]> {
  const text = (await readText(join(dataDir, PUBLIC_FILE))) ?? '';
  return [...new Set(text.split('\n'))].filter((line) => line.trim() !== '');
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written whole before it takes its name, so that neither a crash nor a second server can leave half a key or two. */
async function createKey(path: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const draft = `${path}.${randomUUID()}.tmp`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(pem);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
    return pem;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFile(path, 'utf8');
  } finally {
    await unlink(draft);
  }
}
