import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSlices, PLATFORM_SLICE } from './slices.ts';

test('a root without migrations is an incomplete installation', () => {
  expect(() => findSlices('/nowhere')).toThrow(/incomplete/);
});

test('slices of platform and modules are found where the root says, those without migrations are not', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sojourn-slices-'));
  try {
    for (const path of [
      'platform/db/migrations',
      'platform/forms/migrations',
      'platform/ui',
      'modules/psea/migrations',
    ]) {
      await mkdir(join(root, path), { recursive: true });
    }
    expect(findSlices(root)).toEqual([
      { slice: 'platform', folder: join(root, 'platform/db') },
      { slice: 'forms', folder: join(root, 'platform/forms') },
      { slice: 'psea', folder: join(root, 'modules/psea') },
    ]);
    expect(findSlices()[0]).toEqual(PLATFORM_SLICE);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
