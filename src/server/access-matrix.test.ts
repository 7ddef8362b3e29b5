import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInRoles } from '#platform/access/roles.ts';
import type { Allowed } from '#platform/http/module.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from './modules.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-matrix-'));
const modules = createModules({
  dataDir,
  publicUrl: () => 'http://localhost',
  setUpCode: () => '',
  demonstration: false,
  vault: memoryVault(),
});
const matrix: Record<string, Allowed> = Object.assign({}, ...modules.map((m) => m.access.matrix));
const routes = modules.flatMap((m) => m.routes.map((b) => b.route));

/** One person for each built-in role, one who is signed in and holds nothing, one whose grant has ended. */
const personas = new Map<string, Caller>();
let server: TestServer;

beforeAll(async () => {
  server = await testServer(() => modules, { dataDir });
  const office = await server.office('HQ');
  for (const { id } of builtInRoles)
    personas.set(id, await server.persona(id, [{ role: id, officeId: office }]));
  personas.set('nobody', await server.persona('nobody', []));
  const former = await server.persona(
    'former',
    builtInRoles.map(({ id }) => ({ role: id, officeId: office })),
  );
  await server.database.ownerQuery(
    `update access.role_grant set starts_on = current_date - 10, ends_on = current_date - 1 where account_id = $1`,
    [former.accountId],
  );
  personas.set('former', former);
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const NOWHERE = '00000000-0000-4000-8000-000000000000';

/** A small body of the kind that the route reads. */
function bodyOf(route: (typeof routes)[number]): RequestInit {
  if (!/request|both/.test(route.config.raw ?? ''))
    return { headers: { 'content-type': 'application/json' }, body: '{}' };
  const body = new FormData();
  body.set('xml_submission_file', new Blob(['<data id="none"/>'], { type: 'text/xml' }), 'submission.xml');
  return { headers: { 'x-openrosa-version': '1.0' }, body };
}

/** The status of the route called with identifiers of nothing and an empty body: no call here changes anything. */
async function statusOf(caller: Caller, route: (typeof routes)[number]): Promise<number> {
  const path = route.url.replace(/:(\w+)/g, (_, name: string) => (/Id$/.test(name) ? NOWHERE : 'none'));
  const answer = await caller.fetch(path, {
    method: route.method,
    ...(/GET|HEAD/.test(route.method) ? {} : bodyOf(route)),
  });
  // An event stream has no end to wait for.
  await (answer.headers.get('content-type')?.startsWith('text/event-stream')
    ? answer.body?.cancel()
    : answer.arrayBuffer());
  return answer.status;
}

const allows = (allowed: Allowed, persona: string): boolean =>
  allowed === 'public' || allowed === 'signed-in' || allowed.includes(persona);

// These end or change the caller's own session and account; their own tests cover them.
const own = new Set(['identity.signOut', 'identity.startTotp']);

test('every route has a row, and every row a route', () => {
  expect(Object.keys(matrix).sort()).toEqual(routes.map((r) => r.id).sort());
});

test('every permission of a contract is declared by a slice, and every declared one is asked for', () => {
  const declared = modules.flatMap((m) => m.access.permissions);
  const asked = new Set(
    routes.map((r) => r.config.permission).filter((p) => p !== 'public' && p !== 'signed-in'),
  );
  expect([...asked].filter((p) => !declared.includes(p))).toEqual([]);
  for (const m of modules) {
    for (const [role, held] of Object.entries(m.access.roleDefaults)) {
      expect(
        builtInRoles.map((r) => r.id),
        `${m.name} gives to`,
      ).toContain(role);
      expect(declared, `${m.name} gives ${role}`).toEqual(expect.arrayContaining([...held]));
    }
  }
});

describe.each(routes.map((route) => [route.id, route] as const))('%s', (id, route) => {
  const allowed = matrix[id] ?? [];
  test('a stranger', async () => {
    const status = await statusOf(server.stranger, route);
    // A public route may still refuse: a wrong password is 401.
    if (allowed === 'public') expect(status).not.toBe(500);
    else expect(status).toBe(401);
  });
  test('every persona', async () => {
    for (const [name, caller] of personas) {
      if (own.has(id)) continue;
      const status = await statusOf(caller, route);
      if (route.config.auth) expect(status, `${name}: a session is no key`).toBe(401);
      else if (allows(allowed, name)) expect([401, 403], `${name} may`).not.toContain(status);
      else expect(status, `${name} may not`).toBe(403);
    }
  });
});
