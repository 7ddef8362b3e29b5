import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { listEntries } from '#platform/audit/contract.ts';
import { auditModule } from '#platform/audit/module.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import type { JobDefinition } from '#platform/jobs/job.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { destroyKey, listKeys, startRotation } from './contract.ts';
import { createKeyring } from './keyring.ts';
import { vaultModule } from './module.ts';
import { sealText } from './sealed-column.ts';
import { addPeople, secretColumn } from './testing/people.ts';
import { createVault } from './vault.ts';

const keyring = createKeyring();
let server: TestServer;
let dataDir: string;
let admin: Caller;
let auditor: Caller;
let local: Caller;
let jobs: readonly JobDefinition[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-vault-'));
  server = await testServer(({ dataDir: folder }) => {
    const vault = vaultModule({ keyring, stores: () => [] });
    jobs = vault.jobs!;
    const all = [vault, auditModule({ dataDir: folder })];
    return [
      ...all,
      accessModule(
        () => all.flatMap((slice) => slice.access.permissions),
        () => [],
      ),
    ];
  });
  const { db } = server.database;
  await keyring.open({ db, dataDir, rootKey: {}, columns: [secretColumn], stores: [] });
  const top = await server.office('HQ');
  const below = await server.office('NORTH', top);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: top }]);
  auditor = await server.persona('Auditor', [{ role: 'auditor', officeId: top }]);
  local = await server.persona('Local', [{ role: 'administrator', officeId: below }]);
});
afterAll(async () => {
  keyring.close();
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const NOWHERE = '00000000-0000-4000-8000-000000000000';
const forget = (who: Caller) =>
  server.database.ownerQuery(
    `update identity.session set proved_at = now() - interval '11 minutes' where account_id = $1`,
    [who.accountId],
  );
const runJob = (name: string) =>
  jobs
    .find((job) => job.name === name)!
    .run(jobContext({ db: server.database.db, payload: {}, dataDir, accountId: admin.accountId }));

test('keys are for the top office; changing them asks for the right and for a fresh proof', async () => {
  expect(await refusal(local.call(listKeys, {}))).toBe('404 vault.top_office_only');
  expect(await refusal(local.call(startRotation, {}))).toBe('403 http.forbidden');
  expect(await refusal(auditor.call(startRotation, {}))).toBe('403 http.forbidden');
  await forget(admin);
  expect(await refusal(admin.call(startRotation, {}))).toBe('403 identity.step_up_needed');
  const destroy = { params: { keyId: NOWHERE }, body: { reason: 'test' } };
  expect(await refusal(admin.call(destroyKey, destroy))).toBe('403 identity.step_up_needed');
  await server.database.ownerQuery('update identity.session set proved_at = now()');
  expect(await refusal(auditor.call(destroyKey, destroy))).toBe('403 http.forbidden');
  expect(await refusal(local.call(destroyKey, destroy))).toBe('403 http.forbidden');
  expect(await refusal(admin.call(destroyKey, destroy))).toBe('422 vault.key_not_retired');
  expect((await auditor.call(listKeys, {})).rotation).toBeNull();
});

test('a change of keys from the request to the end, as administrators see it and as the log tells it', async () => {
  const [id] = await addPeople(server.database, 1);
  const vault = createVault(keyring);
  await server.database.ownerQuery('update identity.credential set totp_sealed = $2 where account_id = $1', [
    id,
    sealText(vault, secretColumn, id!, 'said once'),
  ]);
  const before = await admin.call(listKeys, {});
  expect(before).toMatchObject({ remaining: 0, total: 1, root: { source: 'file' } });
  expect(before.keys).toMatchObject([{ purpose: 'test.secret', state: 'active', sealed: 1 }]);
  expect(JSON.stringify(before)).not.toContain(keyring.active('test.secret').secret.toString('hex'));

  const { id: rotationId } = await admin.call(startRotation, {});
  expect(await refusal(admin.call(startRotation, {}))).toBe('409 vault.rotation_under_way');
  const waiting = await server.database.ownerQuery('select task_identifier from graphile_worker.jobs');
  expect(waiting).toEqual([{ task_identifier: 'vault.rotate' }]);
  // Its keys were made a while ago: what the job would wait for otherwise.
  const made = server.database.ownerQuery(
    `update vault.rotation set keys_made_at = now() - interval '1 minute' where keys_made_at is not null returning id`,
  );
  expect(await made).toEqual([]);
  const running = runJob('vault.rotate');
  await expect
    .poll(async () => (await admin.call(listKeys, {})).keys.map(({ state }) => state).sort())
    .toEqual(['active', 'next']);
  await server.database.ownerQuery(`update vault.rotation set keys_made_at = now() - interval '1 minute'`);
  await running;
  const after = await admin.call(listKeys, {});
  expect(after).toMatchObject({ remaining: 0, total: 1, rotation: { id: rotationId } });
  expect(after.rotation!.finishedAt).not.toBeNull();
  const states = Object.fromEntries(after.keys.map((key) => [key.state, key]));
  expect(states.active!.sealed).toBe(1);

  const destroy = () =>
    admin.call(destroyKey, { params: { keyId: states.retired!.id }, body: { reason: 'a laptop was lost' } });
  expect(await refusal(destroy())).toBe('422 vault.key_just_retired');
  await server.database.ownerQuery(
    `update vault.key set retired_at = now() - interval '2 hours' where state = 'retired'`,
  );
  await destroy();
  const { items } = await admin.call(listEntries, { querystring: { limit: 50 } });
  const told = items.filter(({ entity }) => entity.startsWith('vault.')).map(({ action }) => action);
  for (const action of [
    'vault.root_made',
    'vault.key_made',
    'vault.rotation_started',
    'vault.key_used',
    'vault.key_resealed',
    'vault.rotation_finished',
    'vault.key_destroyed',
  ])
    expect(told).toContain(action);
}, 30_000);

test('the hourly job has nothing to do, and takes up what was sealed late under an earlier key', async () => {
  await runJob('vault.seal_anew');
  expect((await admin.call(listKeys, {})).remaining).toBe(0);
});
