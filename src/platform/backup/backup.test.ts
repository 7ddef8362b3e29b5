import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#platform/db/testing/test-database.ts';
import { sweepFiles } from '#platform/files/jobs.ts';
import { contentDir, openContents, openObjects } from '#platform/files/open-contents.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { writeBackup } from './backup.ts';
import { isNewer, openArchive } from './open-archive.ts';
import { BackupProblem } from './problems.ts';
import { loadArchive } from './restore.ts';
import { openSnapshot } from './store/snapshot.ts';
import { describeRows, describeRules, openZoo, type Zoo } from './testing/zoo.ts';

// Each restores several times over; beside other work that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const SECRET = 'correct horse battery';
const CANARY = 'Zebra Testova of Quaggatown';
let zoo: Zoo;
let dataDir: string;
let archives = 0;

beforeAll(async () => {
  zoo = await openZoo();
  dataDir = join(zoo.folder, 'from');
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'audit-signing-key.pem'), `key ${CANARY}`);
  await mkdir(join(dataDir, 'exports'));
  await writeFile(join(dataDir, 'exports', 'x'), 'left out');
  for (const content of [CANARY, randomBytes(700_000), '']) await addContent(Buffer.from(content));
  await zoo.source.ownerQuery('insert into zoo.diary (said) values ($1)', [CANARY]);
});
afterAll(() => zoo?.close());

const pathOf = (hex: string): string => join(contentDir(dataDir), hex.slice(0, 2), hex.slice(2, 4), hex);

async function addContent(content: Buffer): Promise<string> {
  const hash = createHash('sha256').update(content).digest();
  const hex = hash.toString('hex');
  await mkdir(join(pathOf(hex), '..'), { recursive: true });
  await writeFile(pathOf(hex), content);
  await zoo.source.ownerQuery(
    `insert into files.blob (sha256, size, content_type, created_at) values ($1, $2, 'x/y', now() - interval '9 days')`,
    [hash, content.length],
  );
  return hex;
}

async function backUp(product = '0.1.0') {
  const archive = join(zoo.folder, `${archives++}.backup`);
  const report = await writeBackup({
    ownerUrl: zoo.source.ownerUrl,
    dataDir,
    objects: openObjects(dataDir),
    archive,
    secret: SECRET,
    product,
    now: new Date(),
    sealing: { cost: 10, pieceBytes: 4096 },
  });
  return { archive, report };
}

/** Restores into a new database and folder, or into the given one. */
async function restore(archive: string, given?: TestDatabase) {
  const target = given ?? (await testDatabase({ empty: true }));
  const folder = join(zoo.folder, `to-${archives++}`);
  await mkdir(folder);
  try {
    const opened = await openArchive({ archive, secret: SECRET, product: '0.1.0', slices: zoo.slices });
    const load = loadArchive(opened, { ownerUrl: target.ownerUrl, folder, slices: zoo.slices });
    return { target, folder, report: await load.finally(() => opened.close()) };
  } catch (error) {
    if (!given) await target.close();
    throw error;
  }
}

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof BackupProblem ? error.code : String(error)),
  );
const schemas = async (target: TestDatabase): Promise<unknown[]> =>
  target.ownerQuery(
    `select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('public', 'information_schema')`,
  );

