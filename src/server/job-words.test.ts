import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';
import { createModules } from './modules.ts';
import { sourceRoot } from './root.ts';

const modules = createModules({
  dataDir: '/nonexistent',
  publicUrl: () => '',
  setUpCode: () => '',
  demonstration: false,
  vault: memoryVault(),
});

/** English stands for all: `check:messages` proves that the languages say the same. */
async function wordsOf(slice: string): Promise<Record<string, string>> {
  const file = ['platform', 'modules']
    .map((group) => join(sourceRoot, group, slice, 'messages', 'en.ts'))
    .find((path) => existsSync(path));
  return file ? (await import(pathToFileURL(file).href)).messages : {};
}

test('every job is called by its slice, or by the slice of jobs, in words', async () => {
  const nameless = [];
  for (const { name } of modules.flatMap((m) => m.jobs ?? [])) {
    const own = await wordsOf(name.split('.')[0]!);
    const shared = await wordsOf('jobs');
    if (!(own[`job.${name}`] ?? shared[`job.${name}`])) nameless.push(name);
  }
  expect(nameless).toEqual([]);
});
