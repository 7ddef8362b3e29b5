/** A data key in the clear; it never leaves the process. */
export interface DataKey {
  /** A UUID; stands in front of everything that the key sealed. */
  readonly id: string;
  readonly purpose: string;
  /** 256 bits. */
  readonly secret: Buffer;
}

/** The data keys that a vault works with. */
export interface KeyRing {
  /** The key that seals now. @throws VaultProblem `unknown_purpose`, `stale` */
  active(purpose: string): DataKey;
  /** @throws VaultProblem `unknown_key` */
  byId(id: string): DataKey;
}
