import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Binding } from '#platform/http/binding.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { createModules } from './modules.ts';

/**
 * Every route of the product without its permission and without a fresh proof, called by somebody who is signed in and
 * holds nothing: the policies alone keep everything as it is.
 */
let server: TestServer;
let nobody: Caller;
let routes: Binding['route'][];
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-open-'));
const known: Record<string, string> = {};

beforeAll(async () => {
  server = await testServer(
    ({ vault }) => {
      const modules = createModules({
        dataDir,
        publicUrl: () => 'http://localhost',
        setUpCode: () => '',
        demonstration: false,
        vault,
      });
      routes = modules
        .flatMap((slice) => slice.routes.map(({ route }) => route))
        .filter(({ config }) => config.permission !== 'public' && config.permission !== 'signed-in');
      return modules.map((slice) => ({ ...slice, routes: slice.routes.map(freed) }));
    },
    { dataDir },
  );
  known.officeId = await server.office('HQ');
  known.operationId = await server.operation('OP', known.officeId);
  known.parentId = known.officeId;
  const victim = await server.persona('Victim', [{ role: 'administrator', officeId: known.officeId }]);
  known.accountId = victim.accountId!;
  nobody = await server.persona('Nobody', []);
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

const freed = (binding: Binding): Binding => {
  const { stepUp: _, ...config } = binding.route.config;
  const open = config.permission === 'public' || config.auth;
  return open
    ? binding
    : { ...binding, route: { ...binding.route, config: { ...config, permission: 'signed-in' } } };
};

const NOWHERE = '00000000-0000-4000-8000-000000000000';
type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  minLength?: number;
  default?: unknown;
};

/** A small value that the schema accepts, as far as it tells. */
function sample(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const one = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (one) return sample(one, name);
  if (schema.type === 'object') {
    const wanted = Object.entries(schema.properties ?? {});
    return Object.fromEntries(wanted.map(([key, value]) => [key, sample(value, key)]));
  }
  if (schema.type === 'array') return schema.minItems && schema.items ? [sample(schema.items, name)] : [];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return known[name] ?? NOWHERE;
  if (schema.format === 'date') return '2026-01-01';
  if (schema.format === 'date-time') return '2026-01-01T00:00:00Z';
  if (schema.format === 'email') return 'somebody@example.org';
  if (name === 'country') return 'QZ';
  if (name === 'code') return 'NEW-1';
  if (name === 'roleId') return 'auditor';
  return 'a reason'.padEnd(schema.minLength ?? 0, '.');
}
const jsonOf = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

async function call(route: Binding['route']): Promise<{ status: number; text: string }> {
  const path = route.url.replace(
    /:(\w+)/g,
    (_, name: string) => known[name] ?? (/Id$/.test(name) ? NOWHERE : 'none'),
  );
  const query = route.schema.querystring ? (jsonOf(route.schema.querystring).required ?? []) : [];
  const values = route.schema.querystring
    ? (sample(jsonOf(route.schema.querystring)) as Record<string, unknown>)
    : {};
  const search = new URLSearchParams(query.map((key) => [key, String(values[key])]));
  const body = route.schema.body ? JSON.stringify(sample(jsonOf(route.schema.body))) : '{}';
  const answer = await nobody.fetch(`${path}?${search}`, {
    method: route.method,
    ...(/GET|HEAD/.test(route.method) ? {} : { headers: { 'content-type': 'application/json' }, body }),
  });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel();
    return { status: answer.status, text: '' };
  }
  return { status: answer.status, text: await answer.text() };
}

/** All rows of all tables, but for the log (who asked is noted) and what a session says of its own last use. */
async function fingerprint(): Promise<Record<string, string>> {
  const { ownerQuery } = server.database;
  const tables = await ownerQuery<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema|audit|graphile_worker)' and c.relname <> 'session'`,
  );
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await ownerQuery<{ sum: string }>(
      `select count(*) || ':' || coalesce(sum(hashtext(t::text)), 0) sum from ${name} t`,
    );
    all[name] = row!.sum;
  }
  return all;
}

/** Lists of one's own account, and of what the code declares and no table holds. */
const OWN = new Set(['identity.listPeople', 'jobs.listSchedules', 'tasks.findPeople']);

test('no route without its permission shows or changes anything', { timeout: 60_000 }, async () => {
  const before = await fingerprint();
  const told: Record<string, number> = {};
  const open: string[] = [];
  for (const route of routes) {
    const { status, text } = await call(route);
    told[status] = (told[status] ?? 0) + 1;
    if (status >= 500) open.push(`${route.id}: ${status}`);
    if (/Victim|victim@/.test(text)) open.push(`${route.id} shows a person: ${text}`);
    if (status < 300 && /"items":\[[^\]]/.test(text) && !OWN.has(route.id))
      open.push(`${route.id}: ${text.slice(0, 200)}`);
  }
  process.stdout.write(
    `routes without their permission: ${routes.length}, answers ${JSON.stringify(told)}\n`,
  );
  expect(await fingerprint()).toEqual(before);
  expect(open).toEqual([]);
  expect(routes.length).toBeGreaterThan(80);
});
