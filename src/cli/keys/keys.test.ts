import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase } from '#platform/db/open.ts';
import { findSlices } from '#platform/db/slices.ts';
import { prepareDataDir } from '#server/data-dir.ts';
import { keysCommand } from './keys.ts';

const LONG = 120_000;
let folder: string;
let live: string;
let said: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-keys-'));
  await chmod(folder, 0o711);
  live = join(folder, 'live');
  await prepareDataDir(live);
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const name of ['DATABASE_URL', 'SOJOURN_KEY', 'SOJOURN_PASSPHRASE', 'SOJOURN_NEW_PASSPHRASE'])
    vi.stubEnv(name, '');
  vi.stubEnv('SOJOURN_DATA', live);
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
const keyFiles = async () => (await readdir(live)).filter((name) => name.endsWith('.key'));

test('an unknown command, no database: 2 and what to do', async () => {
  expect(await keysCommand(['forget'])).toBe(2);
  expect(said).toContain('sojourn keys <command>');
  expect(await keysCommand(['list'])).toBe(2);
  expect(said).toContain('there is no database in');
});

test(
  'list, verify, rotate, another root key and back, on a database at rest and beside a running one',
  async () => {
    const database = await openDatabase({ dataDir: live, slices: findSlices(), log: () => {} });
    try {
      expect([await keysCommand(['list']), said]).toEqual([0, expect.stringContaining('from the file')]);
    } finally {
      await database.close();
    }
    const before = await keyFiles();
    expect(before).toHaveLength(1);
    expect(await keysCommand(['rotate'])).toBe(0);
    expect(said).toContain('Everything stands under the new keys.');
    expect(await keysCommand(['verify'])).toBe(0);
    expect(await keysCommand(['change-root'])).toBe(0);
    expect(await keyFiles()).toHaveLength(1);
    expect(await keyFiles()).not.toEqual(before);

    vi.stubEnv('SOJOURN_NEW_PASSPHRASE', 'an old tree by the river');
    expect(await keysCommand(['change-root'])).toBe(0);
    vi.stubEnv('SOJOURN_NEW_PASSPHRASE', '');
    expect(await keyFiles()).toEqual([]);
    expect(await keysCommand(['list'])).toBe(2);
    expect(said).toContain('comes from a passphrase');
    vi.stubEnv('SOJOURN_PASSPHRASE', 'a young tree by the river');
    expect(await keysCommand(['verify'])).toBe(2);
    expect(said).toContain('The passphrase is not the root key');
    vi.stubEnv('SOJOURN_PASSPHRASE', 'an old tree by the river');
    expect(await keysCommand(['verify'])).toBe(0);
    expect(said).not.toContain('tree by');

    expect(await keysCommand(['destroy', '0197a000-0000-7000-8000-000000000001'])).toBe(2);
    expect(said).toContain('say why');
    expect(await keysCommand(['destroy', '0197a000-0000-7000-8000-000000000001', '--reason', 'old'])).toBe(2);
    expect(said).toContain('there is no retired key of this id');
  },
  LONG,
);
