import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { rolesOf } from '#platform/access/roles.ts';
import { declareRecordKinds } from '#platform/access/store/record.ts';
import { declareBuiltInRoles } from '#platform/access/store.ts';
import type { Drill } from '#platform/backup/drill.ts';
import { StartProblem } from '#platform/db/embedded/problems.ts';
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts';
import { findSlices, type MigrationSource } from '#platform/db/slices.ts';
import type { Actor, Db } from '#platform/db/tx.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { BEAT_MS } from '#platform/http/even-answer.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { createHttp } from '#platform/http/server.ts';
import { authenticate } from '#platform/identity/authenticate.ts';
import { setUpNeeded } from '#platform/identity/store.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { createLiveHub } from '#platform/live/hub.ts';
import { createRepeats } from '#platform/offline/repeats.ts';
import { createKeyring, type Keyring } from '#platform/vault/keyring.ts';
import { sealPlaintext } from '#platform/vault/seal-plaintext.ts';
import { createVault, type Vault } from '#platform/vault/vault.ts';
import { VaultProblem } from '#platform/vault/vault-problem.ts';
import type { Config } from './config.ts';
import { prepareDataDir, readSetUpCode } from './data-dir.ts';
import { addHealth } from './health.ts';
import { loggerOptions } from './log.ts';
import { createModules } from './modules.ts';
import { addApiDocument } from './openapi.ts';
import { productVersion } from './root.ts';
import { addWeb } from './web.ts';

export interface RunningServer {
  url: string;
  db: Db;
  config: Config;
  contents: ContentStore;
  modules: readonly SliceManifest[];
  app: FastifyInstance;
  /** The set-up code while nobody has set this installation up, else undefined. */
  setUpCode: string | undefined;
  /** Resolves when the database ends by itself: the server cannot go on. */
  databaseEnded: Promise<void>;
  close(): Promise<void>;
}

/** A slice that is no part of the product: its tables and what it does. Tests alone bring one. */
export interface AddedSlice extends MigrationSource {
  module: (vault: Vault) => SliceManifest;
}

/** The platform itself, before anyone is there. */
const bootActor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'boot' };

/**
 * Starts the product: data folder, database, migrations, built-in roles, HTTP, jobs.
 * @param sourceRoot folder that holds `platform/` and `modules/` with their SQL
 * @param drill proves that an archive restores
 * @param added slices besides those of the product
 * @throws StartProblem, MigrateProblem: one sentence each
 */
export async function startServer(
  config: Config,
  sourceRoot: string,
  drill?: Drill,
  added: readonly AddedSlice[] = [],
): Promise<RunningServer> {
  await refuseTakenPort(config);
  await prepareDataDir(config.dataDir);
  const log = loggerOptions(config.logLevel);
  const slices = [...findSlices(sourceRoot), ...added];
  const database = await openDatabase({
    dataDir: config.dataDir,
    slices,
    log: () => {},
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  });
  const keyring = createKeyring();
  try {
    return await serveOn(database, config, log, { keyring, slices, drill, added });
  } catch (error) {
    keyring.close();
    await database.close();
    throw error;
  }
}

