import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from '../pool.ts';
import { findEmbedded } from './attach.ts';
import { startEmbedded } from './start.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sojourn-attach-'));
  await chmod(folder, 0o711);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('finds nothing, a running server and one at rest, and leaves each as it is', async () => {
  const dataDir = join(folder, 'postgres');
  expect(await findEmbedded(dataDir)).toEqual({ state: 'none' });
  expect(await findEmbedded(folder)).toEqual({ state: 'none' });
  const server = await startEmbedded({ dataDir, log: () => {}, tuning: { unsafeNoFsync: true } });
  try {
    const found = await findEmbedded(dataDir);
    if (found.state !== 'running') throw new Error(`It was found ${found.state}.`);
    const pool = createPool({ url: found.url, max: 1 });
    expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'sojourn_owner' }]);
    await pool.end();
  } finally {
    await server.stop();
  }
  expect(await findEmbedded(dataDir)).toEqual({ state: 'stopped' });
});
