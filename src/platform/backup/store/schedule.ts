import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface SettingRow {
  enabled: boolean;
  folder: string;
  hour: number;
  weekday: number | null;
  zone: string;
  keep_last: number;
  keep_daily: number;
  keep_weekly: number;
  keep_monthly: number;
  secret_sealed: Buffer | null;
  drill_enabled: boolean;
  drill_weekday: number;
  drill_hour: number;
  begun_for: Date | null;
  changed_at: Date;
}

/** The one row of settings; its id is in the binding of the sealed passphrase. */
export const SETTING_ID = 'installation';

export const findSetting = async (tx: Tx): Promise<SettingRow | undefined> =>
  (
    await rawQuery<SettingRow>(
      tx,
      `select enabled, folder, hour, weekday, zone, keep_last, keep_daily, keep_weekly, keep_monthly, secret_sealed,
         begun_for, changed_at, drill_enabled, drill_weekday, drill_hour from backup.setting`,
    )
  )[0];

export const saveSetting = async (
  tx: Tx,
  s: Omit<SettingRow, 'begun_for'> & { changed_by: string | null },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into backup.setting (id, enabled, folder, hour, weekday, zone, keep_last, keep_daily, keep_weekly,
       keep_monthly, secret_sealed, changed_at, changed_by, drill_enabled, drill_weekday, drill_hour)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (id) do update set enabled = excluded.enabled, folder = excluded.folder, hour = excluded.hour,
       weekday = excluded.weekday, zone = excluded.zone, keep_last = excluded.keep_last,
       keep_daily = excluded.keep_daily, keep_weekly = excluded.keep_weekly, keep_monthly = excluded.keep_monthly,
       secret_sealed = excluded.secret_sealed, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
       drill_enabled = excluded.drill_enabled, drill_weekday = excluded.drill_weekday, drill_hour = excluded.drill_hour`,
    [
      SETTING_ID,
      s.enabled,
      s.folder,
      s.hour,
      s.weekday,
      s.zone,
      s.keep_last,
      s.keep_daily,
      s.keep_weekly,
      s.keep_monthly,
      s.secret_sealed,
      s.changed_at,
      s.changed_by,
      s.drill_enabled,
      s.drill_weekday,
      s.drill_hour,
    ],
  );
};

/** Notes that the backup of this time is begun; false when it already was, perhaps by another server. */
export const claimSlot = async (tx: Tx, slot: Date): Promise<boolean> =>
  (
    await rawQuery(
      tx,
      'update backup.setting set begun_for = $1 where begun_for is null or begun_for < $1 returning 1',
      [slot],
    )
  ).length > 0;

export interface ArchiveRow {
  id: string;
  path: string;
  made_at: Date;
  seconds: number;
  bytes: number;
  rows: number;
  files: number;
  faults: number;
  verified_at: Date;
  /** Address of the copy in a bucket. */
  copy: string | null;
}

const ARCHIVE =
  'select id, path, made_at, seconds, bytes, rows, files, faults, verified_at, copy from backup.archive';

export const listArchives = (
  tx: Tx,
  page: { before?: { madeAt: string; id: string } | undefined; limit: number },
) =>
  rawQuery<ArchiveRow>(
    tx,
    `${ARCHIVE} where removed_at is null and ($1::timestamptz is null or (made_at, id) < ($1, $2::uuid))
     order by made_at desc, id desc limit $3`,
    [page.before?.madeAt ?? null, page.before?.id ?? null, page.limit],
  );

export const lastArchive = async (tx: Tx): Promise<ArchiveRow | undefined> =>
  (await listArchives(tx, { limit: 1 }))[0];

export const insertArchive = async (tx: Tx, a: Omit<ArchiveRow, 'id' | 'copy'>): Promise<string> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      `insert into backup.archive (path, made_at, seconds, bytes, rows, files, faults, verified_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [a.path, a.made_at, a.seconds, a.bytes, a.rows, a.files, a.faults, a.verified_at],
    )
  )[0]!.id;

export const noteRemoved = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await rawQuery(tx, 'update backup.archive set removed_at = $2 where id = $1', [id, at]);
};

export interface UnsettledCopy {
  id: string;
  path: string;
  bytes: number;
  copy: string | null;
}

/** Archives without a copy in a bucket, and copies of archives that were removed, newest first. */
export const listUnsettled = (tx: Tx, bucket: string): Promise<UnsettledCopy[]> =>
  rawQuery<UnsettledCopy>(
    tx,
    `select id, path, bytes, copy from backup.archive
      where (removed_at is null and not starts_with(coalesce(copy, ''), $1))
        or (removed_at is not null and starts_with(copy, $1))
      order by made_at desc, id desc`,
    [bucket],
  );

export const countUncopied = async (tx: Tx, bucket: string): Promise<number> =>
  (
    await rawQuery<{ n: number }>(
      tx,
      `select count(*)::int as n from backup.archive
        where removed_at is null and not starts_with(coalesce(copy, ''), $1)`,
      [bucket],
    )
  )[0]!.n;

export const noteCopy = async (tx: Tx, id: string, copy: string | null): Promise<void> => {
  await rawQuery(tx, 'update backup.archive set copy = $2 where id = $1', [id, copy]);
};

export const databaseBytes = async (tx: Tx): Promise<number> =>
  Number((await rawQuery<{ n: string }>(tx, 'select backup.database_bytes() as n'))[0]!.n);

export const listKeepers = async (tx: Tx): Promise<string[]> =>
  (await rawQuery<{ ids: string[] }>(tx, 'select backup.keepers() as ids'))[0]!.ids;
