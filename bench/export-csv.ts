/**
 * Exports of the 60-question form over HTTP: seconds, size, and the greatest resident memory of the server process.
 * Usage: npx tsx --conditions=source bench/export-csv.ts [records=50000] [rounds=5] [queries]
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { fillRecords } from './support/fill-records.ts';
import {
  contention,
  percentile,
  prepareGround,
  startFormsServer,
  stopFormsServer,
} from './support/forms-bench.ts';

const [total = 50_000, rounds = 5] = process.argv.slice(2, 4).map(Number);
const queries = process.argv[4]?.split(' ') ?? [
  'format=csv',
  'format=csv&choices=labels&splitMultiple=yes',
  'format=csv-zip',
  'format=xlsx',
];
const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
// As root Postgres runs as another user, who has to pass through.
await chmod(dataDir, 0o711);
const server = await startFormsServer(dataDir);

/** Resident memory of the server now and at its greatest, in MB (Linux). */
async function memory(): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${server.process.pid}/status`, 'utf8').catch(() => '');
  const of = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: of('VmRSS'), peak: of('VmHWM') };
}

async function download(
  url: string,
  cookie: string,
): Promise<{ seconds: number; first: number; bytes: number; peak: number }> {
  const start = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok) throw new Error(await answer.text());
  let bytes = 0;
  let first = 0;
  let peak = 0;
  const watch = setInterval(async () => {
    peak = Math.max(peak, (await memory()).now);
  }, 100);
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    first ||= performance.now() - start;
    bytes += chunk.length;
  }
  clearInterval(watch);
  return { seconds: (performance.now() - start) / 1000, first, bytes, peak };
}

try {
  const ground = await prepareGround(server);
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1, statement_timeout: 0 });
  await fillRecords(owner, ground, total);
  await owner.end();
  const base = `${server.url}/api/forms/${ground.formId}/export`;
  console.log(`${total} records; server before: ${(await memory()).now} MB`);
  for (const query of queries) {
    const times: number[] = [];
    for (let round = 0; round < (query === 'format=xlsx' ? 1 : rounds); round++) {
      const quiet = contention();
      const { seconds, first, bytes, peak } = await download(`${base}?${query}`, ground.cookie);
      times.push(seconds);
      console.log(
        `${query}: ${seconds.toFixed(2)} s, first byte ${first.toFixed(0)} ms, ${(bytes / 1e6).toFixed(1)} MB, server at most ${peak} MB (contention ${quiet.toFixed(2)})`,
      );
    }
    times.sort((a, b) => a - b);
    console.log(`${query}: median ${percentile(times, 0.5).toFixed(2)} s`);
  }
  console.log(`peak of the whole run: ${(await memory()).peak} MB`);
} finally {
  await stopFormsServer(server);
  await rm(dataDir, { recursive: true, force: true });
}
