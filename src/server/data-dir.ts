import { randomInt } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toStartProblem } from '#platform/db/embedded/problems.ts';

/** Makes the data folder; only its owner reads it, others may pass through (the database runs as another user under root). */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw toStartProblem(error, dataDir);
  }
}

// No vowels and no look-alikes: a code to read from a screen and type.
const LETTERS = 'BCDFGHJKMNPQRSTVWXZ23456789';

/** The code that first-run set-up asks for, made once: whoever may read the server's output may set it up. */
export async function readSetUpCode(dataDir: string): Promise<string> {
  const file = join(dataDir, 'set-up-code');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const code = Array.from(
      { length: 12 },
      (_, i) => (i > 0 && i % 4 === 0 ? '-' : '') + LETTERS[randomInt(LETTERS.length)],
    ).join('');
    await writeFile(file, `${code}\n`, { mode: 0o600, flag: 'wx' }).catch((error) => {
      throw toStartProblem(error, dataDir);
    });
    return code;
  }
}
