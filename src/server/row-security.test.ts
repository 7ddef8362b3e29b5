import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtInRoles } from '#platform/access/roles.ts';
import { findOpenFields } from '#platform/access/testing/field-classes.ts';
import { type Actor, rawQuery } from '#platform/db/tx.ts';
import { type Caller, type TestServer, testServer } from '#platform/http/testing.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from './modules.ts';

/**
 * Row-level security of every table that the catalogue knows, a new one included: each gets one row of the first
 * operation, and people of every role in the second one try to get at it as the database role of the application.
 */
const modules = createModules({
  dataDir: '/nonexistent',
  publicUrl: () => '',
  setUpCode: () => '',
  demonstration: false,
  vault: memoryVault(),
});

interface Column {
  name: string;
  type: string;
  /** Filled by the database itself. */
  made: boolean;
}
interface Table {
  name: string;
  columns: Column[];
}

let server: TestServer;
let tables: Table[];
let first: { office: string; operation: string };
const insiders: Caller[] = [];
const outsiders: Caller[] = [];

beforeAll(async () => {
  server = await testServer(() => modules);
  const top = await server.office('TOP');
  const places = [];
  for (const code of ['ONE', 'TWO']) {
    const office = await server.office(code, top);
    places.push({ office, operation: await server.operation(`OP-${code}`, office) });
  }
  for (const [i, people] of [insiders, outsiders].entries()) {
    const { office, operation } = places[i]!;
    for (const { id } of builtInRoles) {
      people.push(await server.persona(`${id}-${i}`, [{ role: id, officeId: office }]));
      people.push(
        await server.persona(`${id}-${i}-op`, [{ role: id, officeId: office, operationId: operation }]),
      );
    }
  }
  first = places[0]!;
  tables = await listTables();
  await fill();
});
afterAll(() => server?.close());

async function listTables(): Promise<Table[]> {
  const rows = await server.database.ownerQuery<{ table: string } & Column>(
    `select format('%I.%I', n.nspname, c.relname) as table, a.attname as name, format_type(a.atttypid, null) as type,
            a.attgenerated <> '' or a.attidentity <> '' as made
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')
      order by 1, a.attnum`,
  );
  const found = new Map<string, Table>();
  for (const { table, ...column } of rows) {
    const known = found.get(table) ?? { name: table, columns: [] };
    known.columns.push(column);
    found.set(table, known);
  }
  return [...found.values()];
}

/** Columns on which a policy depends besides where the row belongs. */
const TELLING: Record<string, string> = { 'places.import.kind': `'sites'` };
const VALUES: Record<string, string> = {
  text: `'x'`,
  boolean: 'true',
  bytea: `'\\x00'`,
  date: 'current_date',
  'timestamp with time zone': 'now()',
  jsonb: `'{}'`,
  json: `'{}'`,
  tsvector: `''`,
  inet: `'192.0.2.1'`,
  xid8: `'1'`,
};

/** A row of the first operation: every column has a value of its type. */
function insertOf(table: Table): string {
  const columns = table.columns.filter((column) => !column.made);
  const values = columns.map(({ name, type }) => {
    if (name === 'operation_id') return `'${first.operation}'`;
    if (name === 'office_id') return `'${first.office}'`;
    // What hangs on a record hangs on that operation itself, which everyone sees who works there.
    const hangs = /^(tasks|comments)\./.test(table.name);
    if (hangs && name === 'entity') return `'access.operation'`;
    if (hangs && name === 'entity_id') return `'${first.operation}'`;
    if (type === 'uuid') return `'${randomUUID()}'`;
    if (type.endsWith('[]')) return `'{}'`;
    return TELLING[`${table.name}.${name}`] ?? VALUES[type] ?? '1';
  });
  return `insert into ${table.name} (${columns.map((c) => `"${c.name}"`).join(', ')}) values (${values.join(', ')})`;
}

/** One row each, past checks, triggers and references: what a row says matters to no policy, only where it belongs. */
async function fill(): Promise<void> {
  const { ownerQuery } = server.database;
  const checks = await ownerQuery<{ drop: string }>(
    `select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname) as drop
       from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where k.contype = 'c' and k.conrelid <> 0 and n.nspname = any($1)`,
    [[...new Set(tables.map(({ name }) => name.split('.')[0]))]],
  );
  for (const { drop } of checks) await ownerQuery(drop);
  for (const table of tables) {
    await ownerQuery(
      `do $do$ begin set local session_replication_role = replica; ${insertOf(table)} on conflict do nothing; end $do$`,
    );
  }
}

const nobody: Actor = { accountId: null, kind: 'anonymous', permissions: null, requestId: 'test' };
const actorOf = (caller: Caller, permissions: string[] | null = null): Actor => ({
  accountId: caller.accountId,
  kind: 'person',
  permissions,
  requestId: 'test',
});

