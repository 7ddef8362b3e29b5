import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditText } from '#platform/audit/audit.ts';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { type Actor, rawQuery, type Tx } from '#platform/db/tx.ts';
import { type TestServer, testServer } from '#platform/http/testing.ts';
import { SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { accessModule } from './module.ts';
import { caseworkModule } from './testing/casework/module.ts';
import { ACTIONS, type Action, may, mayAssign, statusOf } from './testing/casework/oracle.ts';
import {
  addToken,
  addWorld,
  caseworkSlice,
  type Member,
  TOKENS,
  type Token,
  type World,
} from './testing/casework/world.ts';

let server: TestServer;
let world: World;
let cells = 0;

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  let kept: Vault;
  server = await testServer(
    ({ vault }) => {
      kept = vault;
      return [accessModule(() => []), caseworkModule(vault)];
    },
    { database },
  );
  world = await addWorld(server, kept!);
}, 60_000);
afterAll(async () => {
  process.stdout.write(`access matrix: ${cells} cells\n`);
  await server?.close();
  await server?.database.close();
});

const LIMITS: Record<Token, string[] | null> = {
  person: null,
  narrowed: ['casework.case.read'],
  empty: [],
};
const actorOf = (member: Member, token: Token): Actor => ({
  accountId: member.accountId,
  kind: token === 'person' ? 'person' : 'token',
  permissions: LIMITS[token],
  requestId: 'matrix',
});

class Undo extends Error {}

