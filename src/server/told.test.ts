import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, PERSONA_PASSWORD, type TestServer, testServer } from '#platform/http/testing.ts';
import { changePassword, signIn } from '#platform/identity/contract.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { createModules } from './modules.ts';

/** Events of slices that tell people today; each slice's own tests prove the rest of what it does. */
let server: TestServer;
let modules: ReturnType<typeof createModules>;
beforeAll(async () => {
  server = await testServer(({ dataDir, url, vault }) => {
    modules = createModules({ dataDir, publicUrl: url, setUpCode: () => '', demonstration: false, vault });
    return modules;
  });
});
afterAll(() => server?.close());

const told = async (person: Caller) =>
  (
    await server.database.ownerQuery<{ kind: string }>(
      'select kind from notify.notice where account_id = $1 order by id',
      [person.accountId],
    )
  ).map(({ kind }) => kind);

describe('an account', () => {
  test('tells its owner of a sign-in on another device, not of the first nor of a known one', async () => {
    const person = await server.persona('Walker', []);
    const enter = (cookie?: string) =>
      server.stranger.fetch(signIn.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
        body: JSON.stringify({ email: 'walker@example.org', password: PERSONA_PASSWORD }),
      });
    const first = await enter();
    expect(first.status).toBe(200);
    expect(await told(person)).toEqual([]);
    const device = first.headers
      .getSetCookie()
      .map((text) => text.split(';')[0]!)
      .find((text) => !text.startsWith('sojourn_session'));
    await enter(device);
    expect(await told(person)).toEqual([]);
    await enter();
    expect(await told(person)).toEqual(['identity.new_device_seen']);
  });

  test('tells its owner that the password was changed', async () => {
    const person = await server.persona('Changer', []);
    await person.call(changePassword, { body: { current: PERSONA_PASSWORD, next: 'another long password' } });
    expect(await told(person)).toEqual(['identity.password_changed']);
  });
});

describe('a round that ends soon', () => {
  test('is told once to those who lead it there, and to nobody else', async () => {
    const top = await server.office('TOP');
    const [here, elsewhere] = [await server.office('HERE', top), await server.office('ELSE', top)];
    const operation = await server.operation('OPR', here);
    const officer = { role: 'displacement-officer' };
    const leads = await server.persona('Leads', [{ ...officer, officeId: here, operationId: operation }]);
    const above = await server.persona('Above', [{ ...officer, officeId: top }]);
    const other = await server.persona('Other', [{ ...officer, officeId: elsewhere }]);
    const reader = await server.persona('Reader', [{ role: 'director', officeId: top }]);
    const round = (number: number, ends: string, state = 'collecting') =>
      server.database.ownerQuery(
        `insert into displacement.round (operation_id, office_id, number, code, starts_on, ends_on, reporting_date, state)
         values ($1, $2, $3::int, 'R' || $3::int, '2026-11-01', $4, $4, $5)`,
        [operation, here, number, ends, state],
      );
    await round(1, '2026-11-24');
    await round(2, '2026-11-29');
    await round(3, '2026-11-23', 'published');
    const job = modules
      .flatMap((m) => m.jobs ?? [])
      .find(({ name }) => name === 'displacement.tell_closing_rounds')!;
    const run = (day: string) =>
      job.run(
        jobContext({ db: server.database.db, payload: {}, dataDir: '', now: new Date(`${day}T04:20:00Z`) }),
      );
    await run('2026-11-20');
    expect(await told(leads)).toEqual([]);
    await run('2026-11-21');
    await run('2026-11-22');
    await run('2026-11-24');
    for (const person of [leads, above]) expect(await told(person)).toEqual(['displacement.round_closing']);
    for (const person of [other, reader]) expect(await told(person)).toEqual([]);
  });
});
