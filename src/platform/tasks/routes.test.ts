import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal } from '#platform/http/testing.ts';
import * as contract from './contract/task.ts';
import { makeWorld, told, type World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world?.server.close());

const give = (
  by: Caller,
  more: {
    title?: string;
    ownerId?: string | null;
    roleId?: string;
    record?: { entity: string; entityId: string } | null;
    operationId?: string;
    due?: { local: string; zone: string };
    escalation?: { hours: number; to: string | null; roleId: string | null };
    remindBefore?: 'P1D' | 'PT1H';
  } = {},
) => by.call(contract.createTask, { body: { title: 'Check the water points', record: world.site, ...more } });
const get = (by: Caller, taskId: string) => by.call(contract.getTask, { params: { taskId } });
const listed = async (by: Caller, view: (typeof contract.taskViews)[number] = 'all') =>
  (await by.call(contract.listTasks, { querystring: { view } })).items.map(({ id }) => id);
const move = (
  by: Caller,
  taskId: string,
  transition: 'start' | 'finish' | 'cancel' | 'reopen',
  reason = '',
) => by.call(contract.moveTask, { params: { taskId }, body: { transition, reason } });
const assign = (by: Caller, taskId: string, body: { ownerId?: string | null; roleId?: string }) =>
  by.call(contract.assignTask, { params: { taskId }, body });
const actorOf = (who: Caller): Actor => ({
  accountId: who.accountId,
  kind: 'person',
  permissions: null,
  requestId: 'test',
});

