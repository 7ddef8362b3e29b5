import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareJobs } from '#platform/jobs/queue.ts';
import { layoutOf, stopOrphan } from '../embedded/cluster.ts';
import { processStartTime } from '../embedded/process-table.ts';
import { runProgram } from '../embedded/run-program.ts';
import { type Embedded, startEmbedded } from '../embedded/start.ts';
import { deriveAppPassword } from '../migrate/app-role.ts';
import { fingerprintOf, readMigrationSet } from '../migrate/files.ts';
import { migrate } from '../migrate/migrate.ts';
import { createPool, withDatabase, withLogin } from '../pool.ts';
import { findSlices } from '../slices.ts';

/** What a test worker needs to know of the cluster of its run. */
export interface TestCluster {
  /** Superuser; never the application. */
  readonly url: string;
  readonly template: string;
  /** Superuser on the template itself; a connection there blocks cloning for as long as it is open. */
  readonly templateUrl: string;
  readonly appPassword: string;
  /** Owner without superuser rights, as on a hosted server; the template is its own. */
  readonly owner: { readonly name: string; readonly password: string };
  /**
   * Slices whose SQL fails at present, with the reason: the template lacks them, so that the tests of the others still
   * run. The catalogue test fails as long as there is one.
   */
  readonly leftOut: readonly LeftOut[];
}

interface LeftOut {
  readonly slice: string;
  readonly reason: string;
}

const TEMPLATE = 'sojourn_template';
const OWNER = 'sojourn_test_owner';
const OWNER_PASSWORD = 'test-owner';
const HARNESS_VERSION = '3';
const LEFT_OUT_FILE = 'left-out.json';
const KEPT_BASES = 3;

/**
 * One cluster per run of the tests, so that runs beside each other share nothing. It starts from a copy of a stopped
 * cluster that is already migrated, kept per content of the migrations in the temporary folder of the machine.
 */
export async function startTestCluster(): Promise<TestCluster & { stop(): Promise<void> }> {
  // The random temporary folder of macOS or of a runner serves as well; a folder below a closed home would not.
  const root = join(tmpdir(), `sojourn-test-${process.getuid?.() ?? 0}`);
  await mkdir(root, { recursive: true, mode: 0o755 });
  await sweep(root);
  const base = await prepareBase(root);
  const folder = join(root, `r${process.pid}-${randomUUID().slice(0, 4)}`);
  await copyFolder(base, folder);
  const server = await start(folder);
  return {
    url: server.url,
    template: TEMPLATE,
    templateUrl: withDatabase(server.url, TEMPLATE),
    appPassword: deriveAppPassword(OWNER_PASSWORD),
    owner: { name: OWNER, password: OWNER_PASSWORD },
    leftOut: JSON.parse(await readFile(join(folder, LEFT_OUT_FILE), 'utf8')) as LeftOut[],
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function start(folder: string): Promise<Embedded> {
  return startEmbedded({
    dataDir: folder,
    log: () => {},
    tuning: { unsafeNoFsync: true, sharedBuffersMb: 64 },
  });
}

/** Ends what killed runs left behind; the folder's name carries the process that used it. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = Number(/^[rb](\d+)-/.exec(name)?.[1]);
    if (!Number.isInteger(pid) || (await processStartTime(pid)) !== null) continue;
    const folder = join(root, name);
    await stopOrphan(layoutOf(folder), () => {});
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareBase(root: string): Promise<string> {
  const set = await readMigrationSet(findSlices());
  const fingerprint = fingerprintOf(set, HARNESS_VERSION).slice(0, 16);
  const base = join(root, `base-${fingerprint}`);
  if (await exists(base)) return base;
  const draft = join(root, `b${process.pid}-${randomUUID().slice(0, 4)}`);
  const server = await start(draft);
  try {
    await writeFile(join(draft, LEFT_OUT_FILE), JSON.stringify(await createTemplate(server.url)));
  } finally {
    await server.stop();
  }
  // A rival that finished first has made the very same; rename does not replace a folder that is not empty.
  await rename(draft, base).catch(() => rm(draft, { recursive: true, force: true }));
  await forgetOldBases(root);
  return base;
}

/** Migrated as an owner without superuser rights, as on a hosted server: what works here works there. */
async function createTemplate(url: string): Promise<LeftOut[]> {
  const admin = createPool({ url, max: 1 });
  const leftOut: LeftOut[] = [];
  try {
    await admin.query(`create role ${OWNER} login createrole password '${OWNER_PASSWORD}'`);
    for (;;) {
      await admin.query(`drop database if exists ${TEMPLATE}`);
      await admin.query(`create database ${TEMPLATE} owner ${OWNER}`);
      const failed = await migrateTemplate(url, leftOut);
      if (failed === undefined) return leftOut;
      leftOut.push(failed);
    }
  } finally {
    await admin.end();
  }
}

async function migrateTemplate(url: string, leftOut: readonly LeftOut[]): Promise<LeftOut | undefined> {
  const ownerUrl = withDatabase(withLogin(url, OWNER, OWNER_PASSWORD), TEMPLATE);
  const owner = createPool({ url: ownerUrl, max: 1 });
  const slices = findSlices().filter(({ slice }) => !leftOut.some((left) => left.slice === slice));
  try {
    await migrate(owner, slices, { appPassword: deriveAppPassword(OWNER_PASSWORD) });
    await prepareJobs(ownerUrl);
    return undefined;
  } catch (error) {
    const { slice, message } = error as { slice?: string; message: string };
    if (slice === undefined || slice === 'platform') throw error;
    return { slice, reason: message };
  } finally {
    await owner.end();
  }
}

async function forgetOldBases(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => name.startsWith('base-'));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(root, name))).mtimeMs })),
  );
  dated.sort((a, b) => b.time - a.time);
  for (const { name } of dated.slice(KEPT_BASES)) {
    await rm(join(root, name), { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function copyFolder(from: string, to: string): Promise<void> {
  const { code, output } = await runProgram('cp', ['-a', from, to]);
  if (code !== 0) throw new Error(`The test cluster could not be copied: ${output}`);
}
