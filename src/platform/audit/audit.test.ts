import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { audit, auditMany, timeline } from './audit.ts';
import { chainHash, chainStart } from './domain/entry.ts';
import { toAuditEntry } from './entry-view.ts';
import { appendEntry, listEntries } from './store/entry.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
const at = new Date('2026-11-21T10:00:00.123Z');
const top = randomUUID();
const branch = randomUUID();
const operation = randomUUID();

const person = (accountId: string): Actor => ({
  accountId,
  kind: 'person',
  permissions: null,
  requestId: `r-${accountId}`,
});
const writer = person(randomUUID());
const auditor = person(randomUUID());
const branchAuditor = person(randomUUID());
const operationAuditor = person(randomUUID());
const colleague = person(randomUUID());

beforeAll(async () => {
  database = await testDatabase();
  const { ownerQuery } = database;
  for (const actor of [writer, auditor, branchAuditor, operationAuditor, colleague]) {
    await ownerQuery(
      `insert into identity.account (id, kind, name, email, state) values ($1, 'person', 'Name', $2, 'active')`,
      [actor.accountId, `${actor.accountId}@example.org`],
    );
  }
  await ownerQuery(`insert into access.role (id, name, permissions) values ('log-reader', '{"en":"x"}', '{audit.entry.read}'),
    ('plain', '{"en":"x"}', '{}')`);
  await ownerQuery(
    `insert into access.office (id, parent_id, code, name) values ($1, null, 'TOP', 'Top'), ($2, $1, 'BRANCH', 'Branch')`,
    [top, branch],
  );
  await ownerQuery(
    `insert into access.operation (id, office_id, code, name, country) values ($1, $2, 'OP', 'Op', 'XA')`,
    [operation, branch],
  );
  const grant = `insert into access.role_grant (account_id, role_id, office_id, operation_id) values ($1, $2, $3, $4)`;
  await ownerQuery(grant, [auditor.accountId, 'log-reader', top, null]);
  await ownerQuery(grant, [branchAuditor.accountId, 'log-reader', branch, null]);
  await ownerQuery(grant, [operationAuditor.accountId, 'log-reader', branch, operation]);
  await ownerQuery(grant, [colleague.accountId, 'plain', branch, null]);
});
afterAll(() => database.close());

const event = (entityId: string, more: object = {}) => ({
  action: 'access.office_changed',
  entity: 'access.office',
  entityId,
  at,
  ...more,
});
const write = (actor: Actor, entityId: string, more: object = {}) =>
  database.db.withActor(actor, (tx) => audit(tx, actor, event(entityId, more)));

