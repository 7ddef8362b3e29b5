import {
  CallError,
  createClient,
  type Route,
  type RouteInput,
  type RouteOutput,
} from '@sojourn/route-contract';
import type { FastifyInstance } from 'fastify';
import { rolesOf } from '#platform/access/roles.ts';
import { declareRecordKinds } from '#platform/access/store/record.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { authenticate, SESSION_COOKIE } from '#platform/identity/authenticate.ts';
import { hashPassword, newSecret, secretHash } from '#platform/identity/secrets.ts';
import { createRepeats } from '#platform/offline/repeats.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import type { Vault } from '#platform/vault/vault.ts';
import type { SliceManifest } from './module.ts';
import { createHttp } from './server.ts';

/** Calls routes as one persona over real HTTP; `CallError` for refusals. */
export interface Caller {
  accountId: string | null;
  /** The secret of the session at this moment. */
  cookie: string | null;
  call<R extends Route>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>;
  /** A bare request as this persona. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestServer {
  app: FastifyInstance;
  url: string;
  database: TestDatabase;
  /** Adds an office and answers its id. */
  office(code: string, parentId?: string): Promise<string>;
  operation(code: string, officeId: string, country?: string): Promise<string>;
  /** A signed-in person with the given grants. */
  persona(name: string, grants: Grants): Promise<Caller>;
  stranger: Caller;
  close(): Promise<void>;
}

function callerOf(url: string, accountId: string | null, cookie: string | null): Caller {
  /** As a browser does: a proof gives the session another token. */
  const follow: typeof fetch = async (input, init) => {
    const headers = {
      ...(caller.cookie ? { cookie: `${SESSION_COOKIE}=${caller.cookie}` } : {}),
      ...(init?.headers as object),
    };
    const answer = await fetch(input, { ...init, headers });
    caller.cookie = (caller.cookie && sessionSet(answer)) || caller.cookie;
    return answer;
  };
  const caller: Caller = {
    accountId,
    cookie,
    call: createClient({ baseUrl: url, fetch: follow }),
    fetch: (path, init) => follow(url + path, init),
  };
  return caller;
}

/** The secret of the session cookie that an answer sets. */
export const sessionSet = (answer: Response): string | undefined =>
  answer.headers
    .getSetCookie()
    .map((line) => new RegExp(`^${SESSION_COOKIE}=([^;]+)`).exec(line)?.[1])
    .find(Boolean);

let passwordHash: Promise<string> | undefined;
/** The password of every persona. */
export const PERSONA_PASSWORD = 'correct horse battery';

type Grants = { role: string; officeId: string; operationId?: string }[];

/** Adds an account with grants and an open session; answers its id and the session's secret. */
async function addPersona(database: TestDatabase, name: string, grants: Grants): Promise<[string, string]> {
  passwordHash ??= hashPassword(PERSONA_PASSWORD);
  const rows = await database.ownerQuery<{ id: string }>(
    `insert into identity.account (kind, name, email, state)
     values ('person', $1, lower($1) || '@example.org', 'active') returning id`,
    [name],
  );
  const id = rows[0]!.id;
  await database.ownerQuery('insert into identity.credential (account_id, password_hash) values ($1, $2)', [
    id,
    await passwordHash,
  ]);
  for (const g of grants) {
    await database.ownerQuery(
      'insert into access.role_grant (account_id, role_id, office_id, operation_id) values ($1, $2, $3, $4)',
      [id, g.role, g.officeId, g.operationId ?? null],
    );
  }
  const secret = newSecret();
  await database.ownerQuery(
    `insert into identity.session (account_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
    [id, secretHash(secret)],
  );
  return [id, secret];
}

/** How a call was refused, as `403 http.forbidden`; what came instead where it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    (value) => `no refusal: ${JSON.stringify(value)}`,
    (cause: unknown) => cause,
  );
  return error instanceof CallError ? `${error.status} ${error.problem.code}` : String(error);
}

export interface TestServerOptions {
  dataDir?: string;
  now?: () => Date;
  trustProxy?: boolean;
  logger?: object;
  /** As in production, where it is measured; 0 if left out. */
  beatMs?: number;
  /** One that other servers use, too; the caller closes it. */
  database?: TestDatabase;
}

/** A real server over a database of its own, with the given slices. `now` stands still unless given. */
export async function testServer(
  slices: (config: { dataDir: string; url: () => string; vault: Vault }) => SliceManifest[],
  options: TestServerOptions = {},
): Promise<TestServer> {
  const database = options.database ?? (await testDatabase());
  let url = '';
  const vault = memoryVault();
  const modules = slices({ dataDir: options.dataDir ?? '/nonexistent', url: () => url, vault });
  await database.db.withActor(
    { accountId: null, kind: 'job', permissions: null, requestId: 'boot' },
    async (tx) => {
      await declareBuiltInRoles(tx, rolesOf(modules.map((m) => m.access)));
      await declareRecordKinds(tx, modules);
    },
  );
  const app = await createHttp({
    db: database.db,
    bindings: modules.flatMap((m) => m.routes),
    constraints: Object.assign({}, ...modules.map((m) => m.problems)),
    authenticate,
    repeats: createRepeats(vault),
    beatMs: options.beatMs ?? 0,
    ...(options.now ? { now: options.now } : {}),
    ...(options.trustProxy ? { trustProxy: true } : {}),
    ...(options.logger ? { logger: options.logger } : {}),
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  const one = async (sql: string, params: unknown[]): Promise<string> =>
    (await database.ownerQuery<{ id: string }>(sql, params))[0]!.id;
  return {
    app,
    url,
    database,
    office: (code, parentId) =>
      one('insert into access.office (code, name, parent_id) values ($1, $1, $2) returning id', [
        code,
        parentId ?? null,
      ]),
    operation: (code, officeId, country = 'QZ') =>
      one(
        'insert into access.operation (code, name, office_id, country) values ($1, $1, $2, $3) returning id',
        [code, officeId, country],
      ),
    persona: async (name, grants) => callerOf(url, ...(await addPersona(database, name, grants))),
    stranger: callerOf(url, null, null),
    async close() {
      await app.close();
      if (!options.database) await database.close();
    },
  };
}
