import { mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSlices } from '#platform/db/slices.ts';
import { openObjects } from '#platform/files/open-contents.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { getRun } from '#platform/jobs/contract.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import * as contract from './contract.ts';
import { type BackupSource, backupJobs } from './jobs.ts';
import { backupModule } from './module.ts';
import { openArchive } from './open-archive.ts';
import { takeBackupJobs } from './testing/jobs.ts';
import { verifyArchive } from './verify-archive.ts';

const KEY = 'a passphrase of the test';
let server: TestServer;
let source: BackupSource;
let admin: Caller;
let officer: Caller;
let elsewhere: Caller;
let folder: string;
let dataDir: string;

beforeAll(async () => {
  [folder, dataDir] = (await Promise.all(
    ['backups', 'data'].map((name) => mkdtemp(join(tmpdir(), `sojourn-${name}-`))),
  )) as [string, string];
  server = await testServer(
    ({ vault }) => {
      source = {
        dataDir,
        vault,
        environmentSecret: async () => undefined,
        objects: () => openObjects(dataDir),
        ownerUrl: () => server.database.ownerUrl,
        product: '0.1.0',
        slices: () => findSlices(),
        sealing: { cost: 10 },
      };
      return [jobsModule(() => []), backupModule(source)];
    },
    { dataDir, now: () => new Date() },
  );
  const top = await server.office('TOP');
  const branch = await server.office('BRANCH', top);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: top }]);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: top }]);
  elsewhere = await server.persona('Elsewhere', [{ role: 'administrator', officeId: branch }]);
  await (await take()).stop();
  // The queue is the superuser's here; on a real server all of it is the owner's.
  await server.database.ownerQuery('grant usage on schema graphile_worker to public');
});
afterAll(async () => {
  await server?.close();
  await Promise.all([folder, dataDir].map((one) => rm(one, { recursive: true, force: true })));
});

const take = () => takeBackupJobs(server.database, source);
const body = (more: object = {}) => ({
  enabled: true,
  folder,
  hour: 2,
  weekday: null,
  zone: 'Africa/Nairobi',
  keep: { last: 1, daily: 0, weekly: 0, monthly: 0 },
  ...more,
});
const save = (caller: Caller, more?: object) => caller.call(contract.saveBackupSetting, { body: body(more) });
const archives = async () => (await admin.call(contract.listArchives, { querystring: {} })).items;
const state = (runId: string) => admin.call(getRun, { params: { runId } });

test('backups are set up at the top office alone, with a folder that can take them and a passphrase', async () => {
  expect(await refusal(save(officer, { key: KEY }))).toBe('403 http.forbidden');
  expect(await refusal(save(elsewhere, { key: KEY }))).toBe('403 http.forbidden');
  expect(await refusal(officer.call(contract.getBackups, {}))).toBe('403 http.forbidden');
  expect(await refusal(admin.call(contract.beginBackup, {}))).toBe('409 backup.not_set_up');
  expect(await refusal(officer.call(contract.beginDrill, {}))).toBe('403 http.forbidden');
  expect(await refusal(elsewhere.call(contract.beginDrill, {}))).toBe('409 backup.nothing_to_drill');
  expect(await refusal(admin.call(contract.beginDrill, {}))).toBe('409 backup.nothing_to_drill');
  expect(await refusal(save(admin, { key: KEY, folder: 'backups' }))).toBe('422 backup.folder_relative');
  expect(await refusal(save(admin, { key: KEY, folder: join(folder, 'none') }))).toBe(
    '422 backup.folder_missing',
  );
  expect(await refusal(save(admin, { key: KEY, folder: dataDir }))).toBe('422 backup.folder_inside_data');
  expect(await refusal(save(admin, { key: KEY, zone: 'Nowhere/Town' }))).toBe('422 backup.zone_unknown');
  expect(await refusal(save(admin))).toBe('422 backup.no_key');
  expect(await refusal(save(admin, { key: 'short' }))).toBe('400 http.invalid');
  const saved = await save(admin, { key: KEY });
  expect(saved).toMatchObject({ key: 'stored', overdue: false, lastGoodAt: null, setting: { hour: 2 } });
  expect(saved.freeBytes).toBeGreaterThan(0);
  // Another administrator's own office is not the top: nothing is shown.
  expect(await elsewhere.call(contract.getBackups, {})).toMatchObject({ setting: null, key: null });
  const kept = await server.database.ownerQuery<{ secret_sealed: Buffer }>('select * from backup.setting');
  expect(kept[0]!.secret_sealed.toString('latin1')).not.toContain(KEY);
  const entries = await server.database.ownerQuery(
    `select body from audit.entry where action like 'backup.%'`,
  );
  expect(JSON.stringify(entries)).not.toContain(KEY);
});

