import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCheckpoint, parseCheckpoint, type Verifier } from './domain/note.ts';

/** The file of checkpoints outside the database. */
export const witnessPath = (dataDir: string): string => join(dataDir, 'audit-checkpoints.txt');

/** Notes stand one after another, each closed by an empty line. */
const noteShape = (dash: string) =>
  new RegExp(`(\\S+\\n\\d+\\n[A-Za-z0-9+/=]+\\n)\\n(?:${dash} .+\\n)+\\n`, 'g');
const note = noteShape('\u2014');
/** The same over bytes read as latin1, where the dash is three characters and an offset is a byte. */
const noteBytes = noteShape('\u00e2\u0080\u0094');

/** Notes of a witness text in their order, and how much of it they leave over. */
export function splitNotes(text: string): { notes: string[]; strayCharacters: number } {
  const notes = Array.from(text.matchAll(note), ([whole]) => whole.slice(0, -1));
  return { notes, strayCharacters: notes.reduce((rest, one) => rest - one.length - 1, text.length) };
}

/** Text of a witness file; undefined when there is none. */
export async function readWitness(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const TAIL = 8192;

interface Tail {
  /** Greatest size among the last notes; 0 for none. */
  size: number;
  /** Byte after the last whole note: what follows was torn off by a crash. */
  end: number;
}

async function readTail(file: FileHandle): Promise<Tail> {
  const { size: bytes } = await file.stat();
  const start = Math.max(0, bytes - TAIL);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL), 0, TAIL, start);
  const text = buffer.toString('latin1', 0, bytesRead);
  let size = 0;
  let end = 0;
  for (const found of text.matchAll(noteBytes)) {
    size = Math.max(size, parseCheckpoint(found[1]!)?.size ?? 0);
    end = start + found.index + found[0].length;
  }
  return { size, end };
}

async function tailOf(path: string): Promise<Tail> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return { size: 0, end: 0 };
  try {
    return await readTail(file);
  } finally {
    await file.close();
  }
}

/** Greatest size that the witness file states; 0 when there is none. */
export const witnessedSize = async (path: string): Promise<number> => (await tailOf(path)).size;

/** Bytes of the witness file up to its last whole note; 0 when there is none. What is added later stands behind it. */
export const witnessEnd = async (path: string): Promise<number> => (await tailOf(path)).end;

/** Appends notes and waits until they are on the disk. Only checkpoints that open under a known key are copied. */
export async function appendWitness(
  path: string,
  notes: readonly string[],
  verifiers: readonly Verifier[],
): Promise<void> {
  if (!notes.every((one) => openCheckpoint(one, verifiers))) {
    throw new Error(
      'A checkpoint of the audit log is not signed by a known key: run "sojourn audit verify".',
    );
  }
  const file = await open(path, 'a+', 0o644);
  try {
    await file.truncate((await readTail(file)).end);
    await file.writeFile(notes.map((one) => `${one}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}
