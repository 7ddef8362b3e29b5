import { createReadStream, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { audit } from '#platform/audit/audit.ts';
import { Problem } from '#platform/http/problem.ts';
import type { JobContext, JobDefinition } from '#platform/jobs/job.ts';
import { enqueue } from '#platform/jobs/store.ts';
import { notify } from '#platform/notify/notify.ts';
import { diskOf } from './disk.ts';
import { hasRoom, slotBefore } from './domain.ts';
import { BackupProblem } from './problems.ts';
import { type BackupHost, DRILL_JOB, drillPlanOf, platformOf, secretOf } from './service.ts';
import * as drills from './store/drill.ts';
import * as store from './store/schedule.ts';

/** What a restore into a scratch place found. */
interface Drilled {
  rows: number;
  files: number;
  seconds: number;
  /** Contents that were missing or damaged when the backup was made. */
  faults: number;
  /** Findings in the audit log that was restored. */
  findings: number;
}

/**
 * Restores an archive into a scratch database on this machine, compares all of it, and leaves nothing.
 * @throws BackupProblem and what a restore throws
 */
export type Drill = (archive: AsyncIterable<Buffer>, secret: string, signal: AbortSignal) => Promise<Drilled>;

/** Begins a drill when its hour of the week has come. */
export const drillDueJob: JobDefinition = {
  name: 'backup.drill_due',
  cron: '*/15 * * * *',
  quiet: true,
  run: ({ db, actor, now }) =>
    db.withActor(actor, async (tx) => {
      const setting = await store.findSetting(tx);
      if (!setting?.enabled || !setting.drill_enabled) return;
      const slot = slotBefore(drillPlanOf(setting), now);
      if (!slot || slot <= setting.changed_at || !(await store.lastArchive(tx))) return;
      if (await drills.claimDrill(tx, slot)) await enqueue(tx, DRILL_JOB, {}, DRILL_JOB);
    }),
};

/** @param drill undefined where this process cannot restore */
export const drillJob = (host: BackupHost, drill: Drill | undefined): JobDefinition => ({
  name: DRILL_JOB,
  tellsFailures: true,
  async run(context) {
    const { db, now, signal } = context;
    const actor = platformOf(context);
    const begun = await db.withActor(actor, async (tx) => {
      const setting = await store.findSetting(tx);
      const archive = await store.lastArchive(tx);
      if (!setting || !archive || !drill) throw new Problem(422, 'backup.nothing_to_drill');
      return { setting, archive, id: await drills.insertDrill(tx, archive.id, now) };
    });
    const end = (found: Parameters<typeof drills.finishDrill>[2]): Promise<void> =>
      endDrill(context, begun.id, found);
    try {
      const secret = await secretOf(host, begun.setting);
      if (!secret) throw new Problem(422, 'backup.no_key');
      await requireRoom(context, begun.archive.bytes);
      const found = await drill!(bytesOf(context, host, begun.archive), secret, signal);
      await end({ ...found, state: found.faults + found.findings === 0 ? 'passed' : 'findings' });
    } catch (error) {
      // One that was stopped, or whose server stops, says nothing of the backup; the next one closes its row.
      if (signal.aborted) throw error;
      await end({ state: 'failed' });
      throw problemOf(error);
    }
    context.link('/administration/backups');
  },
});

function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return new Problem(422, 'backup.drill_short');
  if (!(error instanceof BackupProblem)) return new Problem(422, 'backup.drill_failed');
  if (error.code === 'bucket') return new Problem(422, 'backup.bucket_unusable');
  return new Problem(422, error.code === 'wrong_key' ? 'backup.drill_wrong_key' : 'backup.drill_failed');
}

/** A copy of rows with their indexes, and of all files. */
async function requireRoom(context: JobContext<unknown>, archiveBytes: number): Promise<void> {
  const rows = await context.db.withActor(platformOf(context), (tx) => store.databaseBytes(tx));
  if (!hasRoom(await diskOf(tmpdir()), rows + archiveBytes)) throw new Problem(422, 'backup.drill_short');
}

/** The archive of the folder, or its copy in the bucket where the folder has it no more; as it is read, progress is told. */
async function* bytesOf(
  { progress, signal }: JobContext<unknown>,
  { bucket }: BackupHost,
  { path, bytes, copy }: store.ArchiveRow,
): AsyncGenerator<Buffer, void, undefined> {
  const there = !existsSync(path) && bucket && copy?.startsWith(bucket.address);
  const source: AsyncIterable<Buffer> = there
    ? bucket.open(basename(path), signal)
    : createReadStream(path, { highWaterMark: 262_144, signal });
  let read = 0;
  for await (const chunk of source) {
    yield chunk;
    read += chunk.length;
    await progress(read, bytes, 'restoring');
  }
  await progress(bytes, bytes, 'comparing');
}

async function endDrill(
  context: JobContext<unknown>,
  id: string,
  found: Parameters<typeof drills.finishDrill>[2],
): Promise<void> {
  const actor = platformOf(context);
  const at = new Date();
  await context.db.withActor(actor, async (tx) => {
    await drills.finishDrill(tx, id, found, at);
    await audit(tx, actor, {
      action: 'backup.drill_ended',
      entity: 'backup.drill',
      entityId: id,
      after: { ...found },
      at,
    });
    if (found.state === 'passed') return;
    await notify(tx, {
      kind: 'backup.drill_failed',
      to: await store.listKeepers(tx),
      urgency: 'now',
      key: `backup.drill ${id}`,
      at,
    });
  });
}
