/**
 * Brings files in and out of the content store, sealed, in a folder and in a bucket of a server on this machine: megabytes a
 * second, whole and by ranges of one megabyte.
 * Usage: npx tsx --conditions=source bench/files.ts [megabytes=200] [files=3]
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ContentStore } from '#platform/files/contents.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { startS3 } from '#platform/files/testing/s3-server.ts';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';

const [megabytes = 200, files = 3] = process.argv.slice(2).map(Number);
const MB = 1_000_000;
const block = randomBytes(MB);

function* bytes(seed: number): Generator<Buffer> {
  for (let i = 0; i < megabytes; i++) {
    const one = Buffer.from(block);
    one.writeUInt32LE(seed * megabytes + i);
    yield one;
  }
}

async function timed(what: string, amount: number, run: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await run();
  const seconds = (performance.now() - started) / 1000;
  console.log(`${what}: ${Math.round(amount / seconds)} MB/s (${amount} MB in ${seconds.toFixed(1)} s)`);
}

async function measure(name: string, contents: ContentStore): Promise<void> {
  const kept: Buffer[] = [];
  await timed(`${name}, in`, megabytes * files, async () => {
    for (let i = 0; i < files; i++) {
      const file = await contents.receive(Readable.from(bytes(i), { objectMode: false }), megabytes * MB);
      await contents.keep(file);
      await contents.discard(file);
      kept.push(file.sha256);
    }
  });
  await timed(`${name}, out`, megabytes * files, async () => {
    for (const sha256 of kept) for await (const _ of contents.open(sha256));
  });
  const parts = Math.min(megabytes, 50);
  await timed(`${name}, ranges of 1 MB`, parts, async () => {
    for (let i = 0; i < parts; i++) {
      const from = Math.floor(Math.random() * (megabytes - 1)) * MB;
      for await (const _ of contents.open(kept[0]!, { from, to: from + MB - 1, size: megabytes * MB }));
    }
  });
}

const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
const s3 = await startS3();
try {
  await measure('folder', openContents({ dataDir: join(dataDir, 'a'), vault: memoryVault() }));
  await measure(
    'bucket',
    openContents({ dataDir: join(dataDir, 'b'), vault: memoryVault(), s3: s3.settings }),
  );
} finally {
  await s3.close();
  await rm(dataDir, { recursive: true, force: true });
}
