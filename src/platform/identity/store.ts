import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface SessionRow {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  user_agent: string;
  address: string | null;
}
export interface AccountRow {
  id: string;
  name: string;
  email: string | null;
  language: 'en' | 'fr' | 'es' | 'ar';
  theme: 'auto' | 'light' | 'dark';
  state: 'invited' | 'active' | 'disabled';
  created_at: Date;
}
export interface PersonRow extends AccountRow {
  email: string;
  has_second_factor: boolean;
  last_seen_at: Date | null;
}
export interface TokenRow {
  id: string;
  name: string;
  permissions: string[];
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  operations: string[] | null;
  addresses: string[];
}

const one = async <T>(tx: Tx, text: string, values: unknown[]): Promise<T | undefined> =>
  (await rawQuery<T>(tx, text, values))[0];

export interface SessionActorRow {
  account_id: string;
  session_id: string;
  permissions: string[];
  roles: string[];
  idle_minutes: number;
  ends_at: Date;
  /** The person proved who they are within the last minutes. */
  proved: boolean;
  /** A role requires a second factor and there is none: nothing else until it is set up. */
  factor_due: boolean;
}
/**
 * Asked at every request: prepared once for each connection.
 * @param settingUp also whoever owes a second factor becomes the actor, with no permission
 */
export const findSessionActor = async (
  tx: Tx,
  token: Buffer,
  settingUp: boolean,
): Promise<SessionActorRow | undefined> =>
  (
    await rawQuery<SessionActorRow>(tx, 'select * from identity.session_actor($1, $2)', [token, settingUp], {
      name: 'identity.session_actor',
    })
  )[0];

export interface TokenActorRow {
  account_id: string;
  token_id: string;
  limited_to: string[];
  operations: string[] | null;
  permissions: string[];
  roles: string[];
}
export const findTokenActor = (tx: Tx, token: Buffer, address: string) =>
  one<TokenActorRow>(tx, 'select * from identity.token_actor($1, $2)', [token, address]);

/** The device that signs in, as far as the request tells. */
export interface Device {
  agent: string;
  address: string;
  /** Hash of the cookie that a device keeps from its last sign-in; null on a new one. */
  key: Buffer | null;
}

export interface SignInLookup {
  account_id: string | null;
  password_hash: string | null;
  totp_sealed: Buffer | null;
  has_passkey: boolean;
  /** The account was opened on this device before. */
  known_device: boolean;
  /** Of the account: on this device where it is known, else on all unknown ones. */
  recent_failures: number;
  address_failures: number;
}
export const signInLookup = async (tx: Tx, email: string, device: Device) =>
  (await one<SignInLookup>(
    tx,
    `select account_id, password_hash, totp_sealed, has_passkey, known_device, recent_failures::int, address_failures::int
     from identity.sign_in_lookup($1, $2, $3)`,
    [email, device.address, device.key],
  ))!;

export const noteSignInFailure = (tx: Tx, email: string, device: Device, found: SignInLookup) =>
  rawQuery(tx, 'select identity.note_sign_in_failure($1, $2, $3)', [
    email,
    device.address,
    found.known_device ? device.key : null,
  ]);

/** The actor, where this device is new to them and not their first. */
export const findOwnerOfNewDevice = async (tx: Tx, key: Buffer): Promise<string | null> =>
  (
    await rawQuery<{ owner: string | null }>(tx, 'select identity.owner_of_new_device($1) as owner', [key])
  )[0]!.owner;

/** From now on the device is known for the actor. */
export const rememberDevice = (tx: Tx, key: Buffer) =>
  rawQuery(tx, 'select identity.remember_device($1)', [key]);

export const openSession = async (
  tx: Tx,
  accountId: string,
  token: Buffer,
  device: Device,
  step: number | null,
) =>
  (await one<{ id: string | null }>(tx, 'select identity.open_session($1, $2, $3, $4, $5) id', [
    accountId,
    token,
    device.agent,
    device.address,
    step,
  ]))!.id;

export const setUpNeeded = async (tx: Tx) =>
  (await one<{ needed: boolean }>(tx, 'select identity.set_up_needed() needed', []))!.needed;

