/**
 * Tasks on the records of one operation: what a page of a list costs a person who has some, serves a queue, or looks after all
 * of them, and how long the reminders of one minute take. On an embedded database made for the occasion.
 *
 *   npx tsx --conditions=source bench/tasks.ts [tasks, 100000 if left out]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import type { Actor } from '#platform/db/tx.ts';
import { prepareJobs } from '#platform/jobs/queue.ts';
import { giveAlarms } from '#platform/tasks/service/alarms.ts';
import { countTasks, listTasks, type TaskFilter } from '#platform/tasks/store/task.ts';

const TASKS = Number(process.argv[2] ?? 100_000);
const PEOPLE = 200;
const DUE_NOW = 500;
const NOW = new Date('2026-11-22T08:00:00Z');

const folder = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
await chmod(folder, 0o755);
const slices = findSlices(fileURLToPath(new URL('../src/', import.meta.url)));
const database = await openDatabase({ dataDir: folder, slices, log: () => {} });
await prepareJobs(database.ownerUrl);
const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
const one = async (sql: string, params: unknown[] = []): Promise<string> =>
  (await owner.query<{ id: string }>(sql, params)).rows[0]!.id;

const office = await one(`insert into access.office (code, name) values ('HQ', 'HQ') returning id`);
const operation = await one(
  `insert into access.operation (office_id, code, name, country) values ($1, 'OP', 'OP', 'QZ') returning id`,
  [office],
);
const work = ['tasks.task.work', 'places.site.read'];
for (const [id, permissions] of [
  ['worker', work],
  ['leader', [...work, 'tasks.task.read', 'tasks.task.manage']],
] as const)
  await owner.query(`insert into access.role (id, name, permissions) values ($1, '{}', $2)`, [
    id,
    permissions,
  ]);
await owner.query(
  `insert into identity.account (kind, name, email, state)
   select 'person', 'Person ' || n, 'p' || n || '@example.org', 'active' from generate_series(1, $1) n`,
  [PEOPLE],
);
await owner.query(
  `insert into access.role_grant (account_id, role_id, office_id, operation_id)
   select id, case when row_number() over (order by id) = 1 then 'leader' else 'worker' end, $1, $2 from identity.account`,
  [office, operation],
);
await owner.query(
  `insert into places.site (operation_id, office_id, code, name, search, type, created_at, updated_at)
   select $1, $2, 'S' || n, 'S' || n, 's' || n, 'camp', now(), now() from generate_series(1, 2000) n`,
  [operation, office],
);
// One in twenty waits in the queue; the rest is spread over people and sites, a third of it done.
await owner.query(
  `with p as (select array_agg(id order by id) ids from identity.account),
     s as (select array_agg(id order by id) ids from places.site)
   insert into tasks.task (title, owner_id, role_id, entity, entity_id, office_id, operation_id, state, closed_at, due_at, zone,
     next_alarm_at)
   select 'Task ' || n, case when n % 20 > 0 then p.ids[1 + n % $4] end, case when n % 20 = 0 then 'worker' end, 'places.site',
     s.ids[1 + n % 2000]::text, $2, $1, case when n % 3 = 0 then 'done' else 'open' end,
     case when n % 3 = 0 then now() end, $5::timestamptz + n * interval '1 minute', 'UTC',
     case when n % 3 > 0 then case when n <= $6 * 3 / 2 then $5::timestamptz else $5::timestamptz + n * interval '1 minute' end end
   from generate_series(1, $3) n, p, s`,
  [operation, office, TASKS, PEOPLE, NOW, DUE_NOW],
);
await owner.query(`update tasks.task set due_at = $1 where next_alarm_at = $1`, [NOW]);
await owner.query('analyze');
const { rows: people } = await owner.query<{ id: string }>(
  'select id from identity.account order by id limit 2',
);
const site = await one('select id from places.site order by id limit 1');

const actorOf = (accountId: string): Actor => ({
  accountId,
  kind: 'person',
  permissions: null,
  requestId: 'bench',
});
const filter = (more: Partial<TaskFilter>): TaskFilter => ({
  view: 'mine',
  states: ['open', 'in_progress'],
  now: NOW,
  ...more,
});

const [leader, worker] = people.map(({ id }) => actorOf(id)) as [Actor, Actor];
const page = { sort: 'due', limit: 51 } as const;
await measure('my tasks, a page of 50', worker, (tx) => listTasks(tx, filter({}), page));
await measure('my queue, a page of 50', worker, (tx) => listTasks(tx, filter({ view: 'queue' }), page));
await measure('all that a worker may see, a page of 50', worker, (tx) =>
  listTasks(tx, filter({ view: 'all' }), page),
);
await measure('all that a leader may see, a page of 50', leader, (tx) =>
  listTasks(tx, filter({ view: 'all' }), page),
);
await measure('tasks of one site, counted', leader, (tx) =>
  countTasks(tx, filter({ view: 'all', entity: 'places.site', entityId: site })),
);
const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'bench' };
const begun = performance.now();
const reminded = await giveAlarms(database.db, job, NOW);
print(`reminders of one minute, ${reminded} tasks`, performance.now() - begun);

await owner.end();
await database.close();
await rm(folder, { recursive: true, force: true });

async function measure(
  what: string,
  actor: Actor,
  read: (tx: Parameters<typeof listTasks>[0]) => Promise<unknown>,
): Promise<void> {
  const times: number[] = [];
  for (let n = 0; n < 21; n++) {
    const at = performance.now();
    await database.db.withActor(actor, read);
    times.push(performance.now() - at);
  }
  print(what, times.toSorted((a, b) => a - b)[10]!);
}

function print(what: string, ms: number): void {
  console.log(`${what.padEnd(48)} ${ms.toFixed(1).padStart(10)} ms`);
}
