import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#platform/db/testing/test-database.ts';
import { rawQuery } from '#platform/db/tx.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import * as contract from './contract.ts';
import { accessModule } from './module.ts';
import { caseworkModule } from './testing/casework/module.ts';
import { addGround, caseworkSlice, ROLES } from './testing/casework/world.ts';

let server: TestServer;
let ground: Awaited<ReturnType<typeof addGround>>;
let auditor: Caller;
let local: Caller;
let subject: Caller;
let caseId: string;

beforeAll(async () => {
  const database = await testDatabase();
  await database.migrate([caseworkSlice]);
  server = await testServer(
    ({ vault }) => {
      const casework = caseworkModule(vault);
      return [
        accessModule(
          () => [],
          () => casework.routes.map(({ route }) => route),
        ),
        casework,
      ];
    },
    { database },
  );
  ground = await addGround(server);
  await database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('explainer', '{}', '{access.grant.read,identity.account.read}')`,
  );
  auditor = await server.persona('Auditor', [{ role: 'explainer', officeId: ground.offices.hq }]);
  local = await server.persona('Local', [{ role: 'explainer', officeId: ground.offices.south }]);
  subject = await server.persona('Subject', []);
  caseId = crypto.randomUUID();
  await database.ownerQuery(
    `insert into casework.case (id, reference, office_id, operation_id) values ($1, 'CW-000000000001', $2, $3)`,
    [caseId, ground.offices.north, ground.operations.north],
  );
});
afterAll(async () => {
  await server?.close();
  await server?.database.close();
});

const days = fc.constantFrom(-30, -1, 0, 1, 30);
const grants = fc.array(
  fc.record({
    role: fc.constantFrom(...Object.keys(ROLES)),
    office: fc.constantFrom('hq', 'north', 'inner', 'south'),
    operation: fc.constantFrom(null, null, 'north', 'south'),
    from: days,
    until: fc.option(days),
    revoked: fc.boolean(),
  }),
  { maxLength: 4 },
);
const assignments = fc.uniqueArray(
  fc.record({
    relation: fc.constantFrom('owner', 'assigned', 'supervisor', 'consulted'),
    from: days,
    until: fc.option(days),
    ended: fc.boolean(),
  }),
  { maxLength: 3, selector: ({ relation }) => relation },
);
const world = fc.record({
  grants,
  assignments,
  excluded: fc.constantFrom(false, false, false, true),
  opening: fc.constantFrom(null, null, 'open', 'over'),
  active: fc.constantFrom(true, true, true, false),
});
const permission = fc.constantFrom(
  'casework.case.read',
  'casework.case.write',
  'casework.restricted.read',
  'casework.sealed.read',
  'casework.case.assign',
);

type Made = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** Makes the world anew around the same person and record. */
async function make(w: Made): Promise<void> {
  const { ownerQuery } = server.database;
  const id = subject.accountId;
  const ordered = <T extends { from: number; until: number | null }>(one: T): T => ({
    ...one,
    until: one.until === null ? null : Math.max(one.from, one.until),
  });
  for (const table of ['role_grant', 'assignment', 'exclusion', 'opening'])
    await ownerQuery(`delete from access.${table} where account_id = $1`, [id]);
  await ownerQuery('update identity.account set state = $2 where id = $1', [
    id,
    w.active ? 'active' : 'disabled',
  ]);
  for (const g of w.grants.map(ordered))
    await ownerQuery(
      `insert into access.role_grant (account_id, role_id, office_id, operation_id, starts_on, ends_on, revoked_at)
       values ($1, $2, $3, $4, current_date + $5::int, current_date + $6::int, case when $7 then now() end)`,
      [
        id,
        g.role,
        ground.offices[g.office as 'hq'],
        g.operation ? ground.operations[g.operation as 'north'] : null,
        g.from,
        g.until,
        g.revoked,
      ],
    );
  const at = [id, caseId, ground.offices.north, ground.operations.north];
  for (const a of w.assignments.map(ordered))
    await ownerQuery(
      `insert into access.assignment (entity, entity_id, account_id, relation, office_id, operation_id, starts_on, ends_on, ended_at)
       values ('casework.case', $2, $1, $5, $3, $4, current_date + $6::int, current_date + $7::int, case when $8 then now() end)`,
      [...at, a.relation, a.from, a.until, a.ended],
    );
  if (w.excluded)
    await ownerQuery(
      `insert into access.exclusion (entity, entity_id, account_id, kind, reason) values ('casework.case', $2, $1, 'conflicted', 'x')`,
      [id, caseId],
    );
  if (w.opening)
    await ownerQuery(
      `insert into access.opening (entity, entity_id, account_id, office_id, operation_id, reason, opened_at, ends_at)
       values ('casework.case', $2, $1, $3, $4, 'A reason of some length', now() - interval '5 hours',
         now() + $5::int * interval '1 hour')`,
      [...at, w.opening === 'open' ? 1 : -1],
    );
}

const truth = (sql: string, values: unknown[]): Promise<boolean> =>
  server.database.db.withActor(
    { accountId: subject.accountId, kind: 'person', permissions: null, requestId: 'truth' },
    async (tx) => (await rawQuery<{ yes: boolean }>(tx, `select ${sql} yes`, values))[0]!.yes,
  );

test('the explanation is what the database answers, for whatever world', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, permission, async (w, asked) => {
      await make(w);
      const base = { accountId: subject.accountId!, permission: asked };
      const ofRecord = await auditor.call(contract.explainAccess, {
        querystring: { ...base, entity: 'casework.case', entityId: caseId },
      });
      const record = await truth(`$1::uuid = any(access.assigned_records('casework.case', $2))`, [
        caseId,
        asked,
      ]);
      expect(ofRecord.allowed).toBe(record);
      expect(ofRecord.missing.length === 0).toBe(record);
      for (const [office, operation] of [
        ['north', 'north'],
        ['south', 'south'],
        ['inner', null],
      ] as const) {
        const answer = await auditor.call(contract.explainAccess, {
          querystring: {
            ...base,
            officeId: ground.offices[office],
            ...(operation ? { operationId: ground.operations[operation] } : {}),
          },
        });
        const held = await truth('access.held_in($1, $2, $3)', [
          asked,
          ground.offices[office],
          operation ? ground.operations[operation] : null,
        ]);
        expect(answer.allowed).toBe(held);
      }
    }),
    { numRuns: 120 },
  );
});

test('what an explanation says of reading a case is what the person gets', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(world, async (w) => {
      await make(w);
      const { allowed } = await auditor.call(contract.explainAccess, {
        querystring: {
          accountId: subject.accountId!,
          routeId: 'casework.getCase',
          entity: 'casework.case',
          entityId: caseId,
        },
      });
      const seen = await truth('exists (select from casework.case where id = $1)', [caseId]);
      expect(seen).toBe(allowed);
    }),
    { numRuns: 60 },
  );
});

test('nobody learns from it what lies outside the own offices, nor what they are shut out of', async () => {
  const ask = (caller: Caller, more: object) =>
    refusal(
      caller.call(contract.explainAccess, {
        querystring: { accountId: subject.accountId!, permission: 'casework.case.read', ...more },
      }),
    );
  const record = { entity: 'casework.case', entityId: caseId };
  const none = { ...record, entityId: crypto.randomUUID() };
  expect(await ask(local, { officeId: ground.offices.north })).toBe('404 http.not_found');
  expect(await ask(local, record)).toBe('404 http.not_found');
  expect(await ask(auditor, none)).toBe('404 http.not_found');
  expect(await ask(auditor, { entity: 'identity.session', entityId: caseId })).toBe('404 http.not_found');
  expect(await ask(subject, record)).toMatch(/^40[13]/);
  await server.database.ownerQuery(
    `insert into access.exclusion (entity, entity_id, account_id, kind, reason) values ('casework.case', $2, $1, 'accused', 'x')`,
    [auditor.accountId, caseId],
  );
  expect(await ask(auditor, record)).toBe('404 http.not_found');
  const entries = await server.database.ownerQuery(
    `select from audit.entry where action = 'access.explained' and actor_id = $1`,
    [auditor.accountId],
  );
  expect(entries.length).toBeGreaterThan(300);
});