async function serveOn(
  database: OpenDatabase,
  config: Config,
  log: object,
  own: {
    keyring: Keyring;
    slices: readonly MigrationSource[];
    drill: Drill | undefined;
    added: readonly AddedSlice[];
  },
): Promise<RunningServer> {
  const { db } = database;
  const { keyring, slices, drill, added } = own;
  const installation = { ownerUrl: database.ownerUrl, product: productVersion(), slices, drill };
  const code = await readSetUpCode(config.dataDir);
  let url = config.publicUrl;
  const live = createLiveHub();
  const vault = createVault(keyring);
  const contents = await openFiles(config, vault);
  const modules = createModules({
    ...config,
    live,
    publicUrl: () => url,
    setUpCode: () => code,
    vault,
    keyring,
    installation,
    added: (vault) => added.map(({ module }) => module(vault)),
  });
  await openVault(keyring, database, config, modules);
  const needed = await declareAccess(db, modules);
  const app = await createHttp({
    db,
    bindings: modules.flatMap((m) => m.routes),
    constraints: Object.assign({}, ...modules.map((m) => m.problems)),
    authenticate,
    repeats: createRepeats(vault),
    logger: log,
    trustProxy: config.trustProxy,
    beatMs: BEAT_MS,
  });
  keyring.report((error) => app.log.error({ err: sayProblem(error) }, 'keys of sealed values'));
  addHealth(app, db);
  addApiDocument(
    app,
    modules.flatMap((m) => m.routes.map((r) => r.route)),
  );
  await addWeb(app, config.webDir);
  await live.connect({ url: database.appUrl, db });
  await app.listen({ host: config.host, port: config.port });
  const port = (app.server.address() as { port: number }).port;
  if (config.port === 0) url = url.replace(/:0$/, `:${port}`);
  const jobs = await startJobs({
    db,
    ownerUrl: database.ownerUrl,
    definitions: modules.flatMap((m) => m.jobs ?? []),
    dataDir: config.dataDir,
    log: app.log,
  });
  return {
    url,
    db,
    config,
    contents,
    modules,
    app,
    setUpCode: needed ? code : undefined,
    databaseEnded: database.ended,
    async close() {
      await live.close();
      await app.close();
      await jobs.stop();
      keyring.close();
      await database.close();
    },
  };
}

/** Writes down what the code declares of roles and records. @returns whether nobody has set this installation up */
async function declareAccess(db: Db, modules: readonly SliceManifest[]): Promise<boolean> {
  return db.withActor(bootActor, async (tx) => {
    await declareBuiltInRoles(tx, rolesOf(modules.map((m) => m.access)));
    await declareRecordKinds(tx, modules);
    return setUpNeeded(tx);
  });
}

/** Sentences of the vault hold no content; those of others may. */
const sayProblem = (error: unknown): string =>
  error instanceof VaultProblem ? error.message : (error as Error).name;

/** A store of files that cannot be used is told now, not to the first who sends one. */
async function openFiles({ dataDir, files }: Config, vault: Vault): Promise<ContentStore> {
  const contents = openContents({ dataDir, vault, s3: files.s3 });
  await contents.objects.check().catch((error: Error) => {
    throw new StartProblem(
      'start_failed',
      `The store of files cannot be used (${error.cause ?? error.message}): check SOJOURN_S3_ENDPOINT, _BUCKET, _REGION, _KEY_ID and _SECRET, or the rights of the data folder.`,
      { cause: error },
    );
  });
  return contents;
}

/** The keys of sealed values, as the slices declare them. */
async function openVault(
  keyring: Keyring,
  { db, ownerUrl }: Pick<OpenDatabase, 'db' | 'ownerUrl'>,
  { dataDir, rootKey }: Pick<Config, 'dataDir' | 'rootKey'>,
  modules: readonly SliceManifest[],
): Promise<void> {
  const columns = modules.flatMap((m) => m.sealed ?? []);
  await keyring.open({ db, dataDir, rootKey, columns, stores: modules.flatMap((m) => m.sealedStores ?? []) });
  await sealPlaintext(ownerUrl, createVault(keyring), columns);
}

/** A taken port is told before the database starts, so that a second start disturbs nothing. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  if (port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is in use by another program (perhaps another Sojourn): stop it or set SOJOURN_PORT to a free port.`
          : error.code === 'EACCES'
            ? `Port ${port} may not be opened by this user: set SOJOURN_PORT to a port above 1023.`
            : `Sojourn cannot listen on ${host}:${port} (${error.code}): check SOJOURN_HOST and SOJOURN_PORT.`;
      reject(new StartProblem('port_taken', reason, { cause: error }));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