/** Runs as the application's role and takes everything back. */
async function trying<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  let result: T;
  await server.database.db
    .withActor(actor, async (tx) => {
      result = await work(tx);
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return result!;
}
const idsOf = async (tx: Tx, sql: string, values: unknown[] = []): Promise<string[]> =>
  (await rawQuery<{ id: string }>(tx, sql, values)).map(({ id }) => id);

const SEALED = `select case_id id from casework.case_sealed`;
const QUERIES: Record<Exclude<Action, 'seal' | 'sealed, purpose'>, string> = {
  read: 'select id from casework.case',
  restricted: 'select case_id id from casework.case_restricted',
  'sealed, no purpose': SEALED,
  change: 'update casework.case set risk = risk returning id',
  'see who works on it': 'select distinct entity_id id from access.assignment where entity_id = any($1)',
};

async function seenBy(member: Member, token: Token, action: Action): Promise<Set<string>> {
  const actor = actorOf(member, token);
  const own = member.cells.map(({ caseId }) => caseId);
  return new Set(
    await trying(actor, async (tx) => {
      if (action === 'seal') return idsOf(tx, sealEach, [own]).then(() => sealed(tx));
      if (action === 'see who works on it') return idsOf(tx, QUERIES[action], [own]);
      if (action !== 'sealed, purpose') return idsOf(tx, QUERIES[action]);
      await rawQuery(
        tx,
        `select access.state_purpose('casework.case', t.id, '{narrative}', 'supervision', t.body)
         from unnest($1::uuid[], $2::text[]) t(id, body)`,
        [own, own.map((entityId) => entryOf(actor, entityId))],
      );
      return idsOf(tx, SEALED);
    }),
  );
}

const entryOf = (actor: Actor, entityId: string): string =>
  auditText(actor, {
    action: 'casework.case_revealed',
    entity: 'casework.case',
    entityId,
    after: { fields: ['narrative'], purpose: 'supervision' },
    at: new Date(),
  });

// Row by row, so that a refusal of one does not hide that of the next.
const sealEach = `select casework.try_seal($1) id`;
const sealed = async (tx: Tx): Promise<string[]> =>
  (await rawQuery<{ ok: string }>(tx, `select current_setting('test.sealed', true) ok`))[0]!.ok
    .split(',')
    .filter(Boolean);

test('by raw SQL as the role of the application', { timeout: 120_000 }, async () => {
  await server.database.ownerQuery(`
    create function casework.try_seal(ids uuid[]) returns void language plpgsql as $$
    declare one uuid; done text := '';
    begin
      foreach one in array ids loop
        begin
          insert into casework.case_sealed (id, case_id, field, value) values (gen_random_uuid(), one, 'narrative', '');
          done := done || one || ',';
        exception when insufficient_privilege then null;
        end;
      end loop;
      perform set_config('test.sealed', done, true);
    end $$`);
  const wrong: string[] = [];
  for (const member of world.members) {
    for (const token of TOKENS) {
      for (const action of ACTIONS) {
        const seen = await seenBy(member, token, action);
        for (const cell of member.cells) {
          cells++;
          // A record without any relation shows none, whoever sees it.
          const expected =
            may(member, cell, token, action) &&
            !(action === 'see who works on it' && cell.relation === 'none');
          if (seen.delete(cell.caseId) !== expected) wrong.push(told(member, cell, token, action, expected));
        }
        // What is left are records of other people, to which there is no relation.
        for (const id of seen) wrong.push(`${member.role} ${member.place} ${token} ${action}: foreign ${id}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

const told = (member: Member, cell: object, ...rest: unknown[]): string =>
  JSON.stringify([member.role, member.place, cell, ...rest]);

test('relations and exclusions are given by those who may, and nobody else', {
  timeout: 60_000,
}, async () => {
  const wrong: string[] = [];
  for (const member of world.members) {
    const ids = member.cells.map(({ caseId }) => caseId);
    const given = new Set(
      await trying(actorOf(member, 'person'), (tx) =>
        idsOf(
          tx,
          `select id from unnest($1::uuid[]) id where (access.assign('casework.case', id, $2, 'consulted', null, null, '')).id is not null`,
          [ids, world.target],
        ),
      ),
    );
    const shut = new Set(
      await trying(actorOf(member, 'person'), (tx) =>
        idsOf(
          tx,
          `select id from unnest($1::uuid[]) id where access.exclude('casework.case', id, $2, 'accused', 'A reason') is not null`,
          [ids, world.target],
        ),
      ),
    );
    for (const cell of member.cells) {
      cells += 2;
      if (given.has(cell.caseId) !== mayAssign(member, cell, 'relation'))
        wrong.push(told(member, cell, 'relation'));
      if (shut.has(cell.caseId) !== mayAssign(member, cell, 'exclusion'))
        wrong.push(told(member, cell, 'exclusion'));
    }
  }
  expect(wrong).toEqual([]);
});

/** At most so many requests at once. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

interface Shown {
  status: number;
  body: Record<string, { hidden?: string; value?: string }> & { items?: { id: string }[]; value?: string };
}
async function request(headers: object, path: string, method = 'GET', body?: object): Promise<Shown> {
  const answer = await fetch(server.url + path, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as Shown['body'] };
}
const as = (member: Member) => ({ cookie: `${SESSION_COOKIE}=${member.cookie}` });

test('through the API, record by record', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  // A request is dearer than a row: what has ended (an exclusion, an opening) was looked at by SQL.
  const work = world.members.flatMap((member) =>
    member.cells
      .filter(({ exclusion, opening }) => exclusion !== 'let in again' && opening !== 'over')
      .map((cell) => [member, cell] as const),
  );
  await each(work, async ([member, cell]) => {
    const check = (action: Action, permission: string, found: number) => {
      cells++;
      if (found !== statusOf(member, permission, may(member, cell, 'person', action)))
        wrong.push(told(member, cell, action, found));
    };
    const url = `/api/casework/cases/${cell.caseId}`;
    const read = await request(as(member), url);
    check('read', 'casework.case.read', read.status);
    if (read.status === 200) {
      cells += 2;
      const hidden = read.body.personName!.hidden === 'restricted';
      if (hidden === may(member, cell, 'person', 'restricted') || read.body.narrative!.hidden !== 'sealed')
        wrong.push(told(member, cell, read.body));
    }
    if (cell.opening !== 'open') return;
    const change = await request(as(member), url, 'PATCH', { risk: 'low' });
    check('change', 'casework.case.write', change.status);
    const reveal = await request(as(member), `${url}/reveals`, 'POST', {
      field: 'narrative',
      purpose: 'supervision',
      note: 'A look at the quality',
    });
    check('sealed, purpose', 'casework.sealed.read', reveal.status);
    if (reveal.status === 200) expect(reveal.body.value).toBe(`Sealed ${cell.caseId}`);
  });
  expect(wrong).toEqual([]);
});

test('lists, counts, exports and tokens show the same records and no others', {
  timeout: 60_000,
}, async () => {
  const wrong: string[] = [];
  await each(world.members, async (member) => {
    for (const token of TOKENS) {
      const headers =
        token === 'person'
          ? as(member)
          : token === 'narrowed'
            ? { authorization: `Bearer ${await addToken(server, member.accountId, LIMITS.narrowed!)}` }
            : {
                authorization: `Bearer ${await addToken(server, member.accountId, ['casework.case.count'])}`,
              };
      const list = await request(headers, '/api/casework/cases?limit=200');
      const lists = token !== 'empty' && statusOf(member, 'casework.case.read', true) === 200;
      expect(list.status, member.role).toBe(lists ? 200 : 403);
      const ids = new Set(list.body.items?.map(({ id }) => id));
      for (const cell of member.cells) {
        cells++;
        const expected = lists && may(member, cell, token, 'read');
        if (ids.delete(cell.caseId) !== expected) wrong.push(told(member, cell, token, 'list'));
      }
      expect(ids.size).toBe(0);
      if (!lists) continue;
      const counts = await request(headers, '/api/casework/counts');
      const sum = (counts.body.items as unknown as { cases: number }[]).reduce((n, one) => n + one.cases, 0);
      expect(sum).toBe(member.cells.filter((cell) => may(member, cell, token, 'read')).length);
    }
  });
  expect(wrong).toEqual([]);
});

test('at least twenty thousand cells were asserted', () => {
  expect(cells).toBeGreaterThanOrEqual(20_000);
});