describe('writing', () => {
  it('refuses an entry that names another actor or another kind of actor', async () => {
    const { db } = database;
    await expect(db.withActor(writer, (tx) => audit(tx, auditor, event('1')))).rejects.toThrow(
      /name the actor/,
    );
    const job: Actor = { ...writer, kind: 'job' };
    await expect(db.withActor(writer, (tx) => audit(tx, job, event('1')))).rejects.toThrow(/name the actor/);
    await expect(db.withActor(writer, (tx) => appendEntry(tx, 'not json'))).rejects.toThrow();
  });

  it('refuses names outside their shapes', async () => {
    await expect(write(writer, '', {})).rejects.toThrow(/entry__entity_id_given/);
    await expect(write(writer, '1', { entity: 'Office' })).rejects.toThrow(/entry__entity_shape/);
    await expect(write(writer, '1', { action: 'changed' })).rejects.toThrow(/entry__action_shape/);
  });

  it('gives the application role no other way in and none to change anything', async () => {
    const { db, ownerQuery } = database;
    await write(writer, randomUUID());
    for (const statement of [
      `insert into audit.pending (entry_id) values (1)`,
      'update audit.entry set body = body',
      'delete from audit.entry',
      'truncate audit.entry',
      'update audit.head set seq = 1',
      'select 1 from audit.head',
      'select 1 from audit.leaf',
      'delete from audit.checkpoint',
      'select audit.last_checkpoint()',
      'select audit.pending_entries(10)',
      `select audit.seal('{}', '', '{}', '', now())`,
    ]) {
      await expect(
        db.withActor(writer, (tx) => rawQuery(tx, statement)),
        statement,
      ).rejects.toMatchObject({ code: '42501' });
    }
    for (const table of ['entry', 'leaf', 'checkpoint', 'head']) {
      await expect(ownerQuery(`delete from audit.${table}`)).rejects.toThrow(/only grows/);
      await expect(ownerQuery(`truncate audit.${table}`)).rejects.toThrow(/only grows/);
    }
    await expect(ownerQuery('update audit.entry set body = body')).rejects.toThrow(/only grows/);
  });

  it('keeps nothing of a transaction that rolls back', async () => {
    const id = randomUUID();
    await expect(
      database.db.withActor(writer, async (tx) => {
        await audit(tx, writer, event(id));
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect(await write(writer, id)).toBe(1);
  });

  it('chains the entries of a record and says what the caller said', async () => {
    const id = randomUUID();
    const more = {
      before: { n: 1n },
      after: { on: at, text: 'é\0' },
      reason: 'why',
      officeId: branch,
      operationId: operation,
    };
    expect(await write(writer, id, { roles: ['b', 'a'], ...more })).toBe(1);
    expect(await write(writer, id)).toBe(2);
    const rows = await database.ownerQuery<{ body: string; seq: string; prev_hash: Buffer; hash: Buffer }>(
      'select * from audit.entry where entity_id = $1 order by seq',
      [id],
    );
    let previous: Buffer = chainStart;
    for (const row of rows) {
      expect(row.prev_hash).toEqual(previous);
      expect(row.hash).toEqual(chainHash(previous, Number(row.seq), row.body));
      previous = row.hash;
    }
    expect(rows[0]!.body).toBe(
      `{"action":"access.office_changed","actor":"${writer.accountId}","actorKind":"person",` +
        `"after":{"on":"2026-11-21T10:00:00.123Z","text":"é\uFFFD"},"at":"2026-11-21T10:00:00.123Z","before":{"n":"1"},` +
        `"entity":"access.office","entityId":"${id}","office":"${branch}","operation":"${operation}","reason":"why",` +
        `"request":"r-${writer.accountId}","roles":["a","b"]}`,
    );
    expect(rows[0]).toMatchObject({
      actor_id: writer.accountId,
      office_id: branch,
      operation_id: operation,
      at,
    });
  });

  it('keeps one unbroken chain under concurrent writers and batches that overlap', async () => {
    const ids = Array.from({ length: 5 }, () => randomUUID());
    const shuffled = (n: number) =>
      [...ids.slice(n % 5), ...ids.slice(0, n % 5)].flatMap((id) => [event(id), event(id)]);
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        database.db.withActor(writer, (tx) => auditMany(tx, writer, shuffled(n))),
      ),
    );
    await database.db.withActor(writer, (tx) => auditMany(tx, writer, []));
    for (const id of ids) {
      const rows = await database.ownerQuery<{ seq: string; prev_hash: Buffer; hash: Buffer }>(
        'select seq, prev_hash, hash from audit.entry where entity_id = $1 order by seq',
        [id],
      );
      expect(rows.map((row) => Number(row.seq))).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
      for (let i = 1; i < rows.length; i += 1) expect(rows[i]!.prev_hash).toEqual(rows[i - 1]!.hash);
    }
  });

  it('records what nobody signed in for', async () => {
    const nobody: Actor = { accountId: null, kind: 'anonymous', permissions: [], requestId: '' };
    expect(await write(nobody, randomUUID())).toBe(1);
  });
});

describe('reading', () => {
  const seen = (actor: Actor, entityId: string) =>
    database.db.withActor(actor, (tx) => listEntries(tx, { entityId, limit: 10 }));

  it('shows the log to its readers by office and operation, and to nobody else', async () => {
    const [atBranch, atTop, inOperation, nowhere] = Array.from({ length: 4 }, () => randomUUID());
    await write(writer, atBranch!, { officeId: branch });
    await write(writer, atTop!, { officeId: top });
    await write(writer, inOperation!, { operationId: operation });
    await write(writer, nowhere!);
    const table = [];
    for (const actor of [auditor, branchAuditor, operationAuditor, colleague, writer]) {
      const row = [];
      for (const id of [atBranch, atTop, inOperation, nowhere]) row.push((await seen(actor, id!)).length);
      table.push(row);
    }
    expect(table).toEqual([
      [1, 1, 1, 1],
      [1, 0, 1, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ]);
    const limited: Actor = { ...auditor, permissions: ['forms.record.read'] };
    expect(await seen(limited, atTop!)).toEqual([]);
  });

  it('filters by each field and pages downwards', async () => {
    const id = randomUUID();
    for (let i = 0; i < 5; i += 1)
      await write(writer, id, { officeId: top, at: new Date(at.getTime() + i * 1000) });
    const list = (filter: object) =>
      database.db.withActor(auditor, (tx) => listEntries(tx, { limit: 10, entityId: id, ...filter }));
    const all = await list({});
    expect(all.map((row) => row.seq)).toEqual([5, 4, 3, 2, 1]);
    expect((await list({ below: all[1]!.id })).map((row) => row.seq)).toEqual([3, 2, 1]);
    expect((await list({ limit: 2 })).length).toBe(2);
    expect((await list({ from: new Date(at.getTime() + 3000).toISOString() })).length).toBe(2);
    expect((await list({ to: new Date(at.getTime() + 3000).toISOString() })).length).toBe(3);
    expect((await list({ actorId: auditor.accountId })).length).toBe(0);
    expect((await list({ actorId: writer.accountId, action: 'access.office_changed' })).length).toBe(5);
    expect((await list({ action: 'x.y' })).length).toBe(0);
    expect((await list({ entity: 'access.operation' })).length).toBe(0);
  });
});

describe('the timeline of a record', () => {
  const of = (actor: Actor, entityId: string, entity = 'access.operation') =>
    database.db.withActor(actor, (tx) => timeline(tx, { entity, entityId }, { limit: 10 }));
  const changed = { entity: 'access.operation', action: 'access.operation_changed', operationId: operation };

  it('is empty for those who cannot see the record, and for what is no record', async () => {
    await write(writer, operation, changed);
    expect((await of(writer, operation)).items).toEqual([]);
    expect((await of({ ...colleague, accountId: null }, operation)).items).toEqual([]);
    for (const entity of ['access.nothing', 'pg_catalog.pg_class', 'audit.head', "a.b'; drop", '']) {
      expect((await of(colleague, operation, entity)).items).toEqual([]);
    }
    expect((await of(colleague, 'not-an-id')).items).toEqual([]);
  });

  it('shows what was done to those who see the record, and what only looked to readers of the log', async () => {
    await write(writer, operation, { ...changed, action: 'access.operation.read' });
    await write(writer, operation, { ...changed, action: 'access.operation_exported' });
    const own = (await of(colleague, operation)).items.map((row) => toAuditEntry(row, new Map()));
    expect(own.map((entry) => entry.action)).toEqual(['access.operation_changed']);
    expect(own[0]).toMatchObject({
      actorId: writer.accountId,
      entityId: operation,
      at: at.toISOString(),
      seq: 1,
    });
    expect((await of(operationAuditor, operation)).items.length).toBe(3);
  });

  it('opens one record and no other', async () => {
    const other = randomUUID();
    await write(writer, other, { officeId: branch });
    const rows = await database.db.withActor(colleague, async (tx) => {
      await timeline(tx, { entity: 'access.operation', entityId: operation }, { limit: 10 });
      return listEntries(tx, { limit: 100 });
    });
    expect(new Set(rows.map((row) => toAuditEntry(row, new Map()).entityId))).toEqual(new Set([operation]));
  });

  it('pages towards the past', async () => {
    for (let i = 0; i < 4; i += 1) await write(writer, branch, { officeId: branch });
    const page = (before: number | null) =>
      database.db.withActor(colleague, (tx) =>
        timeline(tx, { entity: 'access.office', entityId: branch }, { limit: 3, before }),
      );
    const first = await page(null);
    expect(first.items.map((row) => row.seq)).toEqual([4, 3, 2]);
    const second = await page(first.before);
    expect(second.items.map((row) => row.seq)).toEqual([1]);
    expect(second.before).toBeNull();
  });
});
