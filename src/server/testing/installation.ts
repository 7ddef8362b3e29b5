import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolesOf } from '#platform/access/roles.ts';
import type { TestDatabase } from '#platform/db/testing/test-database.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { createLiveHub } from '#platform/live/hub.ts';
import { createModules } from '../modules.ts';
import { furnish } from './furnish.ts';
import type { Side } from './side.ts';
import { type Belongings, dataSetsOf, identifiers } from './swap.ts';

/** The whole product with two offices side by side, each with rows of every kind and people of its own. */
export interface Installation {
  server: TestServer;
  modules: readonly SliceManifest[];
  hq: string;
  /** Ana works in the first, Ben in the second; both may do everything there that any role may. */
  a: Side;
  b: Side;
  /** Everything in the first office's operation alone, from the top office down. */
  opal: Caller;
  /** What lies in the one office, and what in the other. */
  ofA: Belongings;
  ofB: Belongings;
  /** The server's present goes ahead of the hour by this, which lets a test leave a minute's rate behind. */
  clock: { aheadMs: number };
  /** Waits until no job is waiting or running. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** An origin of a push service that nobody answers at. */
const PUSH_ORIGIN = 'https://push.example.org';
/** A name of office B alone: wherever it is read by another, something of B shows. */
const MARK_A = 'Alderwick';
const MARK_B = 'Zanzirbane';

/** @param database one of the caller's own, as for measurements; it is not closed here. */
export async function startInstallation(
  database?: TestDatabase,
  options: { logger?: object; beatMs?: number } = {},
): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-offices-'));
  const modules: SliceManifest[] = [];
  const clock = { aheadMs: 0 };
  const server = await testServer(
    ({ url, vault }) => {
      modules.push(
        ...createModules({
          dataDir,
          publicUrl: url,
          setUpCode: () => 'set-up',
          demonstration: false,
          vault,
          live: createLiveHub(),
          pushOrigins: [PUSH_ORIGIN],
        }),
      );
      return modules;
    },
    {
      dataDir,
      now: () => new Date(Date.now() + clock.aheadMs),
      ...(database ? { database } : {}),
      ...options,
    },
  );
  const { ownerQuery } = server.database;
  await ownerQuery(
    `insert into access.agency (name) select 'Agency' where not exists (select from access.agency)`,
  );
  await declareWorldRoles(server, modules);
  const runner = await startJobs({
    db: server.database.db,
    ownerUrl: server.database.url,
    dataDir,
    log: { info() {}, error() {} },
    definitions: modules.flatMap((m) => m.jobs ?? []),
  });
  const settle = () => settled(server);
  return {
    server,
    modules,
    clock,
    settle,
    ...(await addOffices(server, settle)),
    async close() {
      await runner.stop();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type Offices = Pick<Installation, 'hq' | 'a' | 'b' | 'opal' | 'ofA' | 'ofB'>;

async function addOffices(server: TestServer, settle: () => Promise<void>): Promise<Offices> {
  const hq = await server.office('HQ');
  const a = await addSide(server, hq, 'a');
  await furnish(server, a, settle);
  const before = await identifiers(server);
  const b = await addSide(server, hq, 'b');
  await furnish(server, b, settle);
  const after = await identifiers(server);
  const opal = await server.persona('Opal', [{ role: EVERYTHING, officeId: hq, operationId: a.operation }]);
  const first = [...before].map(([table, ids]): [string, string[]] => [table, [...ids]]);
  const second = [...after].map(([table, ids]): [string, string[]] => [
    table,
    [...ids].filter((id) => !before.get(table)?.has(id)),
  ]);
  return {
    hq,
    a,
    b,
    opal,
    ofA: { ids: new Map(first), dataSets: await dataSetsOf(a), mark: a.mark },
    ofB: { ids: new Map(second), dataSets: await dataSetsOf(b), mark: b.mark },
  };
}

/** One role that holds whatever any built-in role holds, and what no built-in role does. */
export const EVERYTHING = 'everything';

async function declareWorldRoles(server: TestServer, modules: readonly SliceManifest[]): Promise<void> {
  const roles = rolesOf(modules.map((m) => m.access));
  const all = new Set([
    ...roles.flatMap((role) => role.permissions),
    ...modules.flatMap((m) => m.access.permissions),
  ]);
  await server.database.ownerQuery(
    `insert into access.role (id, name, permissions, built_in) values ($1, '{"en":"Everything"}', $2, false)`,
    [EVERYTHING, [...all]],
  );
  // No slice of the product has sensitive records yet; rounds stand in for them, so that relations have rows.
  await server.database.ownerQuery(
    `insert into access.record_kind (entity, relations, rules, assign_permission, break_glass)
     values ('displacement.round', '{owner}', '{"displacement.round.read":["owner"]}', 'displacement.round.write',
       '{displacement.round.read}')`,
  );
}

async function addSide(server: TestServer, hq: string, letter: 'a' | 'b'): Promise<Side> {
  const first = letter === 'a';
  const mark = first ? MARK_A : MARK_B;
  const country = first ? 'QY' : 'QZ';
  const office = await server.office(first ? 'FIRST' : 'SECOND', hq);
  const operation = await server.operation(`${mark.toUpperCase()}-OP`, office, country);
  const grants = [{ role: EVERYTHING, officeId: office }];
  const person = await server.persona(first ? `Ana-${mark}` : `Ben-${mark}`, grants);
  const colleague = await server.persona(`Kim-${mark}`, grants);
  return { mark, country, office, operation, person, colleague, made: {} };
}

/** Undoes what somebody did to the own sessions and grants, so that the next call is made with full rights again. */
export async function revive({ database }: TestServer, callers: readonly Caller[]): Promise<void> {
  const ids = callers.map(({ accountId }) => accountId);
  await database.ownerQuery(
    `with s as (update identity.session set revoked_at = null, proved_at = now(), last_seen_at = now(),
         expires_at = now() + interval '1 hour', factor_pending = false where account_id = any($1::uuid[])),
       g as (update access.role_grant set revoked_at = null, revoked_by = null where account_id = any($1::uuid[]))
     update identity.account set state = 'active' where id = any($1::uuid[]) and state <> 'active'`,
    [ids],
  );
}

async function settled({ database }: TestServer): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const [row] = await database.ownerQuery<{ n: number }>(
      `select count(*)::int n from jobs.run where state in ('waiting', 'running')`,
    );
    if (row!.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('jobs did not come to an end');
}
