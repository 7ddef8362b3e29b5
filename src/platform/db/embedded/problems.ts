/** Why the database could not be started; stable, for tests, exit codes and the set-up screen. */
export type StartProblemCode =
  | 'in_use'
  | 'wrong_version'
  | 'no_permission'
  | 'disk_full'
  | 'unreachable_folder'
  | 'unsupported_platform'
  | 'port_taken'
  | 'start_failed';

/** A refusal to start that the administrator can act on: `message` is one sentence in plain words. */
export class StartProblem extends Error {
  readonly code: StartProblemCode;

  constructor(code: StartProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StartProblem';
    this.code = code;
  }
}

const DISK_FULL = /no space left on device|ENOSPC|disk quota exceeded|EDQUOT|wrote only \d+ of \d+ bytes/i;
const READ_ONLY = /read-only file system|EROFS/i;
const NO_PERMISSION = /permission denied|EACCES|EPERM|operation not permitted/i;

/** Turns whatever failed while working in `folder` (a system error, or what a program printed) into a StartProblem. */
export function toStartProblem(error: unknown, folder: string): StartProblem {
  if (error instanceof StartProblem) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (DISK_FULL.test(text)) {
    return new StartProblem(
      'disk_full',
      `The disk that holds ${folder} is full: free some space and start again; nothing was lost.`,
      { cause: error },
    );
  }
  if (READ_ONLY.test(text)) {
    return new StartProblem(
      'no_permission',
      `${folder} lies on a disk that can only be read: choose another data folder.`,
      { cause: error },
    );
  }
  if (NO_PERMISSION.test(text)) {
    return new StartProblem(
      'no_permission',
      `Sojourn may not write to ${folder}: give the folder to the user that runs Sojourn (${currentUser()}) or choose another.`,
      { cause: error },
    );
  }
  return new StartProblem('start_failed', `The database in ${folder} did not start: ${firstLine(text)}`, {
    cause: error,
  });
}

function currentUser(): string {
  return process.env.USER ?? `uid ${process.getuid?.() ?? 'unknown'}`;
}

/** The most telling line of what Postgres printed: the first FATAL or error, else the last line. */
export function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'no reason given';
  return telling.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim();
}
