import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '#platform/audit/audit.ts';
import type { MigrationSource } from '#platform/db/slices.ts';
import type { Actor, Db } from '#platform/db/tx.ts';
import type { Objects } from '#platform/files/objects/objects.ts';
import { Problem } from '#platform/http/problem.ts';
import type { JobContext, JobDefinition } from '#platform/jobs/job.ts';
import { notify } from '#platform/notify/notify.ts';
import { type BackupReport, writeBackup } from './backup.ts';
import { settleCopies } from './copies.ts';
import { diskOf } from './disk.ts';
import { hasRoom, isOverdue, retained, slotBefore } from './domain.ts';
import { type Drill, drillDueJob, drillJob } from './drill.ts';
import { openArchive } from './open-archive.ts';
import { BackupProblem } from './problems.ts';
import {
  type BackupHost,
  enqueueBackup,
  planOf,
  platformOf,
  retentionOf,
  secretOf,
  WRITE_JOB,
} from './service.ts';
import * as store from './store/schedule.ts';
import { verifyArchive } from './verify-archive.ts';

/** What the jobs need besides: the owner's way to the data, and what the archive says of the product. */
export interface BackupSource extends BackupHost {
  ownerUrl: () => string;
  product: string;
  /** Where contents lie. */
  objects: () => Objects;
  slices: () => readonly MigrationSource[];
  /** Restores into a scratch place; left out where the process cannot. */
  drill?: Drill | undefined;
  /** Tests only: a cheaper key, as for `writeBackup`. */
  sealing?: { cost?: number };
}

const MEGABYTE = 1024 ** 2;
/** While it is written, the disk is looked at after so many bytes. */
const LOOK_EVERY = 32 * MEGABYTE;
/** A first backup is guessed from the size of the database, whose rows are packed. */
const PACKED = 0.5;
/** Archives that a rule for removal may look at: years of daily ones. */
const MOST = 5000;

/** Begins a backup when its time has come, and tells its keepers when the last good one is too old. */
const dueJob: JobDefinition = {
  name: 'backup.due',
  cron: '*/5 * * * *',
  quiet: true,
  run: ({ db, actor, now }) =>
    db.withActor(actor, async (tx) => {
      const setting = await store.findSetting(tx);
      if (!setting?.enabled) return;
      const slot = slotBefore(planOf(setting), now);
      if (slot && slot > setting.changed_at && (await store.claimSlot(tx, slot))) await enqueueBackup(tx);
      const last = await store.lastArchive(tx);
      if (!isOverdue(planOf(setting), last?.made_at ?? null, setting.changed_at, now)) return;
      const day = now.toISOString().slice(0, 10);
      await notify(tx, {
        kind: 'backup.backup_overdue',
        to: await store.listKeepers(tx),
        urgency: 'now',
        key: `backup.overdue ${day}`,
        at: now,
      });
    }),
};

const codes: Partial<Record<BackupProblem['code'], string>> = {
  no_key: 'backup.no_key',
  damaged: 'backup.not_verified',
  wrong_key: 'backup.not_verified',
  bucket: 'backup.bucket_unusable',
};

const refuse = (code: string): Problem => new Problem(422, code);

/** What is final for a backup: a refusal of the disk, of the key, of what was written. */
function problemOf(error: unknown): unknown {
  if (error instanceof BackupProblem) return refuse(codes[error.code] ?? 'backup.folder_unusable');
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' ? refuse('backup.disk_short') : error;
}

const writeJob = (source: BackupSource): JobDefinition => ({
  name: WRITE_JOB,
  tellsFailures: true,
  async run(context) {
    const { db, now, signal, lastAttempt } = context;
    const actor = platformOf(context);
    let failed = 'backup.backup_failed';
    try {
      const setting = await db.withActor(actor, (tx) => store.findSetting(tx));
      if (!setting) throw refuse('backup.not_set_up');
      await makeBackup(context, source, setting);
      failed = 'backup.copy_failed';
      if (source.bucket) await settleCopies(context, source.bucket);
    } catch (error) {
      const problem = problemOf(error);
      if (!signal.aborted && (problem instanceof Problem || lastAttempt))
        await db.withActor(actor, async (tx) =>
          notify(tx, {
            kind: failed,
            to: await store.listKeepers(tx),
            urgency: 'now',
            key: `${failed} ${now.toISOString().slice(0, 10)}`,
            at: now,
          }),
        );
      throw problem;
    }
    context.link('/administration/backups');
  },
});