describe('refused', () => {
  test('a wrong key, an archive of a newer release, one whose migrations are unknown', async () => {
    const { archive } = await backUp();
    const base = { archive, product: '0.1.0', slices: zoo.slices };
    expect(await code(openArchive({ ...base, secret: 'wrong horse battery' }))).toBe('wrong_key');
    const withoutZoo = zoo.slices.filter(({ slice }) => slice !== 'zoo');
    expect(await code(openArchive({ ...base, secret: SECRET, slices: withoutZoo }))).toBe('newer');
    const later = await backUp('0.2.0');
    expect(await code(openArchive({ ...base, archive: later.archive, secret: SECRET }))).toBe('newer');
    expect(isNewer('0.1.10', '0.1.9')).toBe(true);
    expect(isNewer('0.1.9', '0.1.10')).toBe(false);
    expect(isNewer('0.1.0', '0.1.0')).toBe(false);
  });

  test('a database that is not empty, which stays as it is', async () => {
    const { archive } = await backUp();
    const before = await describeRows(zoo.source);
    expect(await code(restore(archive, zoo.source))).toBe('not_empty');
    expect(await describeRows(zoo.source)).toEqual(before);
  });

  test('a damaged or cut archive, and the database is empty afterwards', async () => {
    const { archive } = await backUp();
    const whole = await readFile(archive);
    const target = await testDatabase({ empty: true });
    try {
      for (const at of [0.3, 0.6, 0.999]) {
        const flipped = Buffer.from(whole);
        flipped[Math.floor(whole.length * at)]! ^= 4;
        for (const broken of [flipped, whole.subarray(0, Math.floor(whole.length * at))]) {
          await writeFile(`${archive}.broken`, broken);
          expect(await code(restore(`${archive}.broken`, target))).toBe('damaged');
          expect(await schemas(target)).toEqual([]);
        }
      }
      expect((await restore(archive, target)).report.faults).toEqual([]);
    } finally {
      await target.close();
    }
  });

  test('a login from which policies hide rows', async () => {
    await zoo.source.ownerQuery('drop policy owner_all on zoo.animal');
    try {
      expect(await code(backUp())).toBe('hidden_rows');
      expect((await readdir(zoo.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    } finally {
      await zoo.source.ownerQuery(
        'create policy owner_all on zoo.animal to sojourn_test_owner using (true) with check (true)',
      );
    }
  });

  test('a place that is taken', async () => {
    const { archive } = await backUp();
    archives -= 1;
    expect(await code(backUp())).toBe('exists');
    expect((await readFile(archive)).length).toBeGreaterThan(0);
  });
});

test('every row, rule, number and file comes back, and nothing is done twice', async () => {
  const { archive, report } = await backUp();
  expect((await readFile(archive)).includes(CANARY)).toBe(false);
  const { target, folder } = await restore(archive);
  try {
    expect(await describeRows(target)).toEqual(await describeRows(zoo.source));
    expect(await describeRules(target)).toEqual(await describeRules(zoo.source));
    expect(report.files).toBe(4);
    expect((await readdir(folder)).sort()).toEqual(['audit-signing-key.pem', 'files']);
    for (const name of await readdir(contentDir(dataDir), { recursive: true })) {
      if (name.length < 64) continue;
      expect(await readFile(join(contentDir(folder), name))).toEqual(
        await readFile(join(contentDir(dataDir), name)),
      );
    }
    const [next] = await target.ownerQuery<{ id: string; most: string }>(
      `insert into zoo.keeper (name) values ('new') returning id, (select max(id) from zoo.keeper) as most`,
    );
    expect(Number(next!.id)).toBeGreaterThan(Number(next!.most));
    const diary = 'select count(*)::int as n from zoo.diary';
    const [before] = await target.ownerQuery<{ n: number }>(diary);
    await target.ownerQuery('insert into zoo.animal (keeper_id) values (1)');
    expect(await target.ownerQuery(diary)).toEqual([{ n: before!.n + 1 }]);
    const jobs = await target.ownerQuery(
      `select t.identifier, j.payload, j.locked_at, j.is_available from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id order by 1`,
    );
    expect(jobs).toEqual([
      { identifier: 'zoo.busy', payload: { n: 2 }, locked_at: null, is_available: true },
      { identifier: 'zoo.feed', payload: { n: 1 }, locked_at: null, is_available: true },
    ]);
  } finally {
    await target.close();
  }
});

test('taken beside writers, it is one moment: what was acknowledged before is there, nothing is half', async () => {
  let going = true;
  const acknowledged: number[] = [];
  const writer = async (seed: number): Promise<void> => {
    for (let i = seed; going; i += 7) {
      const [from, to] = [1 + (i % 20), 1 + ((i * 3 + 1) % 20)];
      const [row] = await zoo.source
        .ownerQuery<{ id: string }>(
          `with taken as (update zoo.balance set amount = amount - 5 where keeper_id = $1 and $1 <> $2::bigint),
              given as (update zoo.balance set amount = amount + 5 where keeper_id = $2 and $1 <> $2)
         insert into zoo.move (from_id, to_id, amount) values ($1, $2, case when $1 = $2 then 0 else 5 end) returning id`,
          [from, to],
        )
        .catch((error: { code?: string }) => {
          if (error.code === '40P01') return [];
          throw error;
        });
      if (row) acknowledged.push(Number(row.id));
    }
  };
  const writers = [1, 2, 3].map(writer);
  try {
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(50);
    const before = [...acknowledged];
    const { archive } = await backUp();
    const { target } = await restore(archive);
    try {
      const [sums] = await target.ownerQuery(
        `select (select sum(amount)::int from zoo.balance) as total, (select count(*)::int from zoo.balance b where amount <> 1000
            + coalesce((select sum(amount) from zoo.move where to_id = b.keeper_id), 0)
            - coalesce((select sum(amount) from zoo.move where from_id = b.keeper_id), 0)) as wrong`,
      );
      expect(sums).toEqual({ total: 20_000, wrong: 0 });
      const kept = new Set(
        (await target.ownerQuery<{ id: string }>('select id from zoo.move')).map((row) => Number(row.id)),
      );
      expect(before.filter((id) => !kept.has(id))).toEqual([]);
    } finally {
      await target.close();
    }
  } finally {
    going = false;
    await Promise.all(writers);
  }
});

test('a content that is gone from the disk, or not what its name says, is told and the rest is saved', async () => {
  const gone = await addContent(Buffer.from('gone'));
  const rotten = await addContent(Buffer.from('rotten'));
  await rm(pathOf(gone));
  await writeFile(pathOf(rotten), 'other');
  const { archive, report } = await backUp();
  expect(report.faults.sort()).toEqual([gone, rotten].sort());
  const { target, report: restored } = await restore(archive);
  await target.close();
  expect(restored.faults.sort()).toEqual([gone, rotten].sort());
  await zoo.source.ownerQuery('delete from files.blob where sha256 = any($1::bytea[])', [
    [gone, rotten].map((hex) => Buffer.from(hex, 'hex')),
  ]);
});

test('while a backup reads, the sweep takes nothing', async () => {
  const orphan = await addContent(Buffer.from('nobody points here'));
  const sweep = () =>
    sweepFiles(openContents({ dataDir, vault: memoryVault() })).run(
      jobContext({ db: zoo.source.db, payload: {}, dataDir }),
    );
  const snapshot = await openSnapshot(zoo.source.ownerUrl);
  await sweep();
  expect((await readFile(pathOf(orphan))).length).toBeGreaterThan(0);
  await snapshot.close();
  await sweep();
  await expect(readFile(pathOf(orphan))).rejects.toThrow(/ENOENT/);
});

test('an older archive is brought up by the migrations since', async () => {
  const { archive } = await backUp();
  await zoo.addLater();
  const { target } = await restore(archive);
  try {
    expect(await target.ownerQuery(`select loud from zoo.keeper where name = 'k7'`)).toEqual([
      { loud: 'K7' },
    ]);
  } finally {
    await target.close();
  }
});
