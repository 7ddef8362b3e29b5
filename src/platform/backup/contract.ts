import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const keep = z.object({
  last: z.number().int().min(1).max(1000),
  daily: z.number().int().min(0).max(1000),
  weekly: z.number().int().min(0).max(1000),
  monthly: z.number().int().min(0).max(1000),
});

const drillTime = z.object({
  enabled: z.boolean(),
  /** 0 Sunday to 6 Saturday. */
  weekday: z.number().int().min(0).max(6),
  hour: z.number().int().min(0).max(23),
});

const drill = z.object({
  /** `findings`: it restored, and files or the audit log were damaged before. */
  state: z.enum(['running', 'passed', 'findings', 'failed']),
  archiveMadeAt: z.string(),
  begunAt: z.string(),
  finishedAt: z.string().nullable(),
  rows: z.number().nullable(),
  files: z.number().nullable(),
  seconds: z.number().nullable(),
  faults: z.number().nullable(),
  findings: z.number().nullable(),
});
export type DrillReport = z.infer<typeof drill>;

const setting = z.object({
  enabled: z.boolean(),
  /** Folder on the disk of the server, absolute. */
  folder: z.string(),
  hour: z.number().int().min(0).max(23),
  /** 0 Sunday to 6 Saturday; null for every day. */
  weekday: z.number().int().min(0).max(6).nullable(),
  /** IANA name of the zone of the hour. */
  zone: z.string(),
  /** The newest, and the newest of each of the last days, weeks and months. */
  keep,
});

const archive = z.object({
  id: z.string(),
  path: z.string(),
  madeAt: z.string(),
  seconds: z.number(),
  bytes: z.number(),
  rows: z.number(),
  files: z.number(),
  /** Contents that were missing or damaged before the backup. */
  faults: z.number(),
  /** Read again to its end and found equal. */
  verifiedAt: z.string(),
  /** Address of its copy in a bucket, which was read back too. */
  copy: z.string().nullable(),
});
export type Archive = z.infer<typeof archive>;

const overview = z.object({
  /** Null before anyone has set backups up. */
  setting: setting.extend({ drill: drillTime }).nullable(),
  /** Where the passphrase of the archives comes from; null when there is none. */
  key: z.enum(['environment', 'stored']).nullable(),
  lastGoodAt: z.string().nullable(),
  /** The last good one is older than twice the time between two. */
  overdue: z.boolean(),
  nextAt: z.string().nullable(),
  /** Free bytes of the disk with the folder; null where it cannot be read. */
  freeBytes: z.number().nullable(),
  /** When the newest backup is next proved to restore. */
  drillAt: z.string().nullable(),
  lastDrill: drill.nullable(),
  /** Address of the bucket that takes copies; null when none is set up. */
  bucket: z.string().nullable(),
  /** Kept archives that have no copy there yet. */
  uncopied: z.number().int(),
  /** The last backup or its copy failed, with this code; null once one went well. */
  lastFailure: z.object({ problem: z.string(), at: z.string() }).nullable(),
});
export type BackupOverview = z.infer<typeof overview>;

export const getBackups = defineRoute({
  id: 'backup.getBackups',
  method: 'GET',
  url: '/api/backups',
  summary: 'How the installation backs itself up, and whether it does',
  config: { permission: 'backup.backup.read' },
  schema: { response: overview },
});

export const listArchives = defineRoute({
  id: 'backup.listArchives',
  method: 'GET',
  url: '/api/backups/archives',
  summary: 'The backups that are kept, newest first',
  config: { permission: 'backup.backup.read' },
  schema: { querystring: pageQuery, response: pageOf(archive) },
});

export const saveBackupSetting = defineRoute({
  id: 'backup.saveSetting',
  method: 'PUT',
  url: '/api/backups/setting',
  summary: 'Say when and where backups are made, how many are kept, and under which passphrase',
  config: { permission: 'backup.backup.write', audit: 'backup.setting_saved', stepUp: true },
  schema: {
    body: setting.extend({
      folder: z.string().trim().min(1).max(1000),
      zone: z.string().max(60),
      /** Every week the newest backup is restored in a scratch place; stays as it is when absent. */
      drill: drillTime.optional(),
      /** A new passphrase; the one in use stays when absent. */
      key: z.string().min(12).max(500).optional(),
    }),
    response: overview,
  },
});

export const beginBackup = defineRoute({
  id: 'backup.begin',
  method: 'POST',
  url: '/api/backups',
  summary: 'Make a backup now; answers the job that makes it',
  config: {
    withoutStepUp: 'the archive stays on the server, sealed with the key that was set',
    permission: 'backup.backup.write',
    audit: 'backup.begun',
  },
  schema: { response: z.object({ runId: z.string() }) },
});

export const beginDrill = defineRoute({
  id: 'backup.beginDrill',
  method: 'POST',
  url: '/api/backups/drill',
  summary: 'Prove now that the newest backup restores; answers the job that does it',
  config: {
    withoutStepUp: 'it opens the newest archive in a place of its own and shows only that it opens',
    permission: 'backup.backup.write',
    audit: 'backup.drill_begun',
  },
  schema: { response: z.object({ runId: z.string() }) },
});