/** Rows that a statement gives or touches; 'refused' when the database does not allow it at all. */
async function rowsOf(actor: Actor, sql: string): Promise<number | 'refused'> {
  try {
    return await server.database.db.withActor(actor, async (tx) => {
      const rows = await rawQuery<{ n: number }>(tx, sql);
      return Number(rows[0]?.n ?? 0);
    });
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return 'refused';
    throw error;
  }
}
const count = (table: Table, where = 'true') => `select count(*)::int n from ${table.name} where ${where}`;
const ofFirst = () => `operation_id = '${first.operation}'`;
const nothing = (n: number | 'refused'): boolean => n === 0 || n === 'refused';

/** What anyone may read without being anyone. */
const PUBLIC = new Set(['access.agency']);
/** Tables of an operation whose rows only their own person sees, or nobody but functions of the database. */
// Files are seen with their record, which a row made here does not have: their own tests prove them.
const PERSONAL = new Set(['access.assignment', 'files.attachment', 'files.upload', 'forms.export']);

test('without an actor no table shows a row', async () => {
  expect(tables.length).toBeGreaterThan(30);
  const open = [];
  for (const table of tables) if (!nothing(await rowsOf(nobody, count(table)))) open.push(table.name);
  expect(open.filter((name) => !PUBLIC.has(name))).toEqual([]);
});

test('no table can be emptied by truncation', async () => {
  for (const table of tables)
    expect(await rowsOf(actorOf(insiders[0]!), `truncate ${table.name}`), table.name).toBe('refused');
});

describe('a row of an operation', () => {
  const owned = () => tables.filter(({ columns }) => columns.some(({ name }) => name === 'operation_id'));

  test('is seen by somebody who works there, so that what follows proves something', async () => {
    const unseen = [];
    for (const table of owned()) {
      const seen = await Promise.all(insiders.map((one) => rowsOf(actorOf(one), count(table, ofFirst()))));
      if (seen.every(nothing)) unseen.push(table.name);
    }
    expect(unseen.filter((name) => !PERSONAL.has(name))).toEqual([]);
  });

  test('is not seen, changed, removed or added by anyone who works elsewhere', async () => {
    const breaches = [];
    for (const table of owned()) {
      const statements = {
        sees: count(table, ofFirst()),
        changes: `with t as (update ${table.name} set operation_id = operation_id where ${ofFirst()} returning 1) select count(*)::int n from t`,
        removes: `with t as (delete from ${table.name} where ${ofFirst()} returning 1) select count(*)::int n from t`,
      };
      for (const one of outsiders) {
        for (const [what, sql] of Object.entries(statements))
          if (!nothing(await rowsOf(actorOf(one), sql)))
            breaches.push(`${one.accountId} ${what} ${table.name}`);
        if ((await rowsOf(actorOf(one), insertOf(table))) !== 'refused') breaches.push(`adds ${table.name}`);
      }
    }
    expect(breaches).toEqual([]);
  }, 60_000);

  test('is not seen by a token of its people that was given another permission', async () => {
    // The log is what this token was given; their own grants everyone may see.
    const given = ['audit.entry', 'access.role_grant'];
    for (const table of owned().filter(({ name }) => !given.includes(name))) {
      for (const one of insiders)
        expect(
          await rowsOf(actorOf(one, ['audit.entry.read']), count(table, ofFirst())),
          table.name,
        ).toSatisfy(nothing);
    }
  });

  test('nor is its operation', async () => {
    const sql = `select count(*)::int n from access.operation where id = '${first.operation}'`;
    for (const one of outsiders) expect(await rowsOf(actorOf(one), sql)).toBe(0);
  });
});

test('the audit log is changed by nobody, a job and its readers included', async () => {
  const job: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' };
  const trail = tables.filter(({ name }) => name.startsWith('audit.'));
  expect(trail.length).toBeGreaterThan(3);
  for (const table of trail) {
    const column = table.columns.find(({ made }) => !made)!.name;
    for (const actor of [job, ...insiders.map((one) => actorOf(one))]) {
      for (const sql of [
        `update ${table.name} set "${column}" = "${column}"`,
        `delete from ${table.name}`,
        insertOf(table),
      ])
        expect(await rowsOf(actor, sql), sql).toBe('refused');
    }
  }
});

test('nobody without a grant sees more than what everyone signed in shares', async () => {
  const idle = await server.persona('Idle', []);
  const seen = [];
  for (const table of tables) if (!nothing(await rowsOf(actorOf(idle), count(table)))) seen.push(table.name);
  // Their own account and session; the tree of offices, the roles and the places, which hold nothing of people.
  expect(seen).toEqual([
    'access.agency',
    'access.bearing_kind',
    'access.office',
    'access.purpose',
    'access.record_kind',
    'access.role',
    'access.role_sign_in',
    'access.sign_in_default',
    'files.blob',
    'identity.account',
    'identity.credential',
    'identity.session',
    'notify.agency',
    ...tables
      .map(({ name }) => name)
      .filter((name) => /^places\.(area|area_shape|country|edition|pcode|succession|version)$/.test(name)),
  ]);
});

test('fields that a slice declares as restricted or sealed stand in the table of their class', async () => {
  const fields = Object.assign({}, ...modules.map((slice) => slice.access.fields));
  expect(await findOpenFields(server.database.ownerQuery, fields)).toEqual([]);
});
