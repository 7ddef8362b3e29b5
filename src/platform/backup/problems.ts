type BackupProblemCode =
  | 'no_key'
  | 'wrong_key'
  | 'damaged'
  | 'newer'
  | 'unknown_format'
  | 'not_empty'
  | 'in_use'
  | 'exists'
  | 'hidden_rows'
  | 'not_equal'
  | 'bucket'
  | 'failed';

/** A refusal to back up or to restore; `message` is one sentence for the administrator, without any content. */
export class BackupProblem extends Error {
  readonly code: BackupProblemCode;

  constructor(code: BackupProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'BackupProblem';
    this.code = code;
  }
}

export const damaged = (where: string): BackupProblem =>
  new BackupProblem(
    'damaged',
    `The archive is damaged or cut (${where}): fetch it again, or take another one.`,
  );
