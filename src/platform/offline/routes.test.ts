import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOffice } from '#platform/access/contract.ts';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract.ts';
import { offlineModule } from './module.ts';

let server: TestServer;
let anna: Caller;
let boris: Caller;
let top: string;
beforeAll(async () => {
  server = await testServer(({ vault }) => [accessModule(() => []), offlineModule({ vault })]);
  top = await server.office('TOP');
  anna = await server.persona('anna', [{ role: 'administrator', officeId: top }]);
  boris = await server.persona('boris', [{ role: 'administrator', officeId: top }]);
});
afterAll(() => server?.close());

const register = async (caller: Caller, id: string = randomUUID()) => {
  const { share } = await caller.call(contract.registerDevice, { body: { id, name: 'Phone' } });
  return { id, share };
};
const stateOf = async (deviceId: string) =>
  (await server.stranger.call(contract.askState, { params: { deviceId } })).state;

test('the share of a browser is for a session of its own account alone', async () => {
  const { id, share } = await register(anna);
  const params = { deviceId: id };
  expect(await refusal(boris.call(contract.takeShare, { params }))).toBe('404 http.not_found');
  expect(await refusal(server.stranger.call(contract.takeShare, { params }))).toBe('401 http.signed_out');
  expect(await refusal(boris.call(contract.revokeDevice, { params }))).toBe('404 http.not_found');
  expect((await boris.call(contract.listDevices, {})).items).toEqual([]);
  expect(await refusal(boris.call(contract.registerDevice, { body: { id, name: 'Mine now' } }))).toBe(
    '409 offline.device_known',
  );
  expect((await anna.call(contract.takeShare, { params })).share).toBe(share);
  const [row] = await server.database.ownerQuery<{ share_sealed: Buffer }>(
    'select share_sealed from offline.device where id = $1',
    [id],
  );
  expect(row!.share_sealed.includes(Buffer.from(share, 'base64'))).toBe(false);
});

test('a revoked browser gets nothing more, hears it without a session, and its wipe is noted once', async () => {
  const { id } = await register(anna);
  const params = { deviceId: id };
  expect(await stateOf(id)).toBe('active');
  // The word of a browser that was not told to wipe changes nothing.
  await server.stranger.call(contract.noteWiped, { params });
  expect((await anna.call(contract.listDevices, {})).items[0]).toMatchObject({ id, wipedAt: null });
  await anna.call(contract.revokeDevice, { params });
  expect(await refusal(anna.call(contract.revokeDevice, { params }))).toBe('409 offline.revoked_already');
  expect(await refusal(anna.call(contract.takeShare, { params }))).toBe('410 offline.device_revoked');
  expect(await stateOf(id)).toBe('revoked');
  expect(await stateOf(randomUUID())).toBe('unknown');
  await server.stranger.call(contract.noteWiped, { params });
  await server.stranger.call(contract.noteWiped, { params });
  const [device] = (await anna.call(contract.listDevices, {})).items.filter((one) => one.id === id);
  expect(device?.wipedAt).not.toBeNull();
  const actions = await server.database.ownerQuery<{ action: string }>(
    'select action from audit.entry where entity_id = $1 order by seq',
    [id],
  );
  expect(actions.map(({ action }) => action)).toEqual([
    'offline.device_registered',
    'offline.device_revoked',
    'offline.device_wiped',
  ]);
});

test('the browsers of a disabled account are revoked with it', async () => {
  const gone = await server.persona('gone', []);
  const { id } = await register(gone);
  await server.database.ownerQuery("update identity.account set state = 'disabled' where id = $1", [
    gone.accountId,
  ]);
  expect(await stateOf(id)).toBe('revoked');
  expect(await refusal(gone.call(contract.takeShare, { params: { deviceId: id } }))).toBe(
    '401 http.signed_out',
  );
});

test('guessing a browser by its number tells one word at most, and takes or wipes nothing', async () => {
  const { id } = await register(anna);
  for (const guess of [
    id.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    id.toUpperCase().slice(0, 35),
    `${id}x`,
  ]) {
    const answer = await server.stranger.fetch(contract.askState.url.replace(':deviceId', guess));
    expect(await answer.text()).not.toContain('active');
  }
  // Who learned the number of somebody's browser learns whether it may go on, and neither whose it is nor what it keeps.
  const told = await server.stranger.fetch(contract.askState.url.replace(':deviceId', id));
  expect(await told.json()).toEqual({ state: 'active' });
  await boris.call(contract.noteWiped, { params: { deviceId: id } });
  expect((await anna.call(contract.takeShare, { params: { deviceId: id } })).share).not.toBe('');
});

const office = (code: string, key: string, caller = anna): Promise<Response> =>
  caller.fetch(createOffice.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ code, name: code, parentId: top, country: null }),
  });
const officesCalled = async (code: string): Promise<number> =>
  (await server.database.ownerQuery('select from access.office where code = $1', [code])).length;

test('a write repeated under its key is done once and answered the same, byte for byte', async () => {
  const key = randomUUID();
  const first = await office('ONCE', key);
  expect(first.status).toBe(200);
  const text = await first.text();
  for (let i = 0; i < 3; i++) {
    const again = await office('ONCE', key);
    expect([again.status, await again.text()]).toEqual([200, text]);
  }
  expect(await officesCalled('ONCE')).toBe(1);
  // Without the key it is another write, and there is such an office.
  expect((await office('ONCE', randomUUID())).status).toBe(409);
});

test('repetitions that run beside each other are done once', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 12 }, () => office('BESIDE', key)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  expect(new Set(texts).size).toBe(1);
  expect(await officesCalled('BESIDE')).toBe(1);
});

test('a key stands for one write of one account; a refused write may be mended under it', async () => {
  const key = randomUUID();
  const refused = await office('bad code!', key);
  expect(refused.status).toBe(400);
  expect((await office('MENDED', key)).status).toBe(200);
  const other = await office('OTHER', key);
  expect([other.status, (await other.json()).code]).toEqual([422, 'http.key_reused']);
  expect((await office('OTHER', key, boris)).status).toBe(200);
  const bad = await office('NONE', 'not-a-uuid');
  expect([bad.status, (await bad.json()).code]).toEqual([400, 'http.bad_key']);
  const sealed = await server.database.ownerQuery<{ body_sealed: Buffer }>(
    'select body_sealed from offline.answer where body_sealed is not null',
  );
  expect(sealed.some(({ body_sealed }) => body_sealed.includes('MENDED'))).toBe(false);
});
