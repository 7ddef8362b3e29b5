import { rawQuery, type Tx } from '#platform/db/tx.ts';

/** Makes the device behind a key the actor of the transaction. */
export const findDeviceActor = async (
  tx: Tx,
  keyHash: Buffer,
): Promise<
  | { account_id: string; device_id: string; operation_id: string; office_id: string; permissions: string[] }
  | undefined
> =>
  (
    await rawQuery<{
      account_id: string;
      device_id: string;
      operation_id: string;
      office_id: string;
      permissions: string[];
    }>(tx, 'select * from forms.device_actor($1)', [keyHash], { name: 'forms.device_actor' })
  )[0];

export interface DeviceRow {
  id: string;
  account_id: string;
  operation_id: string;
  office_id: string;
  name: string;
  created_at: Date;
  created_by_name: string | null;
  last_seen_at: Date | null;
  revoked_at: Date | null;
  record_count: number;
}
const DEVICE = `d.id, d.account_id, d.operation_id, d.office_id, d.name, d.created_at, a.name as created_by_name,
  d.last_seen_at, d.revoked_at,
  (select count(*) from (select from forms.record r where r.submitted_by = d.account_id limit 10001) x) as record_count`;
const FROM = 'forms.device d left join identity.account a on a.id = d.created_by';

export const listDevices = (tx: Tx, operationId: string | undefined): Promise<DeviceRow[]> =>
  rawQuery<DeviceRow>(
    tx,
    `select ${DEVICE} from ${FROM} where $1::uuid is null or d.operation_id = $1
     order by d.revoked_at is not null, d.created_at desc limit 2000`,
    [operationId ?? null],
  );

export const findDevice = async (tx: Tx, id: string): Promise<DeviceRow | undefined> =>
  (await rawQuery<DeviceRow>(tx, `select ${DEVICE} from ${FROM} where d.id = $1`, [id]))[0];

/** Undefined when the operation is out of the actor's reach. */
export const createDevice = async (
  tx: Tx,
  device: { operationId: string; name: string; keyHash: Buffer },
): Promise<string | undefined> =>
  (
    await rawQuery<{ id: string | null }>(tx, 'select forms.create_device($1, $2, $3) as id', [
      device.operationId,
      device.name,
      device.keyHash,
    ])
  )[0]?.id ?? undefined;

/** False when it was withdrawn before. */
export const revokeDevice = async (tx: Tx, id: string, now: Date): Promise<boolean> =>
  (await rawQuery<{ done: boolean }>(tx, 'select forms.revoke_device($1, $2) as done', [id, now]))[0]!.done;

/** How many devices that the account enrolled still send. */
export const countEnrolled = async (tx: Tx, accountId: string): Promise<number> =>
  (await rawQuery<{ n: number }>(tx, 'select forms.devices_enrolled($1)::int n', [accountId]))[0]!.n;

/** Hands the devices of a leaver to the keeper, or withdraws them without one. */
export const leaveDevices = (tx: Tx, accountId: string, keeperId: string | null, now: Date) =>
  rawQuery<{ id: string; name: string; office_id: string; operation_id: string }>(
    tx,
    'select * from forms.leave_devices($1, $2, $3)',
    [accountId, keeperId, now],
  );
