/**
 * Records that role alone never opens, a million of them, over HTTP with sessions, policies, seals and audit on.
 * Usage: npx tsx --conditions=source bench/access-scale.ts [cases=1000000] [dataDir, kept for the next run] [seconds=10]
 */
import { spawn } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { ROLES } from '#platform/access/testing/casework/world.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { processorTime } from './support/processor-time.ts';

const total = Number(process.argv[2] ?? 1_000_000);
const kept = process.argv[3];
const seconds = Number(process.argv[4] ?? 10);
/** Eight times the caseload that guidance recommends. */
const CASES_EACH = 200;
const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'sojourn-bench-')));
await mkdir(dataDir, { recursive: true });
await chmod(dataDir, 0o711);
const groundFile = join(dataDir, 'ground.json');

interface Ground {
  office: string;
  operation: string;
  cookies: string[];
}

const server = spawn(
  process.execPath,
  [
    '--conditions=source',
    '--import',
    'tsx',
    new URL('./support/access-server.ts', import.meta.url).pathname,
    dataDir,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const { url, ownerUrl } = await new Promise<{ url: string; ownerUrl: string }>((resolve, reject) => {
  server.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString())));
  server.once('exit', () => reject(new Error('The server ended.')));
});
try {
  const ground = existsSync(groundFile)
    ? (JSON.parse(await readFile(groundFile, 'utf8')) as Ground)
    : await fill(ownerUrl);
  await measure(ground);
} finally {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  if (!kept) await rm(dataDir, { recursive: true, force: true });
}

function wordToken(word: string): Buffer {
  return createHmac('sha256', 'a key of the installation').update(word).digest().subarray(0, 16);
}

