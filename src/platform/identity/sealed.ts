import { openText, type SealedColumn, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';

/** What an authenticator app computes its codes from. */
export const totpSecret: SealedColumn = {
  table: 'identity.credential',
  column: 'totp_sealed',
  key: 'account_id',
  purpose: 'identity.totp',
  from: 'totp_secret',
};

/** By which this installation proves itself to a provider. */
export const providerSecret: SealedColumn = {
  table: 'identity.provider',
  column: 'client_secret',
  key: 'id',
  purpose: 'identity.provider_secret',
};

/** By which a provider knows the session that ends with the one here. */
export const idToken: SealedColumn = {
  table: 'identity.session',
  column: 'id_token_sealed',
  key: 'id',
  purpose: 'identity.id_token',
};

export const sealTotp = (vault: Vault, accountId: string, secret: string): Buffer =>
  sealText(vault, totpSecret, accountId, secret);

/** Null where the account has no authenticator app. */
export const openTotp = (vault: Vault, accountId: string, sealed: Buffer | null): string | null =>
  sealed === null ? null : openText(vault, totpSecret, accountId, sealed);
