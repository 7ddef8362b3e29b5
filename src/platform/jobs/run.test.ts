import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '#platform/db/testing/child.ts';
import type { Actor, Tx } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract.ts';
import type { JobContext, JobDefinition } from './job.ts';
import { jobsModule } from './module.ts';
import { startJobs } from './runner.ts';
import { enqueue } from './store.ts';
import { sweepJob } from './sweep.ts';
import { jobContext } from './testing/context.ts';

let server: TestServer;
let admin: Caller;
let officer: Caller;
let other: Caller;

const clock: JobDefinition = { name: 'jobs.clock', cron: '30 4 * * 1', quiet: true, run: async () => {} };
const sealing: JobDefinition = {
  name: 'jobs.sealing',
  cron: '* * * * *',
  essential: true,
  run: async () => {},
};

beforeAll(async () => {
  const slice = jobsModule(() => [clock, sealing]);
  server = await testServer(() => [slice]);
  const top = await server.office('TOP');
  const branch = await server.office('BRANCH', top);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: top }]);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: top }]);
  other = await server.persona('Other', [{ role: 'administrator', officeId: branch }]);
  // The queue's own tables come with the first runner.
  await (await take([])).stop();
});
afterAll(() => server?.close());

const take = (definitions: JobDefinition[]) =>
  startJobs({
    db: server.database.db,
    ownerUrl: server.database.url,
    dataDir: '/nowhere',
    log: { info() {}, error() {} },
    definitions,
  });
const as = (caller: Caller): Actor => ({
  accountId: caller.accountId,
  kind: 'person',
  permissions: null,
  requestId: 'test',
});
const begin = (task: string, key?: string) =>
  server.database.db.withActor(as(officer), (tx: Tx) => enqueue(tx, task, {}, key));
const look = (runId: string, caller = officer) => caller.call(contract.getRun, { params: { runId } });
const cancel = (runId: string, caller = officer) =>
  caller.call(contract.cancelRun, { params: { runId }, body: {} });
const state = (runId: string) => look(runId).then((run) => run.state);

test('a job is seen by its person and by keepers at the top office, and stopped by nobody else', async () => {
  const runId = await begin('jobs.never');
  expect(await refusal(look(runId, other))).toBe('404 http.not_found');
  expect(await refusal(cancel(runId, other))).toBe('404 http.not_found');
  expect(await refusal(server.stranger.call(contract.getRun, { params: { runId } }))).toBe(
    '401 http.signed_out',
  );
  expect(await refusal(officer.call(contract.listRuns, { querystring: {} }))).toBe('403 http.forbidden');
  expect(await refusal(other.call(contract.retryRun, { params: { runId } }))).toBe('404 http.not_found');
  expect(await refusal(admin.call(contract.retryRun, { params: { runId } }))).toBe('409 jobs.run_not_failed');
  expect((await other.call(contract.listRuns, { querystring: {} })).items).toEqual([]);
  expect(await look(runId, admin)).toMatchObject({
    task: 'jobs.never',
    state: 'waiting',
    accountId: officer.accountId,
  });
  expect(await cancel(runId)).toMatchObject({ state: 'cancelled' });
  expect(await cancel(runId)).toMatchObject({ state: 'cancelled' });
  const left = await server.database.ownerQuery(
    `select 1 from graphile_worker._private_tasks t join graphile_worker._private_jobs j on j.task_id = t.id where t.identifier = 'jobs.never'`,
  );
  expect(left).toEqual([]);
  const entries = await server.database.ownerQuery<{ actor_id: string }>(
    `select actor_id from audit.entry where action = 'jobs.run_cancelled' and entity_id = $1`,
    [runId],
  );
  expect(entries).toEqual([{ actor_id: officer.accountId }]);
});

test('housekeeping is nothing that a person waits for', async () => {
  const runId = await begin('jobs.clock');
  const mine = await officer.call(contract.listOwnRuns, { querystring: {} });
  expect(mine.items.map(({ id }) => id)).not.toContain(runId);
  await cancel(runId);
});

