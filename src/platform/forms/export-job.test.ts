import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobContext } from '#platform/jobs/job.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { cancelExport, downloadExport, getExport, listExports, startExport } from './contract/export.ts';
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
const file = (exportId: string) => join(world.dataDir, 'exports', exportId);

test('an export waits, is written as its owner, and is fetched by its owner alone', async () => {
  const waiting = await start('csv-zip');
  expect(waiting).toMatchObject({ state: 'waiting', total: 6, done: 0 });
  await expect(
    world.call(OFFICER, downloadExport, { params: { exportId: waiting.id } }),
  ).rejects.toMatchObject({ problem: { code: 'forms.export_not_done' } });
  await writeExportJob(context(waiting.id));
  const done = await get(waiting.id);
  expect(done).toMatchObject({ state: 'done', done: 6, problem: null });
  const answer = await fetch(`${world.url}/api/exports/${waiting.id}/file`, {
    headers: { cookie: await world.cookie(OFFICER) },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(done.size);
  expect(bytes.subarray(0, 2).toString()).toBe('PK');
  expect(bytes).toEqual(await readFile(file(waiting.id)));
  await expect(get(waiting.id, 'director')).rejects.toMatchObject({ status: 404 });
  expect((await world.call('director', listExports, { querystring: {} })).items).toEqual([]);
});

test('a cancelled export leaves no file, even when it was under way', async () => {
  const one = await start('csv');
  expect(await world.call(OFFICER, cancelExport, { params: { exportId: one.id } })).toMatchObject({
    state: 'cancelled',
  });
  await writeExportJob(context(one.id));
  expect(await get(one.id)).toMatchObject({ state: 'cancelled' });
  await expect(stat(file(one.id))).rejects.toThrow();
});

test('a server that stops leaves the export to the next', async () => {
  const one = await start('xlsx');
  const stopping = new AbortController();
  stopping.abort();
  await expect(writeExportJob(context(one.id, stopping.signal))).rejects.toThrow();
  await expect(stat(file(one.id))).rejects.toThrow();
  await writeExportJob(context(one.id));
  expect(await get(one.id)).toMatchObject({ state: 'done' });
});

test('who lost the right meanwhile exports nothing', async () => {
  const one = await start('csv');
  await world.database.ownerQuery('update access.role_grant set revoked_at = now() where account_id = $1', [
    accountId,
  ]);
  await writeExportJob(context(one.id)).catch(() => undefined);
  await world.database.ownerQuery('update access.role_grant set revoked_at = null where account_id = $1', [
    accountId,
  ]);
  expect((await get(one.id)).state).not.toBe('done');
  await expect(stat(file(one.id))).rejects.toThrow();
});

test('after a week the file is gone', async () => {
  const one = await start('csv');
  await writeExportJob(context(one.id));
  await world.database.ownerQuery(
    `update forms.export set expires_at = now() - interval '1 minute' where id = $1`,
    [one.id],
  );
  await sweepExports(context(one.id));
  await expect(stat(file(one.id))).rejects.toThrow();
  await expect(get(one.id)).rejects.toMatchObject({ status: 404 });
});