async function fill(ownerUrl: string): Promise<Ground> {
  const started = performance.now();
  const owner = new Pool({ connectionString: ownerUrl, max: 1, statement_timeout: 0 });
  owner.on('error', () => {});
  const one = async (sql: string, values: unknown[] = []): Promise<string> =>
    (await owner.query(sql, values)).rows[0].id;
  const office = await one(`insert into access.office (code, name) values ('HQ', 'HQ') returning id`);
  const operation = await one(
    `insert into access.operation (code, name, office_id, country) values ('OP', 'OP', $1, 'QZ') returning id`,
    [office],
  );
  await owner.query(`insert into access.role (id, name, permissions) values ('worker', '{}', $1)`, [
    ROLES.worker,
  ]);
  const workers = Math.ceil(total / CASES_EACH);
  await owner.query(
    `insert into identity.account (kind, name, email, state)
     select 'person', 'Worker ' || n, 'w' || n || '@example.org', 'active' from generate_series(1, $1::int) n`,
    [workers],
  );
  await owner.query(
    `insert into access.role_grant (account_id, role_id, office_id) select id, 'worker', $1 from identity.account`,
    [office],
  );
  await owner.query('create temp table worker as select row_number() over () n, id from identity.account');
  await owner.query('create temp table word (n int primary key, token bytea)');
  const tokens = Array.from({ length: 20_000 }, (_, n) => wordToken(`name${n}`));
  await owner.query('insert into word select x.n - 1, x.t from unnest($1::bytea[]) with ordinality x(t, n)', [
    tokens,
  ]);
  await fillCases(owner, office, operation);
  const cookies = await openSessions(owner);
  await owner.query('vacuum analyze');
  await owner.end();
  const ground = { office, operation, cookies };
  await writeFile(groundFile, JSON.stringify(ground));
  console.log(`filled ${total} cases in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return ground;
}

async function fillCases(owner: Pool, office: string, operation: string): Promise<void> {
  const workers = Math.ceil(total / CASES_EACH);
  for (let from = 0; from < total; from += 100_000) {
    const upto = Math.min(total, from + 100_000);
    await owner.query('create temp table fresh (n int, id uuid, worker uuid)');
    await owner.query(
      `insert into fresh select g, gen_random_uuid(), w.id from generate_series($1::int, $2::int - 1) g
       join worker w on w.n = 1 + g % $3::int`,
      [from, upto, workers],
    );
    await owner.query(
      `insert into casework.case (id, reference, own_code, state, risk, office_id, operation_id, opened_at, opened_by)
       select id, 'CW-' || lpad(upper(to_hex(n)), 12, '0'), null, case when n % 3 = 0 then 'open' else 'closed' end, 'low', $1, $2,
         now() - n * interval '1 minute', worker from fresh`,
      [office, operation],
    );
    await owner.query(
      `insert into casework.case_restricted select id, 'name' || n % 20000 || ' name' || (n / 7) % 20000, 'Place ' || n from fresh`,
    );
    await owner.query(
      `insert into casework.case_sealed (id, case_id, field, value)
       select gen_random_uuid(), id, 'narrative', decode(repeat(md5(id::text), 10), 'hex') from fresh`,
    );
    await owner.query(
      `insert into casework.case_token select f.id, w.token from fresh f join word w on w.n in (f.n % 20000, (f.n / 7) % 20000)`,
    );
    await owner.query(
      `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id)
       select 'casework.case', id, worker, 'owner', $1, $2 from fresh`,
      [office, operation],
    );
    await owner.query('drop table fresh');
  }
}

async function openSessions(owner: Pool): Promise<string[]> {
  const cookies: string[] = [];
  const { rows } = await owner.query<{ id: string }>('select id from worker order by n limit 64');
  for (const { id } of rows) {
    const secret = randomBytes(32).toString('base64url');
    await owner.query(
      `insert into identity.session (account_id, token_hash, expires_at) values ($1, $2, now() + interval '30 days')`,
      [id, createHash('sha256').update(secret).digest()],
    );
    cookies.push(`sojourn_session=${secret}`);
  }
  return cookies;
}

type Work = (client: KeepAlive, worker: number, n: number) => Promise<{ status: number; body: Buffer }>;

async function measure(ground: Ground): Promise<void> {
  const workers = Math.ceil(total / CASES_EACH);
  const cookie = (worker: number) => ground.cookies[worker % ground.cookies.length]!;
  /** Number of a case of this worker. */
  const own = (worker: number, n: number) =>
    ((n * 7919) % CASES_EACH) * workers + (worker % ground.cookies.length);
  const reference = (number: number) => `CW-${number.toString(16).toUpperCase().padStart(12, '0')}`;
  const ids = new Map<number, string[]>();
  const pages = new Map<number, string>();
  const probe = new KeepAlive(url);
  for (let worker = 0; worker < ground.cookies.length; worker++) {
    const { body } = await probe.ask('GET', '/api/casework/cases?limit=200', cookie(worker));
    const page = JSON.parse(body.toString()) as { items: { id: string }[]; nextCursor: string };
    ids.set(
      worker,
      page.items.map(({ id }) => id),
    );
    pages.set(worker, page.nextCursor);
  }
  probe.close();
  const body = (n: number) =>
    JSON.stringify({
      officeId: ground.office,
      operationId: ground.operation,
      risk: 'high',
      personName: `name${n % 20_000} name${(n * 3) % 20_000}`,
      location: 'Place',
      narrative: 'What happened, told in a few sentences. '.repeat(8),
    });
  const works: Record<string, Work> = {
    'list, filtered, first page': (c, w) =>
      c.ask('GET', '/api/casework/cases?state=open&limit=25', cookie(w)),
    'list, later page': (c, w) =>
      c.ask('GET', `/api/casework/cases?limit=25&cursor=${pages.get(w % ground.cookies.length)}`, cookie(w)),
    detail: (c, w, n) => {
      const mine = ids.get(w % ground.cookies.length)!;
      return c.ask('GET', `/api/casework/cases/${mine[n % mine.length]}`, cookie(w));
    },
    'search by reference': (c, w, n) =>
      c.ask('GET', `/api/casework/cases?q=${reference(own(w, n))}&limit=25`, cookie(w)),
    'search by name': (c, w, n) =>
      c.ask('GET', `/api/casework/cases?q=name${own(w, n) % 20_000}&limit=25`, cookie(w)),
    // By people who read nothing here: the caseload of those who do stays what it is, however often this runs.
    create: (c, w, n) => c.ask('POST', '/api/casework/cases', cookie(w + 32), body(n * 31 + w)),
  };
  for (const clients of [8, 32])
    for (const [name, work] of Object.entries(works)) await run(`${name}, ${clients} clients`, clients, work);
}

async function run(name: string, clients: number, work: Work): Promise<void> {
  const times: number[] = [];
  let failed = 0;
  const connections = Array.from({ length: clients }, () => new KeepAlive(url));
  const rounds = async (until: number, count: boolean): Promise<void> => {
    await Promise.all(
      connections.map(async (client, worker) => {
        for (let n = 0; performance.now() < until; n++) {
          const start = performance.now();
          const { status } = await work(client, worker, n);
          if (!count) continue;
          times.push(performance.now() - start);
          if (status !== 200) failed++;
        }
      }),
    );
  };
  await rounds(performance.now() + 2_000, false);
  const cluster = join(dataDir, 'postgres/cluster');
  const before = await processorTime(server.pid!, cluster);
  const start = performance.now();
  await rounds(start + seconds * 1_000, true);
  const rate = (times.length / (performance.now() - start)) * 1_000;
  const after = await processorTime(server.pid!, cluster);
  for (const one of connections) one.close();
  const each = (ms: number) => (ms / times.length).toFixed(2);
  times.sort((a, b) => a - b);
  const at = (p: number) => times[Math.floor(times.length * p)]?.toFixed(1).padStart(6);
  console.log(
    `${name.padEnd(40)} ${rate.toFixed(0).padStart(6)} /s   p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   processor: server ${each(after.server - before.server)} ms, database ${each(after.database - before.database)} ms${failed ? `   FAILED ${failed}` : ''}`,
  );
}
