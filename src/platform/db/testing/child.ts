import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHILDREN = fileURLToPath(new URL('./children/', import.meta.url));
const TSX = createRequire(import.meta.url).resolve('tsx/cli');

export interface Child {
  readonly process: ChildProcess;
  /** Resolves with the first line that matches. */
  line(pattern: RegExp): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** A script of `testing/children` in a process of its own, for tests that kill. */
export function startChild(script: string, args: readonly string[]): Child {
  // The loader itself, not its command: that would run the script in a grandchild, which a kill would not reach.
  const loader = join(TSX, '..', 'loader.mjs');
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', `file://${loader}`, join(CHILDREN, script), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
    for (const check of waiting) check();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    process: child,
    ended,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = output.split('\n').find((line) => pattern.test(line));
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        void ended.then(() => reject(new Error(`The child ended early: ${output}`)));
        check();
      }),
  };
}