test('nobody writes the record of jobs past its functions', async () => {
  for (const sql of [
    `update jobs.run set state = 'done'`,
    'delete from jobs.run',
    `insert into jobs.run (task) values ('x')`,
    `select jobs.end_run('00000000-0000-4000-8000-000000000000', 'done', null, true, null, false)`,
    `select jobs.run_schedule('jobs.clock')`,
  ]) {
    const attempt = server.database.db.withActor(as(officer), async (tx) => {
      const { rawQuery } = await import('#platform/db/tx.ts');
      return rawQuery(tx, sql);
    });
    await expect(attempt, sql).rejects.toMatchObject({ code: '42501' });
  }
});

test('progress is seen while the job runs; the end names where the result is', async () => {
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const jobs = await take([
    {
      name: 'jobs.counted',
      async run({ progress, link, accountId, actor }: JobContext<object>) {
        expect(actor).toMatchObject({ accountId, kind: 'job' });
        await progress(3, 10, 'reading');
        await held;
        await progress(10, 10);
        link('/forms/exports');
      },
    },
  ]);
  try {
    const runId = await begin('jobs.counted');
    await expect
      .poll(() => look(runId), { timeout: 10_000 })
      .toMatchObject({ state: 'running', done: 3, total: 10, note: 'reading', attempts: 1 });
    go();
    await expect.poll(() => state(runId), { timeout: 10_000 }).toBe('done');
    expect(await look(runId)).toMatchObject({ done: 10, total: 10, link: '/forms/exports', problem: null });
    const mine = await officer.call(contract.listOwnRuns, { querystring: { limit: 1 } });
    expect(mine.items.map(({ id }) => id)).toEqual([runId]);
    expect(mine.nextCursor).not.toBeNull();
  } finally {
    await jobs.stop();
  }
});

test('a refusal is final and shown by its code; keepers let it try again as its person', async () => {
  let refuse = true;
  const ranAs: (string | null)[] = [];
  const jobs = await take([
    {
      name: 'jobs.refused',
      async run({ accountId }) {
        ranAs.push(accountId);
        if (refuse) throw new Problem(422, 'forms.export_not_done', { detail: 'Amina of Tent 4' });
      },
    },
    {
      name: 'jobs.broken',
      async run() {
        throw new Error('Amina of Tent 4');
      },
    },
  ]);
  try {
    const [refused, broken] = [await begin('jobs.refused'), await begin('jobs.broken')];
    await expect.poll(() => state(refused), { timeout: 10_000 }).toBe('failed');
    expect(await look(refused)).toMatchObject({ problem: 'forms.export_not_done', attempts: 1 });
    await expect
      .poll(() => look(broken), { timeout: 10_000 })
      .toMatchObject({ state: 'waiting', problem: 'jobs.failed', nextAt: expect.any(String) });
    const kept = await server.database.ownerQuery(
      'select r.*, j.last_error from jobs.run r left join graphile_worker._private_jobs j on j.id = r.queue_id',
    );
    expect(JSON.stringify(kept)).not.toContain('Amina');
    refuse = false;
    await admin.call(contract.retryRun, { params: { runId: refused } });
    await expect.poll(() => state(refused), { timeout: 10_000 }).toBe('done');
    expect(ranAs).toEqual([officer.accountId, officer.accountId]);
    await cancel(broken);
  } finally {
    await jobs.stop();
  }
});

test('a job is stopped on whichever server it runs, and does not come back', async () => {
  const where: string[] = [];
  const endless = (name: string): JobDefinition => ({
    name: 'jobs.endless',
    run: ({ signal }) =>
      new Promise((_, reject) => {
        where.push(name);
        signal.addEventListener('abort', () => reject(new Error('stopped')));
      }),
  });
  const servers = [await take([endless('one')]), await take([endless('two')])];
  try {
    const runId = await begin('jobs.endless');
    await expect.poll(() => where, { timeout: 10_000 }).toHaveLength(1);
    expect(await cancel(runId, admin)).toMatchObject({ state: 'running', cancelling: true });
    await expect.poll(() => state(runId), { timeout: 10_000 }).toBe('cancelled');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(where).toHaveLength(1);
  } finally {
    await Promise.all(servers.map((one) => one.stop()));
  }
});

