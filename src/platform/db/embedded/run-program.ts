import { spawn } from 'node:child_process';

/** The unprivileged user that Postgres runs as; empty when Sojourn itself is an ordinary user. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a short program to its end; a program that cannot be started resolves with code null and the reason. */
export function runProgram(
  file: string,
  args: readonly string[],
  runAs: RunAs = {},
  input?: string,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...runAs, cwd: '/', env: programEnvironment(), stdio: 'pipe' });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.stdin.on('error', () => {});
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
    child.stdin.end(input);
  });
}

/** English messages, whatever the machine speaks, because we read them; no PG* variable may redirect us. */
export function programEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
