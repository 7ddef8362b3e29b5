import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit } from '#platform/audit/audit.ts';
import { sealAll } from '#platform/audit/jobs.ts';
import { processStartTime } from '#platform/db/embedded/process-table.ts';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import type { Actor } from '#platform/db/tx.ts';
import { prepareJobs } from '#platform/jobs/queue.ts';
import { prepareDataDir } from '#server/data-dir.ts';
import { productRoot } from '#server/root.ts';
import { auditVerifyCommand } from '../audit-verify.ts';
import { backupCommand } from './backup.ts';
import { drillCommand } from './drill.ts';
import { readBackupKey } from './key.ts';
import { restoreCommand } from './restore.ts';
import { inScratch, sweepScratch } from './scratch.ts';
import { stagedIn } from './staging.ts';

const SECRET = 'correct horse battery';
const LONG = 120_000;
let folder: string;
let live: string;
let archive: string;
let said: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-cli-'));
  await chmod(folder, 0o711);
  live = join(folder, 'live');
  await prepareDataDir(live);
}, LONG);
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(() => {
  vi.stubEnv('DATABASE_URL', '');
  vi.stubEnv('SOJOURN_DATA', live);
  vi.stubEnv('SOJOURN_BACKUP_KEY', SECRET);
  vi.stubEnv('SOJOURN_BACKUP_KEY_FILE', '');
  vi.stubEnv('TMPDIR', folder);
  said = '';
  const hear = (text: string) => {
    said += `${text}\n`;
  };
  vi.spyOn(console, 'error').mockImplementation(hear);
  vi.spyOn(console, 'log').mockImplementation(hear);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const person: Actor = { accountId: randomUUID(), kind: 'person', permissions: null, requestId: 'test' };

describe('the key', () => {
  test('refused where there is none, where its file is not there, where it is short', async () => {
    await expect(readBackupKey({}, false)).rejects.toThrow(/no backup key/);
    await expect(readBackupKey({ SOJOURN_BACKUP_KEY_FILE: '/nowhere' }, false)).rejects.toThrow(/ENOENT/);
    await expect(readBackupKey({ SOJOURN_BACKUP_KEY: 'short' }, false)).rejects.toThrow(/shorter than 12/);
  });

  test('read from a file without its line end', async () => {
    const file = join(folder, 'key');
    await writeFile(file, `${SECRET}\n`);
    expect(await readBackupKey({ SOJOURN_BACKUP_KEY_FILE: file }, true)).toBe(SECRET);
  });
});

test('no operand and no database: 2 and what to do', async () => {
  expect(await backupCommand([])).toBe(2);
  expect(said).toContain('sojourn backup <folder or file>');
  expect(await backupCommand([folder])).toBe(2);
  expect(said).toContain(`there is no database in ${live}`);
  expect(await restoreCommand([join(folder, 'missing')])).toBe(2);
  expect(said).toContain('cannot be read (ENOENT)');
});

describe('an installation', () => {
  beforeAll(async () => {
    const database = await openDatabase({ dataDir: live, slices: findSlices(), log: () => {} });
    try {
      await prepareJobs(database.ownerUrl);
      await database.db.withActor(person, (tx) =>
        audit(tx, person, { action: 'zoo.fed', entity: 'zoo.animal', entityId: '1', at: new Date() }),
      );
      await sealAll(database.db, live, new Date());
      // More than one piece, so that a cut shows only when the restore is well under way.
      await writeFile(join(live, 'large'), randomBytes(1_000_000));
      vi.stubEnv('SOJOURN_DATA', live);
      vi.stubEnv('SOJOURN_BACKUP_KEY', SECRET);
      expect(await backupCommand([folder])).toBe(0);
    } finally {
      await database.close();
    }
    const name = (await readdir(folder)).find((entry) => entry.endsWith('.backup'));
    archive = join(folder, name!);
  }, LONG);

  test('a wrong key or a data folder in use: refused, nothing made', async () => {
    expect(await restoreCommand([archive])).toBe(2);
    expect(said).toContain('is not empty');
    expect(existsSync(join(live, '.restoring'))).toBe(false);
    vi.stubEnv('SOJOURN_BACKUP_KEY', 'wrong horse battery');
    vi.stubEnv('SOJOURN_DATA', join(folder, 'never'));
    expect(await restoreCommand([archive])).toBe(2);
    expect(said).toContain('The key does not open this archive');
    expect(existsSync(join(folder, 'never'))).toBe(false);
    expect(said).not.toContain(SECRET);
  });

  test(
    'a cut archive leaves the data folder empty',
    async () => {
      const to = join(folder, 'cut');
      await mkdir(to);
      await writeFile(`${archive}.cut`, (await readFile(archive)).subarray(0, -100));
      vi.stubEnv('SOJOURN_DATA', to);
      expect(await restoreCommand([`${archive}.cut`])).toBe(2);
      expect(said).toContain('damaged or cut');
      expect(await readdir(to)).toEqual([]);
    },
    LONG,
  );

  test(
    'a restore that was killed counts as nothing: the server refuses it, the next restore is whole',
    async () => {
      const to = join(folder, 'killed');
      await killDuringRestore(to);
      await expect(prepareDataDir(to)).rejects.toThrow(/was cut off/);
      vi.stubEnv('SOJOURN_DATA', to);
      expect(await restoreCommand([archive])).toBe(0);
      expect(said).toContain('came back equal');
      expect(said).toContain('The audit log is intact: 1 entries, 1 checkpoints.');
      expect(existsSync(join(to, '.restoring'))).toBe(false);
      await prepareDataDir(to);
      expect(await auditVerifyCommand([])).toBe(0);
      expect(await readFile(join(to, 'audit-signing-key.pem'))).toEqual(
        await readFile(join(live, 'audit-signing-key.pem')),
      );
      const reopened = await openDatabase({ dataDir: to, slices: findSlices(), log: () => {} });
      expect(reopened.migration.skipped).toBe(true);
      await reopened.close();
    },
    LONG,
  );

  test(
    'a drill that was killed leaves no database and no folder behind once another begins or a server starts',
    async () => {
      const scratch = async () => (await readdir(folder)).filter((name) => name.startsWith('sojourn-drill-'));
      const pid = await killAtWork(['backup', 'drill', archive], live, async () =>
        join(folder, (await scratch())[0] ?? 'none', 'data'),
      );
      expect(await processStartTime(pid)).not.toBeNull();
      expect(await scratch()).toHaveLength(1);
      // One that is at work in this very process is left alone.
      await inScratch(async (mine) => {
        expect(await scratch()).toEqual([basename(mine)]);
        await sweepScratch();
        expect(await scratch()).toEqual([basename(mine)]);
      });
      expect(await scratch()).toEqual([]);
      expect(await processStartTime(pid)).toBeNull();
    },
    LONG,
  );

  test(
    'the drill, on the installation at rest and on an archive, leaves nothing',
    async () => {
      const before = await readdir(folder);
      expect(await drillCommand([])).toBe(0);
      expect(said).toContain('The drill passed.');
      expect(await drillCommand([archive])).toBe(0);
      expect(await readdir(folder)).toEqual(before);
    },
    LONG,
  );
});

/** Kills a command once the database of its restore runs; answers the process of that. */
async function killAtWork(args: string[], dataDir: string, to: () => Promise<string>): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(productRoot, 'src/cli/main.ts'), ...args],
    { env: { ...process.env, SOJOURN_DATA: dataDir }, stdio: 'ignore', cwd: productRoot },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const pidOf = async () =>
    Number.parseInt(
      await readFile(join(stagedIn(await to()), 'postgres', 'cluster', 'postmaster.pid'), 'utf8').catch(
        () => '0',
      ),
      10,
    );
  await expect.poll(pidOf, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
  const pid = await pidOf();
  child.kill('SIGKILL');
  await ended;
  return pid;
}

async function killDuringRestore(to: string): Promise<void> {
  await killAtWork(['restore', archive], to, async () => to);
  expect(existsSync(join(to, 'postgres'))).toBe(false);
}