test('a job whose server is killed runs again elsewhere; one cancelled meanwhile does not', async () => {
  const child = startChild('jobs-child.ts', [server.database.url, server.database.appUrl]);
  await child.line(/^ready$/);
  const [again, unwanted] = [await begin('jobs.long'), await begin('jobs.long')];
  await child.line(/^at 2$/);
  await expect.poll(() => Promise.all([state(again), state(unwanted)])).toEqual(['running', 'running']);
  child.process.kill('SIGKILL');
  await child.ended;
  expect(await cancel(unwanted)).toMatchObject({ state: 'running', cancelling: true });
  let ran = 0;
  const jobs = await take([{ name: 'jobs.long', run: async () => ++ran }]);
  try {
    await expect
      .poll(() => Promise.all([state(again), state(unwanted)]), { timeout: 10_000 })
      .toEqual(['done', 'cancelled']);
    expect(ran).toBe(1);
    expect(await look(again)).toMatchObject({ attempts: 2 });
  } finally {
    await jobs.stop();
  }
});

test('a job that kills its server again and again ends as failed', async () => {
  const runId = await begin('jobs.poison');
  await server.database.ownerQuery(
    `with job as (update graphile_worker._private_jobs j set attempts = max_attempts, locked_at = now(), locked_by = 'pool-of-the-dead'
       from jobs.run r where r.queue_id = j.id and r.id = $1 returning r.id)
     update jobs.run r set state = 'running' from job where r.id = job.id`,
    [runId],
  );
  await (await take([])).stop();
  expect(await look(runId)).toMatchObject({ state: 'failed', problem: 'jobs.server_ended' });
});

test('a schedule says when it runs, runs at once where asked, and rests unless it is essential', async () => {
  const schedule = (scheduleId: string) => ({ params: { scheduleId } });
  expect(await refusal(officer.call(contract.listSchedules, {}))).toBe('403 http.forbidden');
  expect(await refusal(other.call(contract.runSchedule, schedule('jobs.clock')))).toBe('403 http.forbidden');
  expect(
    await refusal(other.call(contract.pauseSchedule, { ...schedule('jobs.clock'), body: { paused: true } })),
  ).toBe('403 http.forbidden');
  expect(await refusal(admin.call(contract.runSchedule, schedule('jobs.never')))).toBe('404 http.not_found');
  expect(
    await refusal(
      admin.call(contract.pauseSchedule, { ...schedule('jobs.sealing'), body: { paused: true } }),
    ),
  ).toBe('409 jobs.schedule_essential');
  const jobs = await take([clock]);
  try {
    const run = await admin.call(contract.runSchedule, schedule('jobs.clock'));
    expect(run).toMatchObject({ accountId: null, scheduled: true, state: 'waiting' });
    await expect.poll(() => look(run.id, admin), { timeout: 10_000 }).toMatchObject({ state: 'done' });
    const { items } = await admin.call(contract.listSchedules, {});
    expect(items.find(({ id }) => id === 'jobs.clock')).toMatchObject({
      last: { id: run.id },
      paused: false,
    });
    const paused = await admin.call(contract.pauseSchedule, {
      ...schedule('jobs.clock'),
      body: { paused: true },
    });
    expect(paused).toMatchObject({ paused: true, nextAt: null });
  } finally {
    await jobs.stop();
  }
  // What the clock adds while the schedule rests leaves no trace.
  await server.database.ownerQuery(`select graphile_worker.add_job('jobs.clock', '{"_cron": {}}')`);
  let ran = 0;
  const again = await take([{ ...clock, run: async () => ++ran }]);
  await expect
    .poll(
      () =>
        server.database.ownerQuery(
          `select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'jobs.clock'`,
        ),
      { timeout: 10_000 },
    )
    .toEqual([]);
  await again.stop();
  expect(ran).toBe(0);
});

test('a job of the same key that still waits keeps its run; what ended long ago is swept', async () => {
  const first = await begin('jobs.keyed', 'one');
  expect(await begin('jobs.keyed', 'one')).toBe(first);
  await cancel(first);
  await server.database.ownerQuery(
    `update jobs.run set finished_at = now() - interval '31 days' where id = $1`,
    [first],
  );
  await sweepJob.run(jobContext({ db: server.database.db, payload: {}, dataDir: '/nowhere' }));
  expect(await refusal(look(first))).toBe('404 http.not_found');
});
