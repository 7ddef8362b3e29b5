import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChild } from '#platform/db/testing/child.ts';
import type { Actor } from '#platform/db/tx.ts';
import { refusal } from '#platform/http/testing.ts';
import { createTask, getTask, moveTask, updateTask } from './contract/task.ts';
import { giveAlarms } from './service/alarms.ts';
import { completeTasks, createTask as createSliceTask } from './tasks.ts';
import { makeWorld, told, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.server.close());

const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
const at = (iso: string) => giveAlarms(world.server.database.db, job, new Date(iso));
const forget = () => world.server.database.ownerQuery('delete from notify.notice');

/** An escalation to the director after four hours, a reminder at the same time of the day before. */
async function dueTask(more: object = {}) {
  const { amal, assistant, dina, site } = world;
  const task = await amal.call(createTask, {
    body: {
      title: 'Report the figures',
      record: site,
      ownerId: assistant.accountId,
      due: { local: '2026-11-24T17:00', zone: 'Africa/Khartoum' },
      remindBefore: 'P1D',
      escalation: { hours: 4, to: dina.accountId, roleId: null },
      ...more,
    },
  });
  await forget();
  return task;
}

describe('nobody is told', () => {
  test('of what they may no longer see, of what is over, or before the time', async () => {
    const { server, assistant, amal } = world;
    const over = await dueTask();
    const hidden = await dueTask();
    await amal.call(moveTask, {
      params: { taskId: over.id },
      body: { transition: 'cancel', reason: 'No need' },
    });
    await forget();
    await at('2026-11-23T14:59:00Z');
    expect(await told(world, assistant)).toEqual([]);
    const grants = (end: string | null) =>
      server.database.ownerQuery('update access.role_grant set revoked_at = $2 where account_id = $1', [
        assistant.accountId,
        end,
      ]);
    await grants('2026-01-01T00:00:00Z');
    try {
      await at('2026-11-24T15:01:00Z');
      expect(await told(world, assistant)).toEqual([]);
    } finally {
      await grants(null);
    }
    await amal.call(moveTask, {
      params: { taskId: hidden.id },
      body: { transition: 'cancel', reason: 'No need' },
    });
  });
});

test('each alarm comes once, at its time, to those whom it concerns', async () => {
  const { amal, assistant, dina, server } = world;
  const { id } = await dueTask();
  expect(await refusal(world.omar.call(getTask, { params: { taskId: id } }))).toBe('404 http.not_found');
  await at('2026-11-23T15:00:00Z');
  await at('2026-11-23T15:01:00Z');
  expect(await told(world, assistant)).toEqual(['tasks.task_due_soon']);
  await Promise.all([at('2026-11-24T15:00:00Z'), at('2026-11-24T15:00:30Z')]);
  expect(await told(world, assistant)).toEqual(['tasks.task_due_soon', 'tasks.task_due']);
  expect(await told(world, dina)).toEqual([]);
  await at('2026-11-24T19:00:00Z');
  await at('2026-11-25T19:00:00Z');
  expect(await told(world, dina)).toEqual(['tasks.task_overdue']);
  expect(await told(world, assistant)).toHaveLength(2);
  const view = await dina.call(getTask, { params: { taskId: id } });
  expect(view).toMatchObject({ escalatedAt: '2026-11-24T19:00:00.000Z', watching: true });
  const log = await server.database.ownerQuery<{ action: string }>(
    `select action from audit.entry where entity_id = $1 and action = 'tasks.task_escalated'`,
    [id],
  );
  expect(log).toHaveLength(1);
  // A new due time begins anew.
  await amal.call(updateTask, {
    params: { taskId: id },
    body: { due: { local: '2026-12-01T17:00', zone: 'Africa/Khartoum' }, revision: view.revision },
  });
  await forget();
  await at('2026-12-01T15:00:00Z');
  expect(await told(world, assistant)).toEqual(['tasks.task_due']);
  await amal.call(moveTask, { params: { taskId: id }, body: { transition: 'cancel', reason: 'Enough' } });
});

test('a process that is killed while it reminds leaves none out and tells none twice', async () => {
  const { server, assistant, operation, site, office } = world;
  const many = 300;
  await server.database.ownerQuery(
    `insert into tasks.task (title, owner_id, entity, entity_id, office_id, operation_id, due_at, zone, next_alarm_at)
     select 'Task ' || n, $1, $2, $3, $4, $5, '2026-12-10T08:00Z', 'UTC', '2026-12-10T08:00Z' from generate_series(1, $6) n`,
    [assistant.accountId, site.entity, site.entityId, office, operation, many],
  );
  await forget();
  const count = async () =>
    (
      await server.database.ownerQuery<{ n: number; most: number }>(
        `select count(*)::int n, coalesce(max(times), 0)::int most from notify.notice where kind = 'tasks.task_due'`,
      )
    )[0]!;
  const now = '2026-12-10T08:00:00Z';
  const child = startChild('../../../tasks/testing/remind-child.ts', [server.database.appUrl, now]);
  await child.line(/begins/);
  await expect.poll(async () => (await count()).n, { timeout: 30_000, interval: 5 }).toBeGreaterThan(10);
  child.process.kill('SIGKILL');
  await child.ended;
  const half = (await count()).n;
  expect(half).toBeLessThan(many);
  // The database gives the killed one's lock back as soon as it misses it.
  await expect
    .poll(
      async () => {
        await Promise.all([at(now), at(now)]);
        return count();
      },
      { timeout: 30_000 },
    )
    .toEqual({ n: many, most: 1 });
}, 90_000);

describe('a task of a slice', () => {
  const as = (who: Actor['accountId'], kind: Actor['kind'] = 'person'): Actor => ({
    accountId: who,
    kind,
    permissions: null,
    requestId: 'test',
  });
  const now = new Date('2026-11-22T08:00:00Z');

  test('is made once for a key, falls to the role where its owner cannot see the record, and is closed by the key', async () => {
    const { server, amal, bela, omar, site } = world;
    const { db } = server.database;
    const make = (ownerId: string | null) =>
      db.withActor(as(amal.accountId), (tx) =>
        createSliceTask(
          tx,
          as(amal.accountId),
          { title: 'Verify', record: site, key: 'verify', ownerId, roleId: 'displacement-officer' },
          now,
        ),
      );
    await forget();
    const id = await make(omar.accountId);
    expect(await make(bela.accountId)).toBeUndefined();
    const task = await bela.call(getTask, { params: { taskId: id! } });
    expect(task).toMatchObject({ owner: null, roleId: 'displacement-officer', may: { take: true } });
    const close = (who: Actor) => db.withActor(who, (tx) => completeTasks(tx, who, site, 'verify', now));
    expect(await close(as(omar.accountId))).toBe(0);
    expect(await close(as(world.assistant.accountId))).toBe(1);
    expect(await close(as(amal.accountId))).toBe(0);
    expect(await bela.call(getTask, { params: { taskId: id! } })).toMatchObject({
      state: 'done',
      closedBy: { name: 'Salma' },
    });
    expect(await make(null)).toBeTypeOf('string');
  });

  test('of a job lies where the job says', async () => {
    const { server, bela, site, operation, office } = world;
    const id = await server.database.db.withActor(job, (tx) =>
      createSliceTask(
        tx,
        job,
        {
          title: 'Look again',
          record: site,
          key: 'again',
          roleId: 'displacement-officer',
          officeId: office,
          operationId: operation,
        },
        now,
      ),
    );
    expect(await bela.call(getTask, { params: { taskId: id! } })).toMatchObject({ createdBy: null });
  });
});
