import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sealAll } from '#platform/audit/jobs.ts';
import * as contract from '#platform/backup/contract.ts';
import { type BackupSource, backupJobs } from '#platform/backup/jobs.ts';
import { backupModule } from '#platform/backup/module.ts';
import { takeBackupJobs } from '#platform/backup/testing/jobs.ts';
import { findSlices } from '#platform/db/slices.ts';
import { openObjects } from '#platform/files/open-contents.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { getRun } from '#platform/jobs/contract.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { scratchDrill } from './scratch-drill.ts';

const LONG = 120_000;
let server: TestServer;
let source: BackupSource;
let admin: Caller;
let officer: Caller;
let root: string;
let folder: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sojourn-scratch-'));
  const [dataDir, scratch] = [join(root, 'data'), join(root, 'scratch')];
  folder = join(root, 'backups');
  for (const path of [dataDir, scratch, folder]) await mkdir(path, { mode: 0o711 });
  await chmod(root, 0o711);
  vi.stubEnv('TMPDIR', scratch);
  server = await testServer(
    ({ vault }) => {
      source = {
        dataDir,
        vault,
        environmentSecret: async () => 'a passphrase of the test',
        objects: () => openObjects(dataDir),
        ownerUrl: () => server.database.ownerUrl,
        product: '0.1.0',
        slices: () => findSlices(),
        sealing: { cost: 10 },
        drill: scratchDrill({ rootKey: {} }),
      };
      return [jobsModule(() => []), backupModule(source)];
    },
    { dataDir, now: () => new Date() },
  );
  const top = await server.office('TOP');
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: top }]);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: top }]);
  await (await take()).stop();
  await server.database.ownerQuery('grant usage on schema graphile_worker to public');
  const keep = { last: 1, daily: 0, weekly: 0, monthly: 0 };
  const body = { enabled: true, folder, hour: 2, weekday: null, zone: 'UTC', keep };
  await admin.call(contract.saveBackupSetting, { body });
  await sealAll(server.database.db, dataDir, new Date());
}, LONG);
afterAll(async () => {
  vi.unstubAllEnvs();
  await server?.close();
  await rm(root, { recursive: true, force: true });
});

const take = () => takeBackupJobs(server.database, source);
const overview = () => admin.call(contract.getBackups, {});

async function done(runId: string) {
  const jobs = await take();
  try {
    const run = () => admin.call(getRun, { params: { runId } });
    await expect
      .poll(async () => (await run()).state, { timeout: 90_000, interval: 200 })
      .toMatch(/done|failed/);
    return await run();
  } finally {
    await jobs.stop();
  }
}

test(
  'the newest backup is restored in a scratch place, compared, and nothing is left',
  async () => {
    expect(await done((await admin.call(contract.beginBackup, {})).runId)).toMatchObject({ state: 'done' });
    expect(await overview()).toMatchObject({ lastDrill: null });
    const { runId } = await admin.call(contract.beginDrill, {});
    expect(await done(runId)).toMatchObject({ state: 'done', problem: null });
    const { lastDrill, drillAt } = await overview();
    expect(lastDrill).toMatchObject({ state: 'passed', faults: 0, findings: 0 });
    expect(lastDrill!.rows).toBeGreaterThan(5);
    expect(new Date(drillAt!).getUTCDay()).toBe(0);
    const scratch = join(root, 'scratch');
    expect((await readdir(scratch)).filter((name) => name.startsWith('sojourn-drill'))).toEqual([]);
    const rows = await server.database.ownerQuery<{ action: string }>(
      `select action from audit.entry where action like 'backup.drill%' order by id`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['backup.drill_begun', 'backup.drill_ended']);
    expect((await server.database.ownerQuery('select from notify.notice')).length).toBe(0);
    await expect(officer.call(contract.getBackups, {})).rejects.toMatchObject({ status: 403 });
  },
  LONG,
);

test(
  'one that does not restore is told, and looks like it on the page',
  async () => {
    const name = (await readdir(folder))[0]!;
    const file = await open(join(folder, name), 'r+');
    const { size } = await file.stat();
    const at = Buffer.alloc(1);
    await file.read(at, 0, 1, size - 100);
    await file.write(Buffer.from([at[0]! ^ 1]), 0, 1, size - 100);
    await file.close();
    const { runId } = await admin.call(contract.beginDrill, {});
    expect(await done(runId)).toMatchObject({ state: 'failed', problem: 'backup.drill_failed' });
    expect((await overview()).lastDrill).toMatchObject({ state: 'failed', rows: null });
    const told = await server.database.ownerQuery(`select kind, account_id from notify.notice`);
    expect(told).toEqual([{ kind: 'backup.drill_failed', account_id: admin.accountId }]);
    expect(existsSync(join(folder, name))).toBe(true);
  },
  LONG,
);

test('when its hour of the week has come it begins once, and not where it is switched off', async () => {
  const due = backupJobs(source).find(({ name }) => name === 'backup.drill_due')!;
  const look = (now: string) =>
    due.run(jobContext({ db: server.database.db, payload: {}, dataDir: source.dataDir, now: new Date(now) }));
  const waiting = async () =>
    (
      await server.database.ownerQuery(
        `select from jobs.run where task = 'backup.drill' and state = 'waiting'`,
      )
    ).length;
  await server.database.ownerQuery(
    `update backup.setting set changed_at = '2027-01-01T00:00:00Z', drill_begun_for = null`,
  );
  // The third of January 2027 is a Sunday.
  await look('2027-01-03T03:59:00Z');
  expect(await waiting()).toBe(0);
  await server.database.ownerQuery('update backup.setting set drill_enabled = false');
  await look('2027-01-03T04:01:00Z');
  expect(await waiting()).toBe(0);
  await server.database.ownerQuery('update backup.setting set drill_enabled = true');
  await Promise.all([look('2027-01-03T04:01:00Z'), look('2027-01-03T04:16:00Z')]);
  expect(await waiting()).toBe(1);
});
