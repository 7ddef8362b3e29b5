type VaultProblemCode =
  | 'does_not_open'
  | 'unknown_key'
  | 'unknown_purpose'
  | 'stale'
  | 'no_root_key'
  | 'wrong_root_key'
  | 'bad_root_key'
  | 'in_use'
  | 'failed';

/**
 * A refusal of the vault; `message` is one sentence without any content. `does_not_open`: not what was sealed here, by
 * this purpose and binding, or altered. `unknown_key`: sealed under a key that this process does not know (yet, while
 * another server rotates). `stale`: the keys were not looked up for too long. The others speak to the administrator.
 */
export class VaultProblem extends Error {
  readonly code: VaultProblemCode;

  constructor(code: VaultProblemCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'VaultProblem';
    this.code = code;
  }
}

export const doesNotOpen = (purpose: string): VaultProblem =>
  new VaultProblem(
    'does_not_open',
    `A sealed value of ${purpose} does not open: it was altered or belongs elsewhere.`,
  );