export interface SetUpRow {
  agency: string;
  name: string;
  email: string;
  language: string;
  passwordHash: string;
  office: { code: string; name: string };
  operation: { code: string; name: string; country: string } | null;
}
export const setUp = async (tx: Tx, s: SetUpRow) =>
  (await one<{ account_id: string; office_id: string; operation_id: string | null }>(
    tx,
    'select * from identity.set_up($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    [
      s.agency,
      s.name,
      s.email,
      s.language,
      s.passwordHash,
      s.office.code,
      s.office.name,
      s.operation?.code ?? null,
      s.operation?.name ?? null,
      s.operation?.country ?? null,
    ],
  ))!;

const ACCOUNT = 'id, name, email, language, theme, state, created_at';

export const findAccount = (tx: Tx, id: string) =>
  one<AccountRow>(tx, `select ${ACCOUNT} from identity.account where id = $1`, [id]);

export const findActiveByEmail = (tx: Tx, email: string) =>
  one<{ id: string }>(
    tx,
    `select id from identity.account where email = $1 and kind = 'person' and state = 'active'`,
    [email],
  );

export const updateAccount = (tx: Tx, id: string, a: Pick<AccountRow, 'name' | 'language' | 'theme'>) =>
  rawQuery(tx, 'update identity.account set name = $2, language = $3, theme = $4 where id = $1', [
    id,
    a.name,
    a.language,
    a.theme,
  ]);

/** The id comes from the caller: a RETURNING would ask the read policy, which does not know the new row yet. */
export const insertAccount = (
  tx: Tx,
  a: {
    id: string;
    kind: 'person' | 'device' | 'service';
    name: string;
    email: string | null;
    language: string;
    state: string;
    createdBy: string | null;
  },
) =>
  rawQuery(
    tx,
    'insert into identity.account (id, kind, name, email, language, state, created_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [a.id, a.kind, a.name, a.email, a.language, a.state, a.createdBy],
  );

/** False when the account is out of the actor's charge: nothing changed. */
export const setAccountState = async (tx: Tx, id: string, state: string): Promise<boolean> =>
  (await rawQuery(tx, 'update identity.account set state = $2 where id = $1 returning id', [id, state]))
    .length > 0;

/** Whether the actor may recover, disable and sign out the account. */
export const isInCharge = async (tx: Tx, id: string): Promise<boolean> =>
  (await one<{ yes: boolean }>(tx, 'select $1 = any(identity.accounts_in_charge()) yes', [id]))!.yes;

export const findCredential = (tx: Tx, accountId: string) =>
  one<{ password_hash: string | null; totp_sealed: Buffer | null; totp_confirmed_at: Date | null }>(
    tx,
    'select password_hash, totp_sealed, totp_confirmed_at from identity.credential where account_id = $1',
    [accountId],
  );

export const setPassword = (tx: Tx, accountId: string, hash: string, now: Date) =>
  rawQuery(tx, 'update identity.credential set password_hash = $2, changed_at = $3 where account_id = $1', [
    accountId,
    hash,
    now,
  ]);

export const setTotp = (
  tx: Tx,
  accountId: string,
  sealed: Buffer | null,
  confirmedAt: Date | null,
  step: number | null,
) =>
  rawQuery(
    tx,
    'update identity.credential set totp_sealed = $2, totp_confirmed_at = $3, totp_last_step = $4 where account_id = $1',
    [accountId, sealed, confirmedAt, step],
  );

export const listSessions = (tx: Tx, accountId: string) =>
  rawQuery<SessionRow>(
    tx,
    `select s.id, s.created_at, s.last_seen_at, s.user_agent, host(s.address) address
     from identity.session s, access.sign_in_rule($1) r
     where s.account_id = $1 and s.revoked_at is null and s.expires_at > now()
       and s.created_at + r.session_hours * interval '1 hour' > now()
       and s.last_seen_at + r.idle_minutes * interval '1 minute' > now()
     order by s.last_seen_at desc`,
    [accountId],
  );

/** Ends sessions of an account: one of them, or all but one. Answers the ids that ended. */
export const revokeSessions = async (
  tx: Tx,
  accountId: string,
  which: { only?: string; except?: string },
  now: Date,
) =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `update identity.session set revoked_at = $2 where account_id = $1 and revoked_at is null
       and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4) returning id`,
      [accountId, now, which.only ?? null, which.except ?? null],
    )
  ).map((row) => row.id);

