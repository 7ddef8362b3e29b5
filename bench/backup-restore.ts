/**
 * Makes an installation of about the given size (half rows, half files), backs it up while devices send, restores it into
 * an empty folder and compares: time, memory, size, and whether every row, file and acknowledged submission is there.
 * Usage: npx tsx --conditions=source bench/backup-restore.ts [megabytes=2000] [clients=2]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { restoreTo } from '#cli/backup/restore.ts';
import { withOwner } from '#cli/owner.ts';
import { writeBackup } from '#platform/backup/backup.ts';
import { openContents, openObjects } from '#platform/files/open-contents.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { assessmentAnswers, assessmentXml, seeded } from './support/assessment.ts';
import { fillRecords } from './support/fill-records.ts';
import { prepareGround, startFormsServer, stopFormsServer } from './support/forms-bench.ts';

const [megabytes = 2000, clients = 2] = process.argv.slice(2).map(Number);
/** About what a record of 60 answers takes on the disk, its indexes left out. */
const RECORD_BYTES = 6000;
const FILE_BYTES = 1_000_000;
const SECRET = randomBytes(24).toString('base64');

const root = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
// As root Postgres runs as another user, who has to pass through.
await chmod(root, 0o711);
const dataDir = join(root, 'live');

async function fillFiles(owner: Pool, count: number): Promise<void> {
  const folder = openContents({ dataDir, vault: memoryVault() });
  for (let i = 0; i < count; i++) {
    const file = await folder.receive(Readable.from([randomBytes(FILE_BYTES)]), FILE_BYTES);
    await folder.keep(file);
    await owner.query('insert into files.blob (sha256, size, content_type) values ($1, $2, $3)', [
      file.sha256,
      file.size,
      file.contentType,
    ]);
  }
}

/** Most memory of this process while something runs, beyond what it had before. */
async function measure<T>(what: string, run: () => Promise<T>): Promise<T> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const started = performance.now();
  try {
    return await run();
  } finally {
    clearInterval(watch);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${what}: ${seconds} s, ${Math.round((most - before) / 1e6)} MB of memory above ${Math.round(before / 1e6)} MB`,
    );
  }
}

const acknowledged = new Set<string>();
let going = true;

async function runDevice(url: string, seed: number): Promise<void> {
  const random = seeded(seed);
  for (let serial = 0; going; serial++) {
    const id = `uuid:${randomUUID()}`;
    const form = new FormData();
    const xml = assessmentXml(assessmentAnswers(random, serial), id);
    form.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'submission.xml');
    const headers = { 'x-openrosa-version': '1.0' };
    const answer = await fetch(`${url}/submission`, { method: 'POST', headers, body: form });
    await answer.arrayBuffer();
    if (answer.status === 201) acknowledged.add(id);
    await sleep(5);
  }
}

const server = await startFormsServer(dataDir);
try {
  const ground = await prepareGround(server);
  const owner = new Pool({ connectionString: server.ownerUrl, max: 2, statement_timeout: 0 });
  await fillRecords(owner, ground, Math.round((megabytes * 1e6) / 2 / RECORD_BYTES));
  await fillFiles(owner, Math.round((megabytes * 1e6) / 2 / FILE_BYTES));
  const size = await owner.query<{ size: string }>('select pg_database_size(current_database()) as size');
  await owner.end();
  console.log(`database ${Math.round(Number(size.rows[0]!.size) / 1e6)} MB with its indexes`);

  const devices = Array.from({ length: clients }, (_, i) => runDevice(ground.deviceUrl, i + 1));
  await sleep(2000);
  const before = [...acknowledged];
  const archive = join(root, 'all.backup');
  const report = await measure('backup', () =>
    writeBackup({
      ownerUrl: server.ownerUrl,
      dataDir,
      objects: openObjects(dataDir),
      archive,
      secret: SECRET,
      product: '0.1.0',
      now: new Date(),
    }),
  );
  const during = acknowledged.size - before.length;
  going = false;
  await Promise.all(devices);
  console.log(
    `archive ${Math.round(report.archiveBytes / 1e6)} MB: ${report.rows} rows of ${report.tables} tables, ` +
      `${report.files} files (${Math.round(report.bytes / 1e6)} MB), ${report.faults.length} faults; ` +
      `${during} submissions acknowledged meanwhile`,
  );

  const target = { dataDir: join(root, 'restored'), databaseUrl: undefined, rootKey: {} };
  const { report: restored, audit } = await measure('restore with comparison', () =>
    restoreTo(target, archive, SECRET),
  );
  const equal = restored.rows === report.rows && restored.files === report.files;
  const lost = await withOwner(target, (ownerUrl) => countLost(ownerUrl, before));
  console.log(
    `every table and file equal: ${equal}; audit log: ${audit.findingsTotal} findings; ` +
      `${lost} lost of ${before.length} acknowledged before the start`,
  );
  if (!equal || audit.findingsTotal > 0 || lost > 0) process.exitCode = 1;
} finally {
  going = false;
  await stopFormsServer(server);
  await rm(root, { recursive: true, force: true });
}

async function countLost(ownerUrl: string, ids: readonly string[]): Promise<number> {
  const owner = new Pool({ connectionString: ownerUrl, max: 1 });
  const { rows } = await owner.query<{ lost: number }>(
    `select count(*)::int as lost from unnest($1::text[]) i where not exists (select from forms.submission s where s.instance_id = i)`,
    [ids],
  );
  await owner.end();
  return rows[0]!.lost;
}
