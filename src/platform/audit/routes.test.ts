import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CallError } from '@sojourn/route-contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as accessContract from '#platform/access/contract.ts';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { identityModule } from '#platform/identity/module.ts';
import { identityConfig } from '#platform/identity/testing/server.ts';
import * as contract from './contract.ts';
import { openCheckpoint, parseVerifierKey } from './domain/note.ts';
import { sealAll } from './jobs.ts';
import { auditModule } from './module.ts';

let dataDir: string;
let server: TestServer;
let hq: string;
let admin: Caller;
let southAuditor: Caller;
let enumerator: Caller;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sojourn-audit-'));
  server = await testServer(
    (given) => [
      accessModule(() => ['audit.entry.read']),
      identityModule(identityConfig(given)),
      auditModule({ dataDir }),
    ],
    { dataDir },
  );
  hq = await server.office('HQ');
  const south = await server.office('SOUTH', hq);
  admin = await server.persona('Admin', [{ role: 'administrator', officeId: hq }]);
  southAuditor = await server.persona('Auditor', [{ role: 'auditor', officeId: south }]);
  enumerator = await server.persona('Enumerator', [{ role: 'enumerator', officeId: hq }]);
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof CallError ? error.status : error),
  );

test('is closed to strangers and to those who may not read the log', async () => {
  expect(await refusal(server.stranger.call(contract.listEntries, { querystring: {} }))).toBe(401);
  expect(await refusal(enumerator.call(contract.listEntries, { querystring: {} }))).toBe(403);
  expect(await refusal(enumerator.call(contract.findCheckpoint, {}))).toBe(403);
  expect(await refusal(admin.call(contract.listEntries, { querystring: { from: 'yesterday' } }))).toBe(400);
});

test('shows what was done, by whom and in which role, to readers in scope alone', async () => {
  const body = { parentId: hq, code: 'NORTH', name: 'North' };
  const office = await admin.call(accessContract.createOffice, { body });
  const querystring = { entity: 'access.office', entityId: office.id };
  const { items, nextCursor } = await admin.call(contract.listEntries, { querystring });
  expect(nextCursor).toBeNull();
  expect(items).toMatchObject([
    {
      seq: 1,
      action: 'access.office_created',
      actorId: admin.accountId,
      actorName: 'Admin',
      actorKind: 'person',
      roles: ['administrator'],
      officeId: office.id,
      before: null,
      after: { code: 'NORTH', name: 'North' },
    },
  ]);
  expect((await southAuditor.call(contract.listEntries, { querystring })).items).toEqual([]);
});

test('reading the log is itself recorded, with what was asked', async () => {
  await admin.call(contract.listEntries, { querystring: { action: 'access.granted' } });
  const querystring = { action: 'audit.entry.read', actorId: admin.accountId!, limit: 1 };
  const { items } = await admin.call(contract.listEntries, { querystring });
  expect(items[0]).toMatchObject({
    entityId: admin.accountId,
    after: { action: 'access.granted', limit: 50 },
  });
});

test('pages without a gap or a double', async () => {
  for (let i = 0; i < 5; i += 1) {
    const body = { parentId: hq, code: `P${i}`, name: `Page ${i}` };
    await admin.call(accessContract.createOffice, { body });
  }
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const querystring = { action: 'access.office_created', limit: 2, ...(cursor ? { cursor } : {}) };
    const page = await admin.call(contract.listEntries, { querystring });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen.length).toBe(6);
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
  const nonsense = await admin.call(contract.listEntries, { querystring: { cursor: 'nonsense', limit: 1 } });
  expect(nonsense.items.length).toBe(1);
});

test('hands out the last checkpoint and the keys to check it with', async () => {
  expect((await admin.call(contract.findCheckpoint, {})).checkpoint).toBeNull();
  await sealAll(server.database.db, dataDir, new Date());
  const { checkpoint, publicKeys } = await admin.call(contract.findCheckpoint, {});
  const opened = openCheckpoint(checkpoint!.note, publicKeys.map(parseVerifierKey));
  expect(opened?.size).toBe(checkpoint!.size);
  expect(checkpoint!.size).toBeGreaterThan(6);
});

const timelineOf = async (caller: Caller, entity: string, entityId: string) =>
  (await caller.call(contract.listTimeline, { querystring: { entity, entityId } })).items.map(
    ({ action }) => action,
  );

test('shows the timeline of a record to those who can see the record, and nothing to others', async () => {
  const body = { parentId: hq, code: 'EAST', name: 'East' };
  const { id } = await admin.call(accessContract.createOffice, { body });
  const querystring = { entity: 'access.office', entityId: id };
  expect(await refusal(server.stranger.call(contract.listTimeline, { querystring }))).toBe(401);
  const outsider = await server.persona('Outsider', []);
  expect(await timelineOf(outsider, 'access.operation', id)).toEqual([]);
  expect(await timelineOf(enumerator, 'access.office', id)).toEqual(['access.office_created']);
  const { items } = await enumerator.call(contract.listTimeline, { querystring });
  expect(items[0]).toMatchObject({ entityId: id, seq: 1, after: { code: 'EAST' } });
});

test('a timeline of somebody else’s account, of no table or of no record is empty', async () => {
  await admin.call(contract.listEntries, { querystring: {} });
  expect(await timelineOf(enumerator, 'identity.account', admin.accountId!)).toEqual([]);
  expect(await timelineOf(enumerator, 'access.nothing', hq)).toEqual([]);
  expect(await timelineOf(enumerator, 'access.office', 'not-an-id')).toEqual([]);
  expect(await refusal(timelineOf(enumerator, 'access.office; drop table x', hq))).toBe(400);
});

test('a timeline leaves mere looks to the readers of the log, and pages without a gap or a double', async () => {
  await admin.call(contract.listEntries, { querystring: {} });
  const own = await timelineOf(admin, 'identity.account', admin.accountId!);
  expect(own).toContain('audit.entry.read');
  const querystring = { entity: 'identity.account', entityId: admin.accountId!, limit: 1 };
  const first = await admin.call(contract.listTimeline, { querystring });
  const cursor = first.nextCursor!;
  const second = await admin.call(contract.listTimeline, { querystring: { ...querystring, cursor } });
  expect(second.items[0]!.seq).toBe(first.items[0]!.seq - 1);
});
