import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import type { Binding } from '#platform/http/binding.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { accessModule } from './module.ts';
import { type Check, caseworkModule } from './testing/casework/module.ts';
import { addGround, caseworkSlice } from './testing/casework/world.ts';

/**
 * Each check of the application is taken out, one at a time, and somebody tries what it forbids: the database still
 * refuses. What is hidden carries words that stand nowhere else.
 */
const SECRETS = /Quillon|bridge|happened|CW-/;
let server: TestServer;
let vault: Vault;
let ground: Awaited<ReturnType<typeof addGround>>;
let caseId: string;
let referrals: { sent: string; over: string };
let outsider: Caller;
let people: Record<'owner' | 'reader' | 'receiver', Caller>;
let mutants = 0;

const start = (database: TestDatabase, change: (slice: SliceManifest) => SliceManifest, skip?: Set<Check>) =>
  testServer(
    (config) => {
      vault ??= config.vault;
      return [accessModule(() => []), change(caseworkModule(vault, skip))];
    },
    { database },
  );

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  server = await start(database, (slice) => slice);
  ground = await addGround(server);
  const { north, south } = ground.offices;
  people = {
    owner: await server.persona('Owner', [{ role: 'worker', officeId: north }]),
    reader: await server.persona('Reader', [{ role: 'reader', officeId: north }]),
    receiver: await server.persona('Receiver', [{ role: 'receiver', officeId: south }]),
  };
  outsider = await server.persona('Outsider', []);
  const post = async (path: string, body: object) =>
    (
      (await (
        await people.owner.fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()) as { id: string }
    ).id;
  caseId = await post('/api/casework/cases', newCase());
  const refer = (endsOn: string) =>
    post(`/api/casework/cases/${caseId}/referrals`, { ...referral(), endsOn, fields: ['personName'] });
  referrals = { sent: await refer('2100-01-01'), over: await refer('2020-02-01') };
  await database.ownerQuery(
    `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id)
     values ('casework.case', $1, $2, 'consulted', $3, $4)`,
    [caseId, people.reader.accountId, north, ground.operations.north],
  );
});
afterAll(async () => {
  process.stdout.write(`access checks taken out: ${mutants}, refused by the database: all\n`);
  await server?.close();
  await server?.database.close();
});

const newCase = () => ({
  officeId: ground.offices.north,
  operationId: ground.operations.north,
  personName: 'Quillon Farouche',
  location: 'House by the bridge',
  narrative: 'What happened',
});
const referral = () => ({
  toOfficeId: ground.offices.south,
  service: 'Health',
  fields: [],
  startsOn: '2020-01-01',
  endsOn: '2100-01-01',
});
const BODIES: Record<string, () => object> = {
  'casework.createCase': newCase,
  'casework.updateCase': () => ({ state: 'closed' }),
  'casework.revealCase': () => ({ field: 'narrative', purpose: 'supervision', note: 'To look at it' }),
  'casework.createReferral': referral,
  'casework.acceptReferral': () => ({}),
};

const fingerprint = async (): Promise<string> => {
  const tables = ['case', 'case_restricted', 'case_sealed', 'case_token', 'referral', 'referral_field'];
  const parts = tables.map(
    (t) => `(select count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) from casework.${t} t)`,
  );
  const [row] = await server.database.ownerQuery<{ all: string }>(
    `select concat_ws('/', ${parts.join(', ')}) "all"`,
  );
  return row!.all;
};

/** The same person on a server that lacks a check. */
async function against(
  mutant: TestServer,
  caller: Caller,
  binding: Binding['route'],
): Promise<{ status: number; text: string }> {
  const path = binding.url.replace(':caseId', caseId).replace(':referralId', referrals.sent);
  const body = BODIES[binding.id]?.();
  const answer = await fetch(mutant.url + path, {
    method: binding.method,
    headers: {
      cookie: `sojourn_session=${caller.cookie}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, text: await answer.text() };
}

test('a route that asks for no permission shows and changes nothing', async () => {
  const before = await fingerprint();
  const routes = caseworkModule(vault).routes.map(({ route }) => route);
  for (const { id } of routes) {
    const free = (binding: Binding): Binding =>
      binding.route.id === id
        ? {
            ...binding,
            route: { ...binding.route, config: { ...binding.route.config, permission: 'signed-in' } },
          }
        : binding;
    const mutant = await start(server.database, (slice) => ({ ...slice, routes: slice.routes.map(free) }));
    const { status, text } = await against(mutant, outsider, routes.find((route) => route.id === id)!);
    expect(text, id).not.toMatch(SECRETS);
    if (BODIES[id]) expect([403, 404], id).toContain(status);
    else expect([200, 404], `${id} ${text}`).toContain(status);
    mutants++;
    await mutant.app.close();
  }
  expect(await fingerprint()).toBe(before);
});

test('what the handlers check besides is checked by the policies, too', async () => {
  const get = async (skip: Check, caller: Caller, path: string, body?: object) => {
    const mutant = await start(server.database, (slice) => slice, new Set([skip]));
    const answer = await fetch(mutant.url + path, {
      headers: {
        cookie: `sojourn_session=${caller.cookie}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    mutants++;
    await mutant.app.close();
    return `${answer.status} ${text}`;
  };
  const url = `/api/casework/cases/${caseId}`;
  expect(await get('mask', people.reader, url)).not.toMatch(/Quillon|bridge/);
  expect(await get('purpose', people.owner, url)).toContain('"narrative":{"hidden":"sealed"}');
  expect(await get('purpose', people.owner, `${url}/reveals`, BODIES['casework.revealCase']!())).toMatch(
    /^404/,
  );
  expect(await get('acceptance', people.receiver, `/api/casework/referrals/${referrals.sent}`)).toContain(
    '"fields":{}',
  );
  expect(await get('dates', people.receiver, `/api/casework/referrals/${referrals.over}`)).toMatch(/^404/);
});
