/**
 * How long somebody who leaves is still in at another server of the same database, counted from the moment when the
 * administrator who disables them presses the button: until session, API token and device are refused there, and until the
 * page that stands open there is closed.
 *
 *   npx tsx --conditions=source bench/leaver.ts [leavers=40]
 */

import { createClient, type Route, type RouteInput, type RouteOutput } from '@sojourn/route-contract';
import { Pool } from 'pg';
import { accessModule } from '#platform/access/module.ts';
import { rolesOf } from '#platform/access/roles.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import type { OpenDatabase } from '#platform/db/open.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { createDevice } from '#platform/forms/contract/device.ts';
import { formsModule } from '#platform/forms/module.ts';
import { BEAT_MS } from '#platform/http/even-answer.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate, SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { changePersonState } from '#platform/identity/contract/people.ts';
import { createToken } from '#platform/identity/contract/token.ts';

import { identityModule } from '#platform/identity/module.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { createLiveHub } from '#platform/live/hub.ts';
import { liveModule } from '#platform/live/module.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { withBenchDatabase } from './support/database.ts';
import { contention, percentile } from './support/forms-bench.ts';

const [leavers = 40] = process.argv.slice(2).map(Number);
const LATEST_MS = 5000;
const vault = memoryVault();

interface Ground {
  owner: Pool;
  one(sql: string, values: unknown[]): Promise<string>;
  office: string;
  url: string;
}

/** One of two servers on the same database. */
async function serve(database: OpenDatabase, dataDir: string) {
  const { db } = database;
  let url = '';
  const live = createLiveHub();
  const modules: SliceManifest[] = [];
  const config = {
    publicUrl: () => url,
    setUpCode: () => '',
    demonstration: false,
    vault,
    providerHosts: [],
  };
  modules.push(
    identityModule({ ...config, leaving: () => modules.flatMap((m) => m.leaving ?? []) }),
    accessModule(() => modules.flatMap((m) => m.access.permissions)),
    liveModule({ live }),
    formsModule({ publicUrl: () => url, contents: openContents({ dataDir, vault }) }),
  );
  await db.withActor({ accountId: null, kind: 'job', permissions: null, requestId: 'bench' }, (tx) =>
    declareBuiltInRoles(tx, rolesOf(modules.map((m) => m.access))),
  );
  await live.connect({ url: database.appUrl, db });
  const bindings = modules.flatMap((m) => m.routes);
  const app = await createHttp({ db, bindings, constraints: {}, beatMs: BEAT_MS, authenticate });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, close: () => Promise.all([live.close(), app.close()]) };
}

/** Somebody with a role at the office and an open session. */
async function addPerson(ground: Ground, name: string, role: string) {
  const { owner, one, office, url } = ground;
  const id = await one(
    `insert into identity.account (kind, name, email, state) values ('person', $1, $1 || '@example.org', 'active') returning id`,
    [name],
  );
  await owner.query('insert into access.role_grant (account_id, role_id, office_id) values ($1, $2, $3)', [
    id,
    role,
    office,
  ]);
  const secret = newSecret();
  await owner.query(
    `insert into identity.session (account_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [id, secretHash(secret)],
  );
  const cookie = `${SESSION_COOKIE}=${secret}`;
  const client = createClient({ baseUrl: url, headers: () => ({ cookie }) });
  const call = <R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>> =>
    client(route, input);
  return { id, cookie, call };
}

/** Asks at the second server until it refuses; answers the moment of the first refusal. */
async function refusedAt(url: string, headers: Record<string, string>, until: number): Promise<number> {
  while (performance.now() < until) {
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (answer.status === 401) return performance.now();
  }
  return Number.POSITIVE_INFINITY;
}

function report(all: Record<string, number[]>): void {
  console.log(`${leavers} leavers, contention ${contention().toFixed(2)}`);
  for (const [name, times] of Object.entries(all)) {
    times.sort((a, b) => a - b);
    console.log(
      `${name.padEnd(8)} p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms, slowest ${times.at(-1)!.toFixed(0)} ms`,
    );
  }
}

await withBenchDatabase(async ({ database, dataDir }) => {
  const [first, second] = [await serve(database, dataDir), await serve(database, dataDir)];
  const owner = new Pool({ connectionString: database.ownerUrl, max: 1 });
  const one = async (sql: string, values: unknown[]): Promise<string> =>
    (await owner.query<{ id: string }>(sql, values)).rows[0]!.id;
  const office = await one(`insert into access.office (code, name) values ('HQ', 'HQ') returning id`, []);
  const operationId = await one(
    `insert into access.operation (office_id, code, name, country) values ($1, 'OP', 'OP', 'QZ') returning id`,
    [office],
  );
  const ground = { owner, one, office, url: first.url };
  const admin = await addPerson(ground, 'admin', 'administrator');

  const all: Record<string, number[]> = { session: [], token: [], device: [], page: [], answer: [] };
  for (let n = 0; n < leavers; n++) {
    const leaver = await addPerson(ground, `leaver${n}`, 'displacement-officer');
    const body = { name: 't', permissions: ['forms.form.read'], days: 1 };
    const { secret } = await leaver.call(createToken, { body });
    const device = await leaver.call(createDevice, { body: { operationId, name: `phone ${n}` } });
    const page = await fetch(`${second.url}/api/live`, { headers: { cookie: leaver.cookie } });
    const pageEnds = page.text().then(() => performance.now());
    const start = performance.now();
    const until = start + LATEST_MS;
    const answered = admin
      .call(changePersonState, { params: { accountId: leaver.id }, body: { state: 'disabled' } })
      .then(() => performance.now());
    const ends = {
      session: refusedAt(`${second.url}/api/me/sessions`, { cookie: leaver.cookie }, until),
      token: refusedAt(`${second.url}/api/forms`, { authorization: `Bearer ${secret}` }, until),
      device: refusedAt(
        `${second.url}${new URL(device.serverUrl).pathname}/formList`,
        { 'x-openrosa-version': '1.0' },
        until,
      ),
      page: pageEnds,
      answer: answered,
    };
    for (const [name, end] of Object.entries(ends)) all[name]!.push((await end) - start);
  }
  report(all);
  await owner.end();
  await second.close();
  await first.close();
});