export const endLinks = (tx: Tx, accountId: string, now: Date) =>
  rawQuery(tx, 'update identity.one_time_link set used_at = $2 where account_id = $1 and used_at is null', [
    accountId,
    now,
  ]);

export const insertLink = (
  tx: Tx,
  link: {
    accountId: string;
    purpose: 'invitation' | 'recovery';
    token: Buffer;
    createdBy: string | null;
    expiresAt: Date;
    requestId: string | null;
  },
) =>
  rawQuery(
    tx,
    `insert into identity.one_time_link (account_id, purpose, token_hash, created_by, expires_at, request_id)
     values ($1, $2, $3, $4, $5, $6)`,
    [link.accountId, link.purpose, link.token, link.createdBy, link.expiresAt, link.requestId],
  );

export const findLinkTarget = (tx: Tx, token: Buffer) =>
  one<{
    account_id: string;
    purpose: 'invitation' | 'recovery';
    name: string;
    email: string;
    language: AccountRow['language'];
  }>(tx, 'select * from identity.link_target($1)', [token]);

export const useLink = async (tx: Tx, token: Buffer, passwordHash: string) =>
  (await one<{ account: string | null }>(tx, 'select identity.use_link($1, $2) account', [
    token,
    passwordHash,
  ]))!.account;

const PERSON = `select a.id, a.name, a.email, a.language, a.theme, a.state, a.created_at,
  f.has_second_factor, f.last_seen_at
  from identity.account a cross join lateral identity.sign_in_facts(a.id) f`;

/** What a list of accounts, by name, is narrowed to. */
export interface NameFilter {
  q?: string | undefined;
  state?: string | undefined;
  after?: { name: string; id: string } | undefined;
  limit: number;
}
/** `$1` pattern, `$2` state, `$3` and `$4` name and id of the last one before the page, `$5` limit. */
export const filterValues = (f: NameFilter): unknown[] => [
  f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : null,
  f.state ?? null,
  f.after?.name ?? null,
  f.after?.id ?? null,
  f.limit,
];

export const listPeople = (tx: Tx, f: NameFilter) =>
  rawQuery<PersonRow>(
    tx,
    `${PERSON} where a.kind = 'person'
       and ($1::text is null or a.name ilike $1 or a.email ilike $1)
       and ($2::text is null or a.state = $2)
       and ($3::text is null or (a.name, a.id) > ($3, $4::uuid))
     order by a.name, a.id limit $5`,
    filterValues(f),
  );

export const findPerson = (tx: Tx, id: string) =>
  one<PersonRow>(tx, `${PERSON} where a.kind = 'person' and a.id = $1`, [id]);

const TOKEN = `id, name, permissions, created_at, expires_at, last_used_at, operations,
  array(select case when masklen(x) = case family(x) when 4 then 32 else 128 end then host(x) else text(x) end
    from unnest(addresses) x) addresses`;

export const listTokens = (tx: Tx, accountId: string) =>
  rawQuery<TokenRow>(
    tx,
    `select ${TOKEN} from identity.api_token
     where account_id = $1 and revoked_at is null and expires_at > now() order by created_at desc`,
    [accountId],
  );

export const insertToken = async (
  tx: Tx,
  t: Pick<TokenRow, 'name' | 'permissions' | 'operations' | 'addresses'> & {
    accountId: string;
    token: Buffer;
    expiresAt: Date;
  },
) =>
  (await one<TokenRow>(
    tx,
    `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at, operations, addresses)
     values ($1, $2, $3, $4, $5, $6, $7::inet[]) returning ${TOKEN}`,
    [t.accountId, t.name, t.token, t.permissions, t.expiresAt, t.operations, t.addresses],
  ))!;

/** Ends all tokens of an account; answers how many ended. */
export const revokeTokens = async (tx: Tx, accountId: string, now: Date): Promise<number> =>
  (
    await rawQuery(
      tx,
      'update identity.api_token set revoked_at = $2 where account_id = $1 and revoked_at is null returning id',
      [accountId, now],
    )
  ).length;

export const revokeToken = async (tx: Tx, accountId: string, id: string, now: Date) =>
  (
    await rawQuery(
      tx,
      'update identity.api_token set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null returning id',
      [accountId, id, now],
    )
  ).length > 0;
