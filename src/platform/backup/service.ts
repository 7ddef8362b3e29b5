import type { RouteRequest } from '@sojourn/route-contract';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { conflict, invalid } from '#platform/http/problem.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { openText, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type * as contract from './contract.ts';
import { checkFolder, diskOf } from './disk.ts';
import { isOverdue, type Plan, type Retention, slotAfter } from './domain.ts';
import { archiveSecret } from './sealed.ts';
import * as store from './store/schedule.ts';

/** What backups need of the installation. */
export interface BackupHost {
  dataDir: string;
  vault: Vault;
  /** The passphrase that the environment gives, if it gives one. */
  environmentSecret: () => Promise<string | undefined>;
}

export const WRITE_JOB = 'backup.write';

export const planOf = ({ hour, weekday, zone }: store.SettingRow): Plan => ({ hour, weekday, zone });
export const retentionOf = (row: store.SettingRow): Retention => ({
  last: row.keep_last,
  daily: row.keep_daily,
  weekly: row.keep_weekly,
  monthly: row.keep_monthly,
});

/** The passphrase of the archives; the environment's before the stored one. */
export async function secretOf(host: BackupHost, row: store.SettingRow): Promise<string | undefined> {
  const given = await host.environmentSecret();
  if (given || !row.secret_sealed) return given;
  return openText(host.vault, archiveSecret, store.SETTING_ID, row.secret_sealed);
}

export async function getOverview(tx: Tx, host: BackupHost, now: Date): Promise<contract.BackupOverview> {
  const row = await store.findSetting(tx);
  const last = await store.lastArchive(tx);
  const environment = await host.environmentSecret().catch(() => undefined);
  const on = row?.enabled === true;
  return {
    setting: row
      ? { ...planOf(row), enabled: row.enabled, folder: row.folder, keep: retentionOf(row) }
      : null,
    key: environment ? 'environment' : row?.secret_sealed ? 'stored' : null,
    lastGoodAt: last?.verified_at.toISOString() ?? null,
    overdue: on && isOverdue(planOf(row), last?.made_at ?? null, row.changed_at, now),
    nextAt: on ? (slotAfter(planOf(row), now)?.toISOString() ?? null) : null,
    freeBytes: row
      ? await diskOf(row.folder).then(
          ({ free }) => free,
          () => null,
        )
      : null,
  };
}

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

/** @throws Problem for a folder that cannot take backups, an unknown zone, or no passphrase */
export async function saveSetting(
  tx: Tx,
  actor: AuditActor,
  input: RouteRequest<typeof contract.saveBackupSetting>['body'] & { host: BackupHost },
  now: Date,
): Promise<contract.BackupOverview> {
  const { host, key, keep, ...plan } = input;
  if (!isZone(plan.zone)) throw invalid('body.zone', 'backup.zone_unknown', 'There is no such time zone.');
  await checkFolder(plan.folder, host.dataDir);
  const before = await store.findSetting(tx);
  const sealed = key
    ? sealText(host.vault, archiveSecret, store.SETTING_ID, key)
    : (before?.secret_sealed ?? null);
  if (!sealed && !(await host.environmentSecret().catch(() => undefined)))
    throw invalid('body.key', 'backup.no_key', 'Give a passphrase: without one no backup can be sealed.');
  await store.saveSetting(tx, {
    ...plan,
    keep_last: keep.last,
    keep_daily: keep.daily,
    keep_weekly: keep.weekly,
    keep_monthly: keep.monthly,
    secret_sealed: sealed,
    // The warning counts from when backups were switched on.
    changed_at: before?.enabled && plan.enabled ? before.changed_at : now,
    changed_by: actor.accountId,
  });
  await audit(tx, actor, {
    action: 'backup.setting_saved',
    entity: 'backup.setting',
    entityId: store.SETTING_ID,
    before: before && {
      ...planOf(before),
      enabled: before.enabled,
      folder: before.folder,
      keep: retentionOf(before),
    },
    after: { ...plan, keep, keyChanged: key !== undefined },
    at: now,
  });
  return getOverview(tx, host, now);
}

export async function beginBackup(tx: Tx, actor: AuditActor, now: Date): Promise<{ runId: string }> {
  if (!(await store.findSetting(tx)))
    throw conflict('backup.not_set_up', 'Say first where backups are written and under which passphrase.');
  const runId = await enqueue(tx, WRITE_JOB, {}, WRITE_JOB);
  await audit(tx, actor, {
    action: 'backup.begun',
    entity: 'backup.setting',
    entityId: store.SETTING_ID,
    after: { runId },
    at: now,
  });
  return { runId };
}
