export type MigrateProblemCode =
  | 'wrong_version'
  | 'edited'
  | 'newer_database'
  | 'bad_file'
  | 'failed'
  | 'no_role'
  | 'owner_is_app';

/** A refusal to migrate; nothing of the named file was applied. `message` is one sentence. */
export class MigrateProblem extends Error {
  readonly code: MigrateProblemCode;
  /** The slice whose file is at fault, where it is a file. */
  readonly slice: string | undefined;

  constructor(code: MigrateProblemCode, message: string, options?: { cause?: unknown; slice?: string }) {
    super(message, options);
    this.name = 'MigrateProblem';
    this.code = code;
    this.slice = options?.slice;
  }
}

/** The message of Postgres with the line of the file where it gives a position. */
export function sqlFailure(
  { slice, name, text }: { slice: string; name: string; text: string },
  error: unknown,
): MigrateProblem {
  const { message, position } = error as { message: string; position?: string };
  const line = position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`;
  return new MigrateProblem(
    'failed',
    `${slice}/${name}${line}: ${message}; nothing of this file was applied.`,
    {
      cause: error,
      slice,
    },
  );
}
