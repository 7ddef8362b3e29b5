import type { ImportMode } from '../domain.ts';

/** What a person says of an edition beside its files. */
export interface EditionSettings {
  /** ISO 3166-1 alpha-2 of a known country. */
  country: string;
  name: string;
  source: string;
  /** First day of the edition. */
  validFrom: string;
  mode: ImportMode;
  /** Make missing parents from the columns of their children. */
  makeParents: boolean;
}
