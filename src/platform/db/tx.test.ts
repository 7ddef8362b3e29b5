import { type Generated, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing/test-database.ts';
import { type Actor, rawQuery, streamRows, type Tx } from './tx.ts';

const AMARA = '018f0000-0000-7000-8000-00000000a11a';
const BASHIR = '018f0000-0000-7000-8000-00000000ba51';

function person(accountId: string | null, permissions: string[] | null = null): Actor {
  return { accountId, kind: 'person', permissions, requestId: 'test' };
}

type Tables = { 'sample.note': { id: Generated<string>; author: string; body: string } };

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.ownerQuery(`
    create schema sample;
    create table sample.note (
      id uuid primary key default platform.uuid7(), author uuid not null, body text not null
    );
    alter table sample.note enable row level security;
    alter table sample.note force row level security;
    grant usage on schema sample to sojourn_app;
    grant select, insert, update on sample.note to sojourn_app;
    create policy own on sample.note to sojourn_app
      using (author = (select platform.actor())) with check (author = (select platform.actor()));
    create table sample.kinds (d date, b bigint, bs bigint[], ds date[], t timestamptz, i interval, j jsonb);
    insert into sample.kinds values
      ('2026-11-21', 9007199254740991, '{1,null}', '{2026-01-01}', '2026-11-21T09:00Z', 'P1DT2H', '{"a":1}');
    grant select on sample.kinds to sojourn_app;
  `);
});

afterAll(() => database?.close());

function write(tx: Tx, author: string, body: string): Promise<unknown> {
  return tx.withTables<Tables>().insertInto('sample.note').values({ author, body }).execute();
}

async function bodies(tx: Tx): Promise<string[]> {
  const rows = await tx
    .withTables<Tables>()
    .selectFrom('sample.note')
    .select('body')
    .orderBy('body')
    .execute();
  return rows.map((row) => row.body);
}

test('a row of somebody else is refused on write and hidden on read', async () => {
  await expect(database.db.withActor(person(BASHIR), (tx) => write(tx, AMARA, 'forged'))).rejects.toThrow(
    /row-level security/,
  );
  await database.db.withActor(person(AMARA), (tx) => write(tx, AMARA, 'mine'));
  expect(await database.db.withActor(person(BASHIR), bodies)).toEqual([]);
  expect(await database.db.withActor(person(null), bodies)).toEqual([]);
  expect(await database.db.withActor(person(AMARA), bodies)).toEqual(['mine']);
});

test('no actor of an earlier transaction remains on a connection', async () => {
  await Promise.all(
    Array.from({ length: 40 }, async (_, i) => {
      const who = i % 2 === 0 ? AMARA : BASHIR;
      const [row] = await database.db.withActor(person(who), (tx) =>
        rawQuery<{ actor: string }>(tx, 'select platform.actor() as actor'),
      );
      expect(row?.actor).toBe(who);
    }),
  );
  const [row] = await database.db.withActor(person(null), (tx) =>
    rawQuery<{ actor: string | null }>(tx, 'select platform.actor() as actor'),
  );
  expect(row?.actor).toBeNull();
});

test('a list of permissions limits, an empty one allows nothing, null stands for all that is granted', async () => {
  const read = (permissions: string[] | null) =>
    database.db.withActor(person(AMARA, permissions), async (tx) => {
      const [row] = await rawQuery<{ list: string[] | null }>(
        tx,
        'select platform.actor_permissions() as list',
      );
      return row?.list;
    });
  expect(await read([])).toEqual([]);
  expect(await read(['forms.read', 'forms.edit'])).toEqual(['forms.read', 'forms.edit']);
  expect(await read(null)).toBeNull();
  await expect(read(['*'])).rejects.toThrow(/may be neither/);
  await expect(read(['a,b'])).rejects.toThrow(/may be neither/);
  // A connection that bypasses withActor has no permissions at all.
  const [bare] = await database.ownerQuery<{ list: string[] }>('select platform.actor_permissions() as list');
  expect(bare?.list).toEqual([]);
});