describe('refused', () => {
  test('a task on a record that its maker cannot see, whatever identifiers are swapped', async () => {
    const { amal, otherSite, site } = world;
    expect(await refusal(give(amal, { record: otherSite }))).toBe('404 http.not_found');
    const nobody = { ...site, entityId: '00000000-0000-4000-8000-000000000000' };
    expect(await refusal(give(amal, { record: nobody }))).toBe('404 http.not_found');
    for (const entity of [
      'places.country',
      'identity.credential',
      'pg_catalog.pg_class',
      'tasks.feed',
      'no.table',
    ])
      expect(await refusal(give(amal, { record: { entity, entityId: site.entityId } }))).toBe(
        '404 http.not_found',
      );
    expect(await refusal(give(amal, { record: { ...site, entityId: "x' or true --" } }))).toBe(
      '404 http.not_found',
    );
  });

  test('a task on what everybody sees and no slice lets bear any, by the database too', async () => {
    const { amal, server, office } = world;
    const record = { entity: 'access.office', entityId: office };
    expect(await refusal(give(amal, { record }))).toBe('404 http.not_found');
    const insert = server.database.db.withActor(actorOf(amal), (tx) =>
      rawQuery(
        tx,
        `insert into tasks.task (title, owner_id, created_by, entity, entity_id)
         values ('x', '${amal.accountId}', '${amal.accountId}', 'access.office', '${office}')`,
      ),
    );
    await expect(insert).rejects.toThrow('row-level security');
  });

  test('an owner who cannot see the record, at the making and at handing over', async () => {
    const { amal, omar } = world;
    const to = { ownerId: omar.accountId };
    expect(await refusal(give(amal, to))).toBe('422 tasks.owner_cannot_see');
    const { id } = await give(amal);
    expect(await refusal(assign(amal, id, to))).toBe('422 tasks.owner_cannot_see');
    expect((await get(amal, id)).owner?.name).toBe('Amal');
    expect(await told(world, omar)).toEqual([]);
  });

  test('an owner whose grant has expired, or whose account is disabled', async () => {
    const { server, office, amal } = world;
    for (const [name, sql] of [
      [
        'Former',
        `update access.role_grant set starts_on = current_date - 9, ends_on = current_date - 1 where account_id = $1`,
      ],
      ['Gone', `update identity.account set state = 'disabled' where id = $1`],
    ] as const) {
      const one = await server.persona(name, [{ role: 'displacement-officer', officeId: office }]);
      const { id } = await give(amal, { ownerId: one.accountId });
      await server.database.ownerQuery(sql, [one.accountId]);
      expect(await refusal(give(amal, { ownerId: one.accountId }))).toBe('422 tasks.owner_cannot_see');
      // What they had is out of their sight as well.
      expect(await refusal(get(one, id))).toMatch(/^(401|403) /);
    }
  });

  test('a task in an operation where the maker or the owner does not work', async () => {
    const { amal, omar, otherOperation, operation } = world;
    const own = { record: null, ownerId: null };
    expect(await refusal(give(amal, { ...own, operationId: otherOperation }))).toBe('403 http.forbidden');
    expect(await refusal(give(amal, { record: null, operationId: operation, ownerId: omar.accountId }))).toBe(
      '422 tasks.owner_elsewhere',
    );
    expect(await refusal(give(amal, { record: null, ownerId: world.bela.accountId }))).toBe(
      '422 tasks.needs_place',
    );
  });

  test('those who neither have, made, follow nor look after it see nothing of it', async () => {
    const { amal, assistant, omar, bela, dina } = world;
    const { id } = await give(amal);
    for (const one of [assistant, omar]) {
      expect(await refusal(get(one, id))).toBe('404 http.not_found');
      expect(await listed(one)).not.toContain(id);
      expect(await refusal(move(one, id, 'finish'))).toBe('404 http.not_found');
      expect(await refusal(assign(one, id, { ownerId: one.accountId }))).toBe('404 http.not_found');
    }
    for (const one of [bela, dina]) expect(await listed(one)).toContain(id);
  });

  test('a task whose record went out of sight, even to its owner', async () => {
    const { server, amal, otherOperation } = world;
    const { id } = await give(amal);
    const [row] = await server.database.ownerQuery<{ operation_id: string }>(
      'select operation_id from places.site where id = $1',
      [world.site.entityId],
    );
    const put = (operation: string) =>
      server.database.ownerQuery('update places.site set operation_id = $2 where id = $1', [
        world.site.entityId,
        operation,
      ]);
    await put(otherOperation);
    try {
      expect(await refusal(get(amal, id))).toBe('404 http.not_found');
      expect(await listed(amal, 'mine')).not.toContain(id);
    } finally {
      await put(row!.operation_id);
    }
    expect((await get(amal, id)).record?.reference).toBe('SITE-1');
  });

  test('moving, changing and handing over by somebody who only follows', async () => {
    const { amal, assistant } = world;
    const { id, revision } = await give(amal);
    await assign(amal, id, { ownerId: assistant.accountId });
    await assign(assistant, id, { ownerId: amal.accountId });
    expect((await get(assistant, id)).may).toEqual({ work: false, take: false });
    expect(await refusal(move(assistant, id, 'finish'))).toBe('403 tasks.not_yours');
    const body = { title: 'Mine now', revision: revision + 2 };
    expect(await refusal(assistant.call(contract.updateTask, { params: { taskId: id }, body }))).toBe(
      '403 tasks.not_yours',
    );
    await assistant.call(contract.watchTask, { params: { taskId: id }, body: { watching: false } });
    expect(await refusal(get(assistant, id))).toBe('404 http.not_found');
  });

  test('by the database: another maker, another record, another place', async () => {
    const { server, amal, bela, otherSite } = world;
    const { id } = await give(amal);
    const as = (who: Caller, sql: string) =>
      server.database.db.withActor(actorOf(who), (tx) => rawQuery(tx, sql));
    await expect(as(amal, `update tasks.task set created_by = owner_id where id = '${id}'`)).rejects.toThrow(
      'denied',
    );
    await expect(
      as(amal, `update tasks.task set entity_id = '${otherSite.entityId}' where id = '${id}'`),
    ).rejects.toThrow('denied');
    await expect(as(amal, `delete from tasks.task where id = '${id}'`)).rejects.toThrow('denied');
    await expect(
      as(
        amal,
        `insert into tasks.task (title, owner_id, created_by) values ('x', '${bela.accountId}', '${bela.accountId}')`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      as(
        amal,
        `insert into tasks.task (title, owner_id, created_by) values ('x', '${bela.accountId}', '${amal.accountId}')`,
      ),
    ).rejects.toThrow('row-level security');
    // The place of a task on a record is the record's, whatever is written.
    const [row] = (await as(
      amal,
      `insert into tasks.task (title, owner_id, created_by, entity, entity_id, operation_id)
       values ('x', '${amal.accountId}', '${amal.accountId}', 'places.site', '${world.site.entityId}', '${world.otherOperation}')
       returning operation_id`,
    )) as { operation_id: string }[];
    expect(row!.operation_id).toBe(world.operation);
  });

  test('an escalation to somebody who cannot see the record, or to two', async () => {
    const { amal, omar, dina } = world;
    const due = { local: '2026-11-23T17:00', zone: 'Africa/Khartoum' };
    const to = (escalation: { hours: number; to: string | null; roleId: string | null }) =>
      refusal(give(amal, { due, escalation }));
    expect(await to({ hours: 4, to: omar.accountId, roleId: null })).toBe('422 tasks.owner_cannot_see');
    expect(await to({ hours: 4, to: dina.accountId, roleId: 'director' })).toBe(
      '422 tasks.escalation_to_one',
    );
    expect(await refusal(give(amal, { remindBefore: 'P1D' }))).toBe('422 tasks.due_needed');
    expect(await refusal(give(amal, { due: { local: '2026-11-23T17:00', zone: 'Mars/Olympus' } }))).toBe(
      '422 tasks.zone_unknown',
    );
    expect(await refusal(give(amal, { due: { local: '2026-02-30T17:00', zone: 'UTC' } }))).toBe(
      '422 tasks.no_such_day',
    );
  });
});

describe('a task', () => {
  test('goes from its maker to its owner and back as a notice without a word of it', async () => {
    const { amal, assistant, server } = world;
    const due = { local: '2026-11-24T17:00', zone: 'Africa/Khartoum' };
    const made = await give(amal, { title: 'Ring Mr Secret', ownerId: assistant.accountId, due });
    expect(made).toMatchObject({
      owner: { name: 'Salma' },
      createdBy: { name: 'Amal' },
      operationId: world.operation,
      record: { reference: 'SITE-1' },
      dueAt: '2026-11-24T15:00:00.000Z',
      state: 'open',
    });
    expect(await told(world, assistant)).toContain('tasks.task_assigned');
    await move(assistant, made.id, 'start');
    const done = await move(assistant, made.id, 'finish');
    expect(done).toMatchObject({ state: 'done', closedBy: { name: 'Salma' } });
    expect(await told(world, amal)).toContain('tasks.task_closed');
    expect(await refusal(move(assistant, made.id, 'finish'))).toBe('409 workflow.not_from_here');
    expect(await refusal(move(amal, made.id, 'reopen'))).toBe('422 workflow.input_needed');
    expect(await move(amal, made.id, 'reopen', 'Not the right one')).toMatchObject({
      state: 'open',
      closedAt: null,
    });
    const said = await server.database.ownerQuery<{ text: string }>(
      `select body as text from audit.entry where entity_id = $1 union all select facts::text from notify.notice where entity_id = $1`,
      [made.id],
    );
    expect(said.length).toBeGreaterThan(4);
    expect(said.map(({ text }) => text).join('\n')).not.toContain('Secret');
  });

  test('of a queue is taken by one of its people, once', async () => {
    const { amal, bela, dina, assistant, omar } = world;
    const { id } = await give(amal, { roleId: 'displacement-officer' });
    expect(await told(world, bela)).toContain('tasks.task_queued');
    expect(await told(world, omar)).toEqual([]);
    expect(await listed(bela, 'queue')).toContain(id);
    expect(await refusal(move(amal, id, 'finish'))).toBe('409 workflow.not_ready');
    const take = (by: Caller) => by.call(contract.takeTask, { params: { taskId: id } });
    expect(await refusal(take(assistant))).toBe('404 http.not_found');
    expect(await refusal(take(dina))).toBe('403 tasks.not_your_queue');
    const both = await Promise.allSettled([take(amal), take(bela)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(take(bela))).toBe('409 tasks.taken');
    const holder = both[0]!.status === 'fulfilled' ? amal : bela;
    expect(await assign(holder, id, { roleId: 'displacement-officer' })).toMatchObject({
      owner: null,
      state: 'open',
    });
  });

  test('handed over stays in the sight of who had it', async () => {
    const { amal, assistant, dina } = world;
    const { id } = await give(dina, { ownerId: assistant.accountId });
    await move(assistant, id, 'start');
    expect(await assign(assistant, id, { ownerId: amal.accountId })).toMatchObject({
      owner: { name: 'Amal' },
      state: 'open',
      watching: true,
    });
    expect(await listed(assistant, 'following')).toContain(id);
  });

  test('changed by two at once is changed by one', async () => {
    const { amal } = world;
    const { id, revision } = await give(amal);
    const params = { taskId: id };
    const changed = await amal.call(contract.updateTask, { params, body: { priority: 'urgent', revision } });
    expect(changed).toMatchObject({ priority: 'urgent', revision: revision + 1 });
    expect(await refusal(amal.call(contract.updateTask, { params, body: { note: 'x', revision } }))).toBe(
      '409 tasks.changed_meanwhile',
    );
  });

  test('several are done in one go, and each that cannot be says why', async () => {
    const { amal, omar, bela } = world;
    const mine = await give(amal);
    const queued = await give(amal, { roleId: 'displacement-officer' });
    const hidden = await give(omar, { record: world.otherSite });
    const body = { ids: [mine.id, queued.id, hidden.id] };
    expect(await bela.call(contract.finishTasks, { body })).toEqual({
      done: 1,
      refused: expect.arrayContaining([
        { id: queued.id, code: 'workflow.not_ready' },
        { id: hidden.id, code: 'http.not_found' },
      ]),
    });
  });

  test('of nobody but oneself needs no place', async () => {
    const { amal, bela } = world;
    const own = await give(amal, { record: null });
    expect(own).toMatchObject({ record: null, operationId: null, owner: { name: 'Amal' } });
    expect(await refusal(get(bela, own.id))).toBe('404 http.not_found');
  });
});

describe('a list', () => {
  test('goes on page by page in either order, with and without due times', async () => {
    const { amal, operation } = world;
    const made: string[] = [];
    for (const due of ['2026-12-01T08:00', undefined, '2026-11-30T08:00', undefined, '2026-12-01T08:00'])
      made.push(
        (
          await give(amal, {
            record: null,
            operationId: operation,
            title: 'paged',
            ...(due ? { due: { local: due, zone: 'UTC' } } : {}),
          })
        ).id,
      );
    for (const sort of ['due', '-due', 'created', '-created'] as const) {
      const found: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof amal.call<typeof contract.listTasks>>> = await amal.call(
          contract.listTasks,
          { querystring: { q: 'paged', sort, limit: 2, ...(cursor ? { cursor } : {}) } },
        );
        found.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(found.toSorted(), sort).toEqual(made.toSorted());
    }
    const count = await amal.call(contract.countTasks, { querystring: { q: 'paged', due: 'none' } });
    expect(count).toEqual({ count: 2 });
    const overdue = await amal.call(contract.countTasks, { querystring: { q: 'paged', due: 'overdue' } });
    expect(overdue).toEqual({ count: 0 });
  });
});

describe('people to choose from', () => {
  const people = async (by: Caller, querystring: object) =>
    (await by.call(contract.findPeople, { querystring })).items.map(({ name }) => name);

  test('are colleagues who see the record, and nobody for a record out of sight', async () => {
    const { amal, omar, site, otherSite, operation } = world;
    expect(await people(amal, site)).toEqual(['Amal', 'Bela', 'Dina', 'Salma']);
    expect(await people(amal, { ...site, q: 'di' })).toEqual(['Dina']);
    expect(await people(amal, { operationId: operation })).toEqual(['Amal', 'Bela', 'Dina', 'Salma']);
    expect(await people(amal, otherSite)).toEqual([]);
    expect(await people(omar, {})).toEqual(['Omar']);
  });
});