async function makeBackup(
  context: JobContext<unknown>,
  source: BackupSource,
  setting: store.SettingRow,
): Promise<void> {
  const { db, now, signal, progress } = context;
  const actor = platformOf(context);
  const secret = await secretOf(source, setting);
  if (!secret) throw refuse('backup.no_key');
  const expected = await db.withActor(actor, async (tx) => {
    const last = await store.lastArchive(tx);
    return last ? last.bytes * 1.2 : (await store.databaseBytes(tx)) * PACKED;
  });
  const room = async (left: number) => {
    const disk = await diskOf(setting.folder).catch(() => {
      throw refuse('backup.folder_unusable');
    });
    if (!hasRoom(disk, left)) throw refuse('backup.disk_short');
  };
  await room(expected);
  const mark = `-${context.runId.slice(-12)}.backup`;
  if (await alreadyMade(db, actor, mark)) return;
  await removeRemains(setting.folder, mark);
  const path = join(setting.folder, `sojourn-${now.toISOString().replace(/[-:]|\.\d+/g, '')}${mark}`);
  let looked = 0;
  const report = await writeBackup({
    ownerUrl: source.ownerUrl(),
    dataDir: source.dataDir,
    objects: source.objects(),
    archive: path,
    secret,
    product: source.product,
    now,
    signal,
    ...(source.sealing ? { sealing: source.sealing } : {}),
    progress: async (bytes) => {
      await progress(bytes, Math.max(bytes, expected), 'writing');
      if (bytes - looked < LOOK_EVERY) return;
      looked = bytes;
      await room(0);
    },
  });
  await verify(context, source, { report, secret });
  await keep(db, actor, setting, { report, now });
}

/** An attempt before this one wrote it into the list, and its server died before it could say so. */
const alreadyMade = (db: Db, actor: Actor, mark: string): Promise<boolean> =>
  db.withActor(actor, async (tx) =>
    (await store.listArchives(tx, { limit: 1 })).some(({ path }) => path.endsWith(mark)),
  );

/** What an attempt that died with its server left of an archive. */
async function removeRemains(folder: string, mark: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith('sojourn-') && (name.endsWith(mark) || name.endsWith(`${mark}.part`)))
      await rm(join(folder, name), { force: true });
}

/** What cannot be read back is no backup: it is taken away, and those before it stay. */
async function verify(
  { signal, progress }: JobContext<unknown>,
  { product, slices }: BackupSource,
  { report, secret }: { report: BackupReport; secret: string },
): Promise<void> {
  const { archive, archiveBytes } = report;
  try {
    const opened = await openArchive({ archive, secret, product, slices: slices(), signal });
    try {
      await verifyArchive(opened, (bytes) => progress(bytes, Math.max(bytes, archiveBytes), 'verifying'));
    } finally {
      await opened.close();
    }
  } catch (error) {
    await rm(archive, { force: true });
    throw error;
  }
}

/** Writes the archive into the list; only then are those removed that the rule no longer keeps. */
async function keep(
  db: Db,
  actor: Actor,
  setting: store.SettingRow,
  { report, now }: { report: BackupReport; now: Date },
): Promise<void> {
  const going = await db.withActor(actor, async (tx) => {
    const id = await store.insertArchive(tx, {
      path: report.archive,
      made_at: now,
      seconds: report.seconds,
      bytes: report.archiveBytes,
      rows: report.rows,
      files: report.files,
      faults: report.faults.length,
      verified_at: new Date(),
    });
    await audit(tx, actor, {
      action: 'backup.archive_written',
      entity: 'backup.archive',
      entityId: id,
      after: {
        bytes: report.archiveBytes,
        rows: report.rows,
        files: report.files,
        faults: report.faults.length,
      },
      at: now,
    });
    const all = await store.listArchives(tx, { limit: MOST });
    const stays = retained(
      all.map((one) => ({ id: one.id, at: one.made_at })),
      retentionOf(setting),
    );
    return all.filter((one) => !stays.has(one.id));
  });
  for (const one of going) {
    await rm(one.path, { force: true });
    await db.withActor(actor, async (tx) => {
      await store.noteRemoved(tx, one.id, now);
      await audit(tx, actor, {
        action: 'backup.archive_removed',
        entity: 'backup.archive',
        entityId: one.id,
        at: now,
      });
    });
  }
}

export const backupJobs = (source: BackupSource): readonly JobDefinition[] => [
  dueJob,
  writeJob(source),
  drillDueJob,
  drillJob(source, source.drill),
];
