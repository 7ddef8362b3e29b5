import type { Vault } from './vault.ts';

/** A column of sealed values, as a slice declares it in its manifest. */
export interface SealedColumn {
  /** `schema.table`. */
  readonly table: string;
  /** Of type bytea; null where there is nothing. */
  readonly column: string;
  /** The column whose value, as text, names the row in the binding: the primary key, of one column. */
  readonly key: string;
  /** `slice.noun`: has data keys of its own. */
  readonly purpose: string;
  /** A text column of an earlier release: sealed into `column` at the next start, then dropped. */
  readonly from?: string;
}

/** What binds a sealed value to its place: moved to another row or column it does not open. */
export const bindingOf = ({ table, column }: Pick<SealedColumn, 'table' | 'column'>, id: string): string =>
  `${table}.${column}:${id}`;

/** @param id of the row, as Postgres writes it (a UUID in lower case) */
export const sealText = (vault: Vault, column: SealedColumn, id: string, text: string): Buffer =>
  vault.seal(column.purpose, bindingOf(column, id), Buffer.from(text, 'utf8'));

/** @throws VaultProblem `does_not_open`, `unknown_key` */
export const openText = (vault: Vault, column: SealedColumn, id: string, sealed: Uint8Array): string =>
  vault.open(column.purpose, bindingOf(column, id), sealed).toString('utf8');
