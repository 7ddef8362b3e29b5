import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface PasskeyRow {
  id: string;
  credential_id: Buffer;
  transports: string[];
  name: string;
  backed_up: boolean;
  created_at: Date;
  last_used_at: Date | null;
}
const PASSKEY = 'id, credential_id, transports, name, backed_up, created_at, last_used_at';

export const listPasskeys = (tx: Tx, accountId: string) =>
  rawQuery<PasskeyRow>(
    tx,
    `select ${PASSKEY} from identity.passkey where account_id = $1 order by created_at`,
    [accountId],
  );

interface NewPasskey {
  accountId: string;
  credentialId: Buffer;
  publicKey: Buffer;
  counter: number;
  transports: readonly string[];
  name: string;
  backedUp: boolean;
}
export const insertPasskey = async (tx: Tx, p: NewPasskey): Promise<PasskeyRow> =>
  (
    await rawQuery<PasskeyRow>(
      tx,
      `insert into identity.passkey (account_id, credential_id, public_key, counter, transports, name, backed_up)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${PASSKEY}`,
      [p.accountId, p.credentialId, p.publicKey, p.counter, p.transports, p.name, p.backedUp],
    )
  )[0]!;

/** The name of the passkey that was removed; undefined when there was none. */
export const removePasskey = async (tx: Tx, accountId: string, id: string): Promise<string | undefined> =>
  (
    await rawQuery<{ name: string }>(
      tx,
      'delete from identity.passkey where account_id = $1 and id = $2 returning name',
      [accountId, id],
    )
  )[0]?.name;

export type ChallengePurpose = 'registration' | 'sign_in' | 'proof';

export const giveChallenge = (tx: Tx, challenge: Buffer, purpose: ChallengePurpose) =>
  rawQuery(tx, 'select identity.give_passkey_challenge($1, $2)', [challenge, purpose]);

/** True when the challenge was given to this caller for this, and not long ago; it is used up now. */
export const takeChallenge = async (tx: Tx, challenge: Buffer, purpose: ChallengePurpose): Promise<boolean> =>
  (
    await rawQuery<{ taken: boolean }>(tx, 'select identity.take_passkey_challenge($1, $2) taken', [
      challenge,
      purpose,
    ])
  )[0]!.taken;

interface KeyRow {
  id: string;
  account_id: string;
  public_key: Buffer;
  counter: number;
}
/** The passkey of an active account by what its device calls it. */
export const findKey = async (tx: Tx, credentialId: Buffer): Promise<KeyRow | undefined> =>
  (
    await rawQuery<KeyRow>(
      tx,
      'select id, account_id, public_key, counter::float8 counter from identity.passkey_lookup($1)',
      [credentialId],
    )
  )[0];

export const noteKeyUse = (tx: Tx, id: string, counter: number) =>
  rawQuery(tx, 'select identity.note_passkey_use($1, $2)', [id, counter]);
