import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Route, type RouteInput, type RouteOutput } from '@sojourn/route-contract';
import type { FastifyInstance } from 'fastify';
import { access as accessOfAccess } from '#platform/access/access.ts';
import { rolesOf } from '#platform/access/roles.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate, SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { changeVersionState, importWorkbook } from '../contract/form.ts';
import { formsModule } from '../module.ts';
import { type Sheets, siteForm, workbook } from './workbook.ts';

export interface World {
  database: TestDatabase;
  app: FastifyInstance;
  url: string;
  dataDir: string;
  office: string;
  /** Two operations of the office; people work in the first unless told otherwise. */
  operations: [string, string];
  /** Calls a route as a person of a role, in the first or the second operation. */
  call<R extends Route>(
    role: string,
    route: R,
    input: RouteInput<R>,
    headers?: Record<string, string>,
  ): Promise<RouteOutput<R>>;
  cookie(role: string): Promise<string>;
  /** Imports and publishes a form; the site assessment when none is given. */
  publish(sheets?: Sheets, role?: string): Promise<{ formId: string; versionId: string }>;
  close(): Promise<void>;
}

/** The forms slice on a real server over a real database, with people of each role. */
export async function createWorld(): Promise<World> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-forms-'));
  const { office, operations } = await arrange(database);
  let url = '';
  const module = formsModule({ dataDir, publicUrl: () => url });
  await database.db.withActor({ accountId: null, kind: 'job', permissions: null, requestId: 'test' }, (tx) =>
    declareBuiltInRoles(tx, rolesOf([accessOfAccess, module.access])),
  );
  const app = await createHttp({
    db: database.db,
    bindings: module.routes,
    constraints: module.problems,
    authenticate,
    logger: process.env.TEST_LOG ? { level: 'error' } : false,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}`;
  const cookies = new Map<string, Promise<string>>();
  const cookie = (role: string): Promise<string> => {
    const made = cookies.get(role) ?? admit(database, role, office, operations);
    cookies.set(role, made);
    return made;
  };
  const world: World = {
    database,
    app,
    url,
    dataDir,
    office,
    operations,
    cookie,
    async call(role, route, input, headers = {}) {
      const own = { cookie: await cookie(role), ...headers };
      return createClient({ baseUrl: url, headers: () => own })(route, input);
    },
    async publish(sheets = siteForm(), role = 'displacement-officer') {
      const operationId = operations[role.endsWith('/2') ? 1 : 0];
      const body = new Uint8Array(await workbook(sheets));
      const imported = await world.call(role, importWorkbook, { params: { operationId }, body } as never);
      const params = { formId: imported.form.id, versionId: imported.versionId };
      await world.call(role, changeVersionState, { params, body: { state: 'published' } });
      return params;
    },
    async close() {
      await app.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return world;
}

async function arrange({
  ownerQuery,
}: TestDatabase): Promise<{ office: string; operations: [string, string] }> {
  await ownerQuery(`insert into access.agency (name) values ('Test agency')`);
  const [office] = await ownerQuery<{ id: string }>(
    `insert into access.office (code, name) values ('HQ', 'Head office') returning id`,
  );
  const operations = await ownerQuery<{ id: string }>(
    `insert into access.operation (office_id, code, name, country) values ($1, 'OP-A', 'First', 'XA'), ($1, 'OP-B', 'Second', 'XB') returning id`,
    [office!.id],
  );
  return { office: office!.id, operations: [operations[0]!.id, operations[1]!.id] };
}

/** A person of a role with a session. `role/2` works in the second operation. */
async function admit(
  database: TestDatabase,
  persona: string,
  office: string,
  operations: [string, string],
): Promise<string> {
  const [role = '', second] = persona.split('/');
  const [account] = await database.ownerQuery<{ id: string }>(
    `insert into identity.account (kind, name, email, state) values ('person', $1, $2, 'active') returning id`,
    [persona, `${persona.replace('/', '-')}@example.org`],
  );
  await database.ownerQuery(
    `insert into access.role_grant (account_id, role_id, office_id, operation_id) values ($1, $2, $3, $4)`,
    [account!.id, role, office, operations[second ? 1 : 0]],
  );
  const secret = newSecret();
  await database.ownerQuery(
    `insert into identity.session (account_id, token_hash, expires_at) values ($1, $2, now() + interval '1 day')`,
    [account!.id, secretHash(secret)],
  );
  return `${SESSION_COOKIE}=${secret}`;
}

/** A multipart body as Collect posts it. */
export function submissionBody(
  xml: string | Uint8Array | undefined,
  files: { name: string; type?: string; content: string | Uint8Array }[] = [],
  fields: Record<string, string> = {},
): FormData {
  const form = new FormData();
  if (xml !== undefined)
    form.append('xml_submission_file', new Blob([xml as BlobPart], { type: 'text/xml' }), 'submission.xml');
  for (const file of files) {
    form.append(
      file.name,
      new Blob([file.content as BlobPart], { type: file.type ?? 'application/octet-stream' }),
      file.name,
    );
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
