import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface DeviceRow {
  id: string;
  endpoint: string;
  p256dh_sealed: Buffer | null;
  auth_sealed: Buffer | null;
  user_agent: string;
  created_at: Date;
  last_sent_at: Date | null;
}

/** The actor's own devices, or for the server those of a person. */
export const listDevicesOf = (tx: Tx, accountId: string): Promise<DeviceRow[]> =>
  rawQuery<DeviceRow>(
    tx,
    `select id, endpoint, p256dh_sealed, auth_sealed, user_agent, created_at, last_sent_at
       from notify.push_device where account_id = $1 order by created_at`,
    [accountId],
  );

/** An endpoint of somebody else's earlier sign-in on this browser is refused; its keys are laid by `setKeys`. */
export const addDevice = async (
  tx: Tx,
  accountId: string,
  device: { endpoint: string; userAgent: string },
  now: Date,
): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into notify.push_device (account_id, endpoint, user_agent, created_at)
       values ($1, $2, left($3, 300), $4)
       on conflict (endpoint) do update set user_agent = excluded.user_agent
       returning id`,
      [accountId, device.endpoint, device.userAgent, now],
    )
  )[0]!.id;

/** Those of a known endpoint may change. */
export const setKeys = async (tx: Tx, id: string, keys: { p256dh: Buffer; auth: Buffer }): Promise<void> => {
  await rawQuery(tx, 'update notify.push_device set p256dh_sealed = $2, auth_sealed = $3 where id = $1', [
    id,
    keys.p256dh,
    keys.auth,
  ]);
};

export const removeDevice = async (tx: Tx, accountId: string, id: string): Promise<boolean> =>
  (
    await rawQuery(tx, 'delete from notify.push_device where account_id = $1 and id = $2 returning id', [
      accountId,
      id,
    ])
  ).length > 0;

export async function noteSent(tx: Tx, ids: { gone: string[]; sent: string[] }, now: Date): Promise<void> {
  await rawQuery(tx, 'delete from notify.push_device where id = any($1)', [ids.gone]);
  await rawQuery(tx, 'update notify.push_device set last_sent_at = $2 where id = any($1)', [ids.sent, now]);
}

export const findPublicKey = async (tx: Tx): Promise<string | null> =>
  (await rawQuery<{ key: string | null }>(tx, 'select notify.vapid_public_key() as key'))[0]!.key;

export interface VapidRow {
  public_key: string;
  private_sealed: Buffer;
}

export const findVapid = async (tx: Tx): Promise<VapidRow | undefined> =>
  (await rawQuery<VapidRow>(tx, 'select public_key, private_sealed from notify.vapid'))[0];

/** The first of several servers wins. */
export const addVapid = (tx: Tx, row: VapidRow & { id: string }, now: Date): Promise<unknown> =>
  rawQuery(
    tx,
    `insert into notify.vapid (id, public_key, private_sealed, made_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [row.id, row.public_key, row.private_sealed, now],
  );
