import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface DeviceRow {
  id: string;
  account_id: string;
  name: string;
  share_sealed: Buffer | null;
  made_at: Date;
  last_seen_at: Date;
  revoked_at: Date | null;
  wiped_at: Date | null;
}
const DEVICE = 'id, account_id, name, share_sealed, made_at, last_seen_at, revoked_at, wiped_at';

export const insertDevice = async (
  tx: Tx,
  device: { id: string; accountId: string; name: string; shareSealed: Buffer },
): Promise<void> => {
  await rawQuery(
    tx,
    'insert into offline.device (id, account_id, name, share_sealed) values ($1, $2, $3, $4)',
    [device.id, device.accountId, device.name, device.shareSealed],
  );
};

/** A device of the actor, noted as seen now. */
export const seeDevice = async (tx: Tx, id: string): Promise<DeviceRow | undefined> =>
  (
    await rawQuery<DeviceRow>(
      tx,
      `update offline.device set last_seen_at = now() where id = $1 returning ${DEVICE}`,
      [id],
    )
  )[0];

export const listDevices = (tx: Tx): Promise<DeviceRow[]> =>
  rawQuery<DeviceRow>(tx, `select ${DEVICE} from offline.device order by made_at desc, id limit 200`);

/** Undefined where the actor has no such device, or it is revoked already. */
export const revokeDevice = async (tx: Tx, id: string, now: Date): Promise<DeviceRow | undefined> =>
  (
    await rawQuery<DeviceRow>(
      tx,
      `update offline.device set revoked_at = $2, share_sealed = null where id = $1 and revoked_at is null returning ${DEVICE}`,
      [id, now],
    )
  )[0];

export type DeviceState = 'active' | 'revoked' | 'unknown';

export const deviceState = async (tx: Tx, id: string): Promise<DeviceState> =>
  (await rawQuery<{ state: DeviceState }>(tx, 'select offline.device_state($1) as state', [id]))[0]!.state;

/** Whether the word was news. */
export const noteWiped = async (tx: Tx, id: string): Promise<boolean> =>
  (await rawQuery<{ account: string | null }>(tx, 'select offline.note_wiped($1) as account', [id]))[0]!
    .account !== null;

export interface AnswerRow {
  id: string;
  route: string;
  request_hash: Buffer;
  status: number;
  body_sealed: Buffer | null;
}

export const findAnswer = async (tx: Tx, key: string): Promise<AnswerRow | undefined> =>
  (
    await rawQuery<AnswerRow>(
      tx,
      'select id, route, request_hash, status, body_sealed from offline.answer where account_id = platform.actor() and key = $1',
      [key],
      { name: 'offline.find_answer' },
    )
  )[0];

/** False where a write with the same key was answered meanwhile: waits for one that is still under way. */
export const insertAnswer = async (tx: Tx, key: string, answer: AnswerRow): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      `insert into offline.answer (id, account_id, key, route, request_hash, status, body_sealed)
       values ($1, platform.actor(), $2, $3, $4, $5, $6) on conflict do nothing returning key`,
      [answer.id, key, answer.route, answer.request_hash, answer.status, answer.body_sealed],
      { name: 'offline.insert_answer' },
    )
  ).length === 1;

export const forgetAnswers = async (tx: Tx, before: Date): Promise<void> => {
  await rawQuery(tx, 'select offline.forget_answers($1)', [before]);
};
