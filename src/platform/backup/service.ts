import type { RouteRequest } from '@sojourn/route-contract';
import { type AuditActor, audit } from '#platform/audit/audit.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { conflict, invalid } from '#platform/http/problem.ts';
import { isZone } from '#platform/i18n/zone.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { latestRuns } from '#platform/jobs/store/run.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { openText, sealText } from '#platform/vault/sealed-column.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { ArchiveBucket } from './bucket.ts';
import type * as contract from './contract.ts';
import { checkFolder, diskOf } from './disk.ts';
import { isOverdue, type Plan, type Retention, slotAfter } from './domain.ts';
import { archiveSecret } from './sealed.ts';
import { type DrillRow, lastDrill } from './store/drill.ts';
import * as store from './store/schedule.ts';

/** What backups need of the installation. */
export interface BackupHost {
  dataDir: string;
  vault: Vault;
  /** The passphrase that the environment gives, if it gives one. */
  environmentSecret: () => Promise<string | undefined>;
  /** Takes a copy of each archive, where the environment names one. */
  bucket?: ArchiveBucket | undefined;
}

/** The platform itself, whoever began the work: it alone reads the passphrase and keeps the list. */
export const platformOf = ({ actor }: JobContext<unknown>): Actor => ({ ...actor, accountId: null });

export const WRITE_JOB = 'backup.write';
/** Who sees the setting sees how the backups of it fare. */
const SETTING = { entity: 'backup.setting', entityId: store.SETTING_ID };

export const enqueueBackup = (tx: Tx): Promise<string> =>
  enqueue(tx, WRITE_JOB, {}, WRITE_JOB, { record: SETTING });

/** Why the last backup or its copy failed; null once a later one went well. */
async function lastFailure(tx: Tx): Promise<contract.BackupOverview['lastFailure']> {
  const run = (await latestRuns(tx, SETTING.entity, [SETTING.entityId])).get(SETTING.entityId);
  if (!run?.problem || run.state === 'done') return null;
  return { problem: run.problem, at: (run.finished_at ?? run.started_at ?? run.created_at).toISOString() };
}
export const DRILL_JOB = 'backup.drill';

export const planOf = ({ hour, weekday, zone }: store.SettingRow): Plan => ({ hour, weekday, zone });
/** When a backup is proved to restore. */
export const drillPlanOf = (row: store.SettingRow): Plan => ({
  hour: row.drill_hour,
  weekday: row.drill_weekday,
  zone: row.zone,
});
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

const drillOf = (row: store.SettingRow) => ({
  enabled: row.drill_enabled,
  weekday: row.drill_weekday,
  hour: row.drill_hour,
});

const toDrill = (row: DrillRow | undefined): contract.BackupOverview['lastDrill'] =>
  row
    ? {
        state: row.state,
        archiveMadeAt: row.archive_made_at.toISOString(),
        begunAt: row.begun_at.toISOString(),
        finishedAt: row.finished_at?.toISOString() ?? null,
        rows: row.rows,
        files: row.files,
        seconds: row.seconds,
        faults: row.faults,
        findings: row.findings,
      }
    : null;

export async function getOverview(tx: Tx, host: BackupHost, now: Date): Promise<contract.BackupOverview> {
  const row = await store.findSetting(tx);
  const last = await store.lastArchive(tx);
  const environment = await host.environmentSecret().catch(() => undefined);
  const on = row?.enabled === true;
  return {
    setting: row
      ? {
          ...planOf(row),
          enabled: row.enabled,
          folder: row.folder,
          keep: retentionOf(row),
          drill: drillOf(row),
        }
      : null,
    key: environment ? 'environment' : row?.secret_sealed ? 'stored' : null,
    lastGoodAt: last?.verified_at.toISOString() ?? null,
    overdue: on && isOverdue(planOf(row), last?.made_at ?? null, row.changed_at, now),
    drillAt: on && row.drill_enabled ? (slotAfter(drillPlanOf(row), now)?.toISOString() ?? null) : null,
    lastDrill: toDrill(await lastDrill(tx)),
    bucket: row && host.bucket ? host.bucket.address : null,
    uncopied: row && host.bucket ? await store.countUncopied(tx, host.bucket.address) : 0,
    lastFailure: await lastFailure(tx),
    nextAt: on ? (slotAfter(planOf(row), now)?.toISOString() ?? null) : null,
    freeBytes: row
      ? await diskOf(row.folder).then(
          ({ free }) => free,
          () => null,
        )
      : null,
  };
}

/** @throws Problem for a folder that cannot take backups, an unknown zone, or no passphrase */
export async function saveSetting(
  tx: Tx,
  actor: AuditActor,
  input: RouteRequest<typeof contract.saveBackupSetting>['body'] & { host: BackupHost },
  now: Date,
): Promise<contract.BackupOverview> {
  const { host, key, keep, drill: asked, ...plan } = input;
  if (!isZone(plan.zone)) throw invalid('body.zone', 'backup.zone_unknown', 'There is no such time zone.');
  await checkFolder(plan.folder, host.dataDir);
  const before = await store.findSetting(tx);
  const drill = asked ?? (before ? drillOf(before) : { enabled: true, weekday: 0, hour: 4 });
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
    drill_enabled: drill.enabled,
    drill_weekday: drill.weekday,
    drill_hour: drill.hour,
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
      drill: drillOf(before),
    },
    after: { ...plan, keep, drill, keyChanged: key !== undefined },
    at: now,
  });
  return getOverview(tx, host, now);
}

export async function beginBackup(tx: Tx, actor: AuditActor, now: Date): Promise<{ runId: string }> {
  if (!(await store.findSetting(tx)))
    throw conflict('backup.not_set_up', 'Say first where backups are written and under which passphrase.');
  const runId = await enqueueBackup(tx);
  await audit(tx, actor, { action: 'backup.begun', ...SETTING, after: { runId }, at: now });
  return { runId };
}

export async function beginDrill(tx: Tx, actor: AuditActor, now: Date): Promise<{ runId: string }> {
  if (!(await store.lastArchive(tx)))
    throw conflict('backup.nothing_to_drill', 'There is no backup yet that could be proved to restore.');
  const runId = await enqueue(tx, DRILL_JOB, {}, DRILL_JOB);
  await audit(tx, actor, { action: 'backup.drill_begun', ...SETTING, after: { runId }, at: now });
  return { runId };
}
