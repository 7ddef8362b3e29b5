import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDevice } from './contract/device.ts';
import { listRecords, reviewRecord } from './contract/record.ts';
import { siteXml } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
const AUTHOR = 'displacement-assistant';
const COLLECTOR = 'enumerator';
let world: World;
let formId: string;

beforeAll(async () => {
  world = await createWorld();
  ({ formId } = await world.publish());
});
afterAll(() => world?.close());

const send = async (role: string, name: string, change: { id: string; deprecated?: string }) => {
  const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
    method: 'POST',
    headers: { cookie: await world.cookie(role) },
    body: submissionBody(siteXml({ name, ...change })),
  });
  expect(answer.status).toBe(200);
};
const idOf = async (name: string): Promise<string> => {
  const { items } = await world.call(OFFICER, listRecords, { params: { formId }, querystring: { q: name } });
  return items[0]!.id;
};
const review = (recordId: string, transition: 'flag' | 'approve' | 'reject', role = OFFICER) =>
  world.call(role, reviewRecord, { params: { recordId }, body: { transition, comment: 'Amina of tent 4?' } });

interface TaskRow {
  state: string;
  title: string;
  note: string;
  owner: string | null;
  role: string;
  due_at: Date;
}
const tasksOf = (recordId: string) =>
  world.database.ownerQuery<TaskRow>(
    `select t.state, t.title, t.note, o.name as owner, t.role_id as role, t.due_at from tasks.task t
     left join identity.account o on o.id = t.owner_id where t.entity = 'forms.record' and t.entity_id = $1
     order by t.number`,
    [recordId],
  );

test('a record with issues is a task of who sent it, in three days, and says nothing of the record', async () => {
  await send(AUTHOR, 'Alpha', { id: 'uuid:alpha' });
  const recordId = await idOf('Alpha');
  expect(await tasksOf(recordId)).toEqual([]);
  await review(recordId, 'flag');
  const [task, ...more] = await tasksOf(recordId);
  expect(more).toEqual([]);
  expect(task).toMatchObject({ state: 'open', owner: AUTHOR, note: '' });
  expect(task!.title).toBe('Correct this record: its review found issues');
  const [{ received }] = (await world.database.ownerQuery<{ received: Date }>(
    'select received_at as received from forms.record where id = $1',
    [recordId],
  )) as [{ received: Date }];
  const days = (task!.due_at.getTime() - received.getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(2);
  expect(days).toBeLessThan(4);
  const told = await world.database.ownerQuery<{ kind: string }>(
    `select n.kind from notify.notice n join identity.account a on a.id = n.account_id where a.name = $1`,
    [AUTHOR],
  );
  expect(told).toEqual([{ kind: 'tasks.task_assigned' }]);
});

test('it is done when the record was corrected, and given anew when issues are found again', async () => {
  const recordId = await idOf('Alpha');
  await send(AUTHOR, 'Alpha', { id: 'uuid:alpha-2', deprecated: 'uuid:alpha' });
  expect((await tasksOf(recordId)).map(({ state }) => state)).toEqual(['done']);
  await review(recordId, 'flag');
  expect((await tasksOf(recordId)).map(({ state }) => state)).toEqual(['done', 'open']);
  await review(recordId, 'approve');
  expect((await tasksOf(recordId)).map(({ state }) => state)).toEqual(['done', 'done']);
});

test('nobody is given the correction of their own finding, nor a device that of anything', async () => {
  await send(OFFICER, 'Bravo', { id: 'uuid:bravo' });
  const own = await idOf('Bravo');
  await review(own, 'flag');
  expect(await tasksOf(own)).toEqual([]);
  const { serverUrl } = await world.call(OFFICER, createDevice, {
    body: { operationId: world.operations[0], name: 'Phone' },
  });
  const answer = await fetch(`${serverUrl}/submission`, {
    method: 'POST',
    headers: { 'x-openrosa-version': '1.0' },
    body: submissionBody(siteXml({ name: 'Charlie', id: 'uuid:charlie' })),
  });
  expect(answer.status).toBe(201);
  const sent = await idOf('Charlie');
  await review(sent, 'flag');
  expect(await tasksOf(sent)).toEqual([]);
  await review(sent, 'reject');
});

test('what somebody sent who opens no records is for the officers to correct; a refused judgement gives no task', async () => {
  await send(COLLECTOR, 'Delta', { id: 'uuid:delta' });
  const recordId = await idOf('Delta');
  await expect(review(recordId, 'flag', COLLECTOR)).rejects.toMatchObject({ status: 403 });
  expect(await tasksOf(recordId)).toEqual([]);
  await review(recordId, 'flag');
  expect(await tasksOf(recordId)).toMatchObject([{ state: 'open', owner: null, role: OFFICER }]);
});
