import type { SealedColumn } from '#platform/vault/sealed-column.ts';

/** The passphrase of the archives, where an administrator gave it instead of the environment. */
export const archiveSecret: SealedColumn = {
  table: 'backup.setting',
  column: 'secret_sealed',
  key: 'id',
  purpose: 'backup.secret',
};