test('an invalid actor fails the first statement with its own cause and runs nothing', async () => {
  await expect(database.db.withActor(person('not-a-uuid'), (tx) => write(tx, AMARA, 'x'))).rejects.toThrow(
    /invalid input syntax for type uuid/,
  );
});

test('what was written before an error is rolled back', async () => {
  const failing = database.db.withActor(person(AMARA), async (tx) => {
    await write(tx, AMARA, 'half');
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect(await database.db.withActor(person(AMARA), bodies)).not.toContain('half');
});

test('a swallowed query error does not pass for a commit', async () => {
  const swallowing = database.db.withActor(person(AMARA), async (tx) => {
    await write(tx, AMARA, 'lost');
    await rawQuery(tx, 'select 1/0').catch(() => undefined);
    return 'fine';
  });
  await expect(swallowing).rejects.toThrow(/rolled back/);
  expect(await database.db.withActor(person(AMARA), bodies)).not.toContain('lost');
});

test('a transaction that was kept is of no use after its end', async () => {
  const kept = await database.db.withActor(person(AMARA), async (tx) => ({ tx }));
  await expect(bodies(kept.tx)).rejects.toThrow(/has ended/);
});

test('a connection that Postgres cut is replaced, and its work fails', async () => {
  const cut = database.db.withActor(person(AMARA), async (tx) => {
    await write(tx, AMARA, 'cut');
    const [mine] = await rawQuery<{ pid: number }>(tx, 'select pg_backend_pid() as pid');
    await database.ownerQuery('select pg_terminate_backend($1)', [mine?.pid]);
    await bodies(tx);
  });
  await expect(cut).rejects.toThrow();
  expect(await database.db.withActor(person(AMARA), bodies)).toEqual(['mine']);
});

test('a deadlock or serialization failure is retried only when asked', async () => {
  const failTwice = (retries: number) => {
    let runs = 0;
    return database.db.withActor(
      person(AMARA),
      async (tx) => {
        runs++;
        if (runs < 3) await rawQuery(tx, `do $$ begin raise exception using errcode = '40001'; end $$`);
        return runs;
      },
      { retries },
    );
  };
  await expect(failTwice(1)).rejects.toMatchObject({ code: '40001' });
  expect(await failTwice(2)).toBe(3);
});

test('a read-only transaction refuses to write', async () => {
  await expect(
    database.db.withActor(person(AMARA), (tx) => write(tx, AMARA, 'no'), { readOnly: true }),
  ).rejects.toThrow(/read-only/);
});

test('a stream brings every row in order, with parameters, and may be left early', async () => {
  await database.db.withActor(person(AMARA), async (tx) => {
    const query = sql<{ n: number }>`select n from generate_series(1, ${2500}::int) as n`;
    const seen: number[] = [];
    for await (const row of streamRows(tx, query.compile(tx), 1000)) seen.push(row.n);
    expect(seen).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1));
    for await (const row of streamRows(tx, query.compile(tx), 10)) if (row.n === 15) break;
    expect(await bodies(tx)).toEqual(['mine']);
  });
});

test('a named statement is prepared once and reads the rows of each actor', async () => {
  const count = (accountId: string) =>
    database.db.withActor(person(accountId), async (tx) => {
      const [row] = await rawQuery<{ n: number }>(
        tx,
        'select count(*) as n from sample.note where $1::bool',
        [true],
        {
          name: 'test.count',
        },
      );
      return row?.n;
    });
  expect([await count(AMARA), await count(BASHIR), await count(AMARA)]).toEqual([1, 0, 1]);
});

test('columns arrive in the types that the generated tables promise', async () => {
  const [row] = await database.db.withActor(person(AMARA), (tx) =>
    rawQuery(tx, 'select * from sample.kinds'),
  );
  expect(row).toEqual({
    d: '2026-11-21',
    b: 9007199254740991,
    bs: [1, null],
    ds: ['2026-01-01'],
    t: new Date('2026-11-21T09:00:00Z'),
    i: '1 day 02:00:00',
    j: { a: 1 },
  });
  await expect(
    database.db.withActor(person(AMARA), (tx) => rawQuery(tx, 'select 9007199254740993::bigint')),
  ).rejects.toThrow(/2\^53/);
});
