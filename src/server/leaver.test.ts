import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawQuery } from '#platform/db/tx.ts';
import { createDevice, listDevices } from '#platform/forms/contract/device.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { changePersonState, getLeaving } from '#platform/identity/contract/people.ts';
import { listSessions } from '#platform/identity/contract/session.ts';
import { createToken } from '#platform/identity/contract/token.ts';

import { createModules } from './modules.ts';

/** Two servers on one database: who is disabled at one of them is out at the other. */
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-leaver-'));
let first: TestServer;
let second: TestServer;
let hq: string;
let south: string;
let operation: string;
let admin: Caller;

const start = (database?: TestServer['database']) =>
  testServer(
    ({ url, vault }) =>
      createModules({ dataDir, publicUrl: url, setUpCode: () => '', demonstration: false, vault }),
    { dataDir, ...(database ? { database } : {}) },
  );
beforeAll(async () => {
  first = await start();
  second = await start(first.database);
  hq = await first.office('HQ');
  south = await first.office('SOUTH', hq);
  operation = await first.operation('OP', south);
  admin = await first.persona('Admin', [{ role: 'administrator', officeId: hq }]);
});
afterAll(async () => {
  await second?.close();
  await first?.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** An officer with a session, an API token and a device; `open` tells at the second server what still works. */
async function officer(name: string) {
  const person = await first.persona(name, [{ role: 'displacement-officer', officeId: south }]);
  const permissions = ['forms.form.read'];
  const { secret } = await person.call(createToken, { body: { name: 't', permissions, days: 1 } });
  const made = await person.call(createDevice, { body: { operationId: operation, name: `${name} phone` } });
  const device = new URL(made.serverUrl).pathname;
  const status = async (path: string, headers: Record<string, string>) =>
    (await fetch(second.url + path, { headers })).status;
  const open = async () => ({
    session: await status('/api/me/sessions', { cookie: `sojourn_session=${person.cookie}` }),
    token: await status('/api/forms', { authorization: `Bearer ${secret}` }),
    device: await status(`${device}/formList`, { 'x-openrosa-version': '1.0' }),
  });
  return { person, params: { accountId: person.accountId! }, deviceId: made.device.id, open };
}
const ALL = { session: 200, token: 200, device: 200 };

test('who may not disable the person settles nothing, and sees nothing of what they hold', async () => {
  const { person, params, open } = await officer('Steady');
  const northern = await first.persona('Northern', [
    { role: 'administrator', officeId: await first.office('NORTH', hq) },
  ]);
  for (const caller of [northern, person])
    expect(await refusal(caller.call(changePersonState, { params, body: { state: 'disabled' } }))).toMatch(
      /^40[34] /,
    );
  expect(await refusal(northern.call(getLeaving, { params }))).toBe('404 http.not_found');
  expect(
    await refusal(
      admin.call(changePersonState, {
        params,
        body: { state: 'disabled', keeperId: person.accountId! },
      }),
    ),
  ).toBe('422 identity.no_such_keeper');
  expect(await open()).toEqual(ALL);
});

test('disabled at one server, session, token and devices are dead at the other with the next call', async () => {
  const { params, deviceId, open } = await officer('Leaver');
  expect(await open()).toEqual(ALL);
  expect(await admin.call(getLeaving, { params })).toEqual({
    sessions: 1,
    tokens: 1,
    kept: [{ kind: 'devices', count: 1 }],
  });
  await admin.call(changePersonState, { params, body: { state: 'disabled' } });
  expect(await open()).toEqual({ session: 401, token: 401, device: 401 });
  const { items } = await admin.call(listDevices, { querystring: {} });
  expect(items.find((d) => d.id === deviceId)?.revokedAt).not.toBeNull();
  await admin.call(changePersonState, { params, body: { state: 'active' } });
  expect(await open()).toEqual({ session: 401, token: 401, device: 401 });
});

test('a device that goes to a keeper goes on sending, and the log says whose it is now', async () => {
  const { params, deviceId, open } = await officer('Mover');
  const keeper = await first.persona('Keeper', [{ role: 'displacement-officer', officeId: south }]);
  const body = { state: 'disabled' as const, keeperId: keeper.accountId! };
  await admin.call(changePersonState, { params, body });
  expect(await open()).toEqual({ session: 401, token: 401, device: 200 });
  const { items } = await keeper.call(listDevices, { querystring: {} });
  expect(items.find((d) => d.id === deviceId)).toMatchObject({ createdByName: 'Keeper', revokedAt: null });
  const log = await first.database.ownerQuery<{ action: string }>(
    'select action from audit.entry where entity_id = $1 order by id desc limit 1',
    [deviceId],
  );
  expect(log).toEqual([{ action: 'forms.device_moved' }]);
});

test('what acts in the name of a disabled account sees what a stranger sees, as a job too', async () => {
  const { person, params } = await officer('Named');
  const rows = (kind: 'person' | 'job') =>
    first.database.db.withActor(
      { accountId: person.accountId, kind, permissions: null, requestId: 'test' },
      async (tx) => ({
        operations: (await rawQuery(tx, 'select from access.operation')).length,
        own: (await rawQuery(tx, 'select from identity.api_token')).length,
        kind: (await rawQuery<{ k: string }>(tx, 'select platform.actor_kind() k'))[0]!.k,
      }),
    );
  expect(await rows('job')).toEqual({ operations: 1, own: 1, kind: 'job' });
  await admin.call(changePersonState, { params, body: { state: 'disabled' } });
  for (const kind of ['person', 'job'] as const)
    expect(await rows(kind)).toEqual({ operations: 0, own: 0, kind: 'anonymous' });
  expect(await refusal(person.call(listSessions, {}))).toBe('401 http.signed_out');
});
