import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { z } from 'zod';
import { builtInRoles } from '#platform/access/roles.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from './modules.ts';

/** Which acts ask anew who sits there: every sensitive one does, or its contract says why not. */
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-sensitive-'));
const modules = createModules({
  dataDir,
  publicUrl: () => 'http://localhost',
  setUpCode: () => '',
  demonstration: false,
  vault: memoryVault(),
});
const routes = modules.flatMap((m) => m.routes.map((b) => b.route));
type AnyRoute = (typeof routes)[number];

/** What gives rights, makes keys, opens what is sealed, takes much away at once or decides how all of this is done. */
const SENSITIVE =
  /^(access\.(role|grant|office)\.write|access\.break_glass|identity\.(account|rule)\.write|vault\.|backup\.backup\.write|notify\.channel\.write|forms\.device\.write|forms\.record\.export|files\.sealed)/;
/** Fields of an answer that open something to whoever reads them. */
const SECRET = /^(secret|codes|link|uri|key|token|feedUrl|collectUrl)$/i;

const writes = ({ method, config }: AnyRoute) => method !== 'GET' || /export/.test(config.audit ?? '');
/** Of one's own account, or of a record's relations: in slices that decide who may do what. */
const ofOwn = ({ id, config }: AnyRoute) =>
  config.permission === 'signed-in' && /^(identity|access|vault)\./.test(id);

function answersSecret(shape: ZodType | undefined): boolean {
  if (!shape) return false;
  const found = new Set<string>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties } = node as { properties?: Record<string, { type?: string }> };
    for (const [name, { type }] of Object.entries(properties ?? {}))
      if (type === 'string' || type === 'array') found.add(name);
    Object.values(node).forEach(look);
  };
  look(z.toJSONSchema(shape, { unrepresentable: 'any' }));
  return [...found].some((name) => SECRET.test(name));
}

const sensitive = routes.filter(
  (route) =>
    route.config.permission !== 'public' &&
    writes(route) &&
    (SENSITIVE.test(route.config.permission) || ofOwn(route) || answersSecret(route.schema.response)),
);

test('every sensitive act asks for a fresh proof, or says in its contract why not', () => {
  const silent = sensitive.filter(({ config }) => !config.stepUp && !config.withoutStepUp);
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test('a reason stands only where an act is sensitive', () => {
  const listed = routes.filter(({ config }) => config.withoutStepUp);
  expect(listed.filter((route) => !sensitive.includes(route)).map(({ id }) => id)).toEqual([]);
});

test('nothing that makes or opens a key goes without', () => {
  const open = sensitive.filter((route) => answersSecret(route.schema.response) && !route.config.stepUp);
  expect(open.map(({ id }) => id)).toEqual([]);
});

let server: TestServer;
let everyone: Caller;
beforeAll(async () => {
  server = await testServer(() => modules, { dataDir });
  const officeId = await server.office('HQ');
  // No built-in role may open in an emergency: agencies give that themselves.
  await server.database.ownerQuery(
    `insert into access.role (id, name, permissions) values ('glass', '{"en":"Glass"}', '{access.break_glass}')`,
  );
  everyone = await server.persona(
    'Everyone',
    [...builtInRoles.map(({ id }) => id), 'glass'].map((role) => ({ role, officeId })),
  );
  await server.database.ownerQuery(`update identity.session set proved_at = now() - interval '10 minutes'`);
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

test('a session proved ten minutes ago does none of them, whatever its roles', async () => {
  const asking = routes.filter(({ config }) => config.stepUp);
  expect(asking.length).toBeGreaterThan(30);
  const passed: string[] = [];
  for (const { id, method, url } of asking) {
    const answer = await everyone.fetch(url.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000'), {
      method,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
    if (code !== 'identity.step_up_needed') passed.push(`${id} ${answer.status} ${code}`);
  }
  expect(passed).toEqual([]);
});
