import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepFiles } from '#platform/files/jobs.ts';
import { contentDir } from '#platform/files/open-contents.ts';
import { Problem } from '#platform/http/problem.ts';
import { cancelRun, retryRun, seeEnd } from '#platform/jobs/contract.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { runJobs } from '#platform/jobs/testing/run-jobs.ts';
import { downloadExport, getExport, listExports, startExport } from './contract/export.ts';
import { jobs } from './jobs.ts';
import { sweepExports, writeExportJob } from './service/export.ts';
import { siteXml } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
let world: World;
let formId: string;
let accountId: string;

beforeAll(async () => {
  world = await createWorld();
  ({ formId } = await world.publish());
  for (const name of ['One', 'Two', 'Three']) {
    const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
      method: 'POST',
      headers: { cookie: await world.cookie(OFFICER) },
      body: submissionBody(siteXml({ name, origins: [['North', '1']] })),
    });
    expect(answer.status).toBe(200);
  }
  const [row] = await world.database.ownerQuery<{ id: string }>(
    `select id from identity.account where name = $1`,
    [OFFICER],
  );
  accountId = row!.id;
});
afterAll(() => world?.close());

const context = (exportId: string, signal = new AbortController().signal): JobContext<{ exportId: string }> =>
  jobContext({
    db: world.database.db,
    payload: { exportId },
    accountId,
    dataDir: world.dataDir,
    signal,
  });
const start = (format: 'csv' | 'csv-zip' | 'xlsx') =>
  world.call(OFFICER, startExport, { params: { formId }, body: { format } });
const get = (exportId: string, role = OFFICER) => world.call(role, getExport, { params: { exportId } });
const writing = () => jobs(world.contents).filter(({ name }) => name === 'forms.write_export');
const write = () => runJobs(world.database, writing(), world.dataDir);
/** Every file of the data folder, whatever it is called. */
const files = async () =>
  (await readdir(contentDir(world.dataDir), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

test('an export waits, is written as its owner, and is fetched by its owner alone', async () => {
  const waiting = await start('csv-zip');
  expect(waiting).toMatchObject({ size: null, run: { state: 'waiting', done: 0 } });
  const before = await files();
  await expect(
    world.call(OFFICER, downloadExport, { params: { exportId: waiting.id } }),
  ).rejects.toMatchObject({ problem: { code: 'forms.export_not_done' } });
  await write();
  const done = await get(waiting.id);
  expect(done.run).toMatchObject({
    state: 'done',
    done: 6,
    total: 6,
    problem: null,
    link: '/forms/exports',
    record: { entity: 'forms.export', entityId: waiting.id },
  });
  const told = await world.database.ownerQuery(
    'select kind, entity_id from notify.notice where account_id = $1',
    [accountId],
  );
  expect(told).toEqual([{ kind: 'forms.export_ready', entity_id: waiting.id }]);
  const answer = await fetch(`${world.url}/api/exports/${waiting.id}/file`, {
    headers: { cookie: await world.cookie(OFFICER) },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(done.size);
  expect(bytes.includes('records.csv')).toBe(true);
  const stored = (await files()).filter((path) => !before.includes(path));
  expect(stored).toHaveLength(1);
  expect((await readFile(stored[0]!)).includes('records.csv')).toBe(false);
  await expect(get(waiting.id, 'director')).rejects.toMatchObject({ status: 404 });
  expect((await world.call('director', listExports, { querystring: {} })).items).toEqual([]);
});

test('whoever watches their export end has read of it; nobody else can say so', async () => {
  const one = await start('csv');
  const unread = () =>
    world.database.ownerQuery('select kind from notify.notice where entity_id = $1 and read_at is null', [
      one.id,
    ]);
  const seen = (role: string) => world.call(role, seeEnd, { params: { runId: one.run.id } });
  // Of what has not ended there is nothing to have seen.
  await seen(OFFICER);
  await write();
  expect(await unread()).toEqual([{ kind: 'forms.export_ready' }]);
  await expect(seen('director')).rejects.toMatchObject({ status: 404 });
  expect(await unread()).toHaveLength(1);
  await seen(OFFICER);
  expect(await unread()).toEqual([]);
  await seen(OFFICER);
});

test('a cancelled export leaves no file, even when it was under way', async () => {
  const before = await files();
  const one = await start('csv');
  const stop = (role: string) => world.call(role, cancelRun, { params: { runId: one.run.id }, body: {} });
  await expect(stop('director')).rejects.toMatchObject({ status: 404 });
  expect(await stop(OFFICER)).toMatchObject({ state: 'cancelled' });
  await write();
  expect((await get(one.id)).run).toMatchObject({ state: 'cancelled' });
  expect(await files()).toEqual(before);
  const progress = () => Promise.reject(new Error('cancelled'));
  await expect(writeExportJob(world.contents, { ...context(one.id), progress })).rejects.toThrow('cancelled');
  expect(await files()).toEqual(before);
  await expect(world.call(OFFICER, downloadExport, { params: { exportId: one.id } })).rejects.toMatchObject({
    problem: { code: 'forms.export_not_done' },
  });
});

test('an export that is refused says so, tells its person, and is tried again by that person', async () => {
  const one = await start('csv');
  await runJobs(
    world.database,
    [{ name: 'forms.write_export', run: () => Promise.reject(new Problem(422, 'jobs.disk_full')) }],
    world.dataDir,
  );
  expect((await get(one.id)).run).toMatchObject({ state: 'failed', problem: 'jobs.disk_full' });
  const told = await world.database.ownerQuery('select kind from notify.notice where entity_id = $1', [
    one.id,
  ]);
  expect(told).toEqual([{ kind: 'jobs.run_failed' }]);
  await world.call(OFFICER, retryRun, { params: { runId: one.run.id } });
  await write();
  expect(await get(one.id)).toMatchObject({ run: { state: 'done', problem: null } });
});

test('who lost the right meanwhile exports nothing', async () => {
  const before = await files();
  const one = await start('csv');
  await world.database.ownerQuery('update access.role_grant set revoked_at = now() where account_id = $1', [
    accountId,
  ]);
  await write();
  await world.database.ownerQuery('update access.role_grant set revoked_at = null where account_id = $1', [
    accountId,
  ]);
  expect((await get(one.id)).run.state).toBe('failed');
  expect(await files()).toEqual(before);
});

test('after a week the file is gone', async () => {
  const one = await start('csv');
  await write();
  await world.database.ownerQuery(
    `update forms.export set expires_at = now() - interval '1 minute' where id = $1`,
    [one.id],
  );
  await sweepExports(context(one.id));
  await expect(get(one.id)).rejects.toMatchObject({ status: 404 });
  await world.database.ownerQuery(`delete from forms.export`);
  const before = (await files()).length;
  await world.database.ownerQuery(`update files.blob set created_at = now() - interval '2 days'`);
  await sweepFiles(world.contents).run(context(one.id));
  // The workbook of the form stays.
  expect(before).toBeGreaterThan(1);
  expect(await files()).toHaveLength(1);
});