test('a backup is written, read back and listed; an older one goes only then, remains of a killed server too', async () => {
  const { runId } = await admin.call(contract.beginBackup, {});
  await writeFile(join(folder, `sojourn-20260101T000000Z-${runId.slice(-12)}.backup.part`), 'half');
  const jobs = await take();
  try {
    await expect
      .poll(() => state(runId), { timeout: 20_000 })
      .toMatchObject({ state: 'done', problem: null });
    const [first] = await archives();
    expect(first).toMatchObject({ path: join(folder, (await readdir(folder))[0]!), faults: 0 });
    expect(first!.rows).toBeGreaterThan(5);
    expect(await readdir(folder)).toHaveLength(1);
    const again = await admin.call(contract.beginBackup, {});
    await expect.poll(() => state(again.runId), { timeout: 20_000 }).toMatchObject({ state: 'done' });
    const [second, ...others] = await archives();
    expect(others).toEqual([]);
    expect(second!.id).not.toBe(first!.id);
    expect(await readdir(folder)).toEqual([second!.path.slice(folder.length + 1)]);
    expect((await admin.call(contract.getBackups, {})).lastGoodAt).toBe(second!.verifiedAt);
  } finally {
    await jobs.stop();
  }
}, 60_000);

test('what was flipped on the disk does not pass', async () => {
  const [{ path }] = (await archives()) as [contract.Archive];
  const read = async () => {
    const archive = await openArchive({ archive: path, secret: KEY, product: '0.1.0', slices: findSlices() });
    await verifyArchive(archive, async () => {}).finally(() => archive.close());
  };
  await read();
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  const at = Buffer.alloc(1);
  await file.read(at, 0, 1, size - 100);
  await file.write(Buffer.from([at[0]! ^ 1]), 0, 1, size - 100);
  await file.close();
  await expect(read()).rejects.toMatchObject({ code: 'damaged' });
});

test('a backup that fails is told to who keeps them, and takes nothing away', async () => {
  const before = await archives();
  await server.database.ownerQuery(`update backup.setting set folder = '/nonexistent/folder'`);
  const { runId } = await admin.call(contract.beginBackup, {});
  const jobs = await take();
  try {
    await expect
      .poll(() => state(runId), { timeout: 20_000 })
      .toMatchObject({ state: 'failed', problem: 'backup.folder_unusable' });
  } finally {
    await jobs.stop();
    await server.database.ownerQuery('update backup.setting set folder = $1', [folder]);
  }
  expect(await archives()).toEqual(before);
  const told = await server.database.ownerQuery<{ account_id: string }>(
    `select account_id from notify.notice where kind = 'backup.backup_failed'`,
  );
  expect(told).toEqual([{ account_id: admin.accountId }]);
});

test('when the time has come a backup begins once, on one of all servers', async () => {
  const due = backupJobs(source).find(({ name }) => name === 'backup.due')!;
  const look = (now: Date) => due.run(jobContext({ db: server.database.db, payload: {}, dataDir, now }));
  const waiting = async () =>
    (
      await server.database.ownerQuery(
        `select id from jobs.run where task = 'backup.write' and state = 'waiting'`,
      )
    ).length;
  await server.database.ownerQuery(
    `update backup.setting set changed_at = '2026-11-20T00:00:00Z', begun_for = null`,
  );
  // 02:00 in Nairobi is 23:00 of the day before.
  await look(new Date('2026-11-20T22:59:00Z'));
  expect(await waiting()).toBe(0);
  await Promise.all([look(new Date('2026-11-20T23:01:00Z')), look(new Date('2026-11-20T23:02:00Z'))]);
  expect(await waiting()).toBe(1);
  await server.database.ownerQuery(
    `delete from graphile_worker._private_jobs; update jobs.run set state = 'done', finished_at = now() where state = 'waiting'`,
  );
  await look(new Date('2026-11-21T22:00:00Z'));
  expect(await waiting()).toBe(0);
  await save(admin, { enabled: false });
  await look(new Date('2026-11-22T23:30:00Z'));
  expect(await waiting()).toBe(0);
});
