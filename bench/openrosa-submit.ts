/**
 * How many OpenRosa submissions a second are durable and fully processed (record, answers, tokens, words, audit entry) at
 * their 201: keep-alive sockets in a closed loop, client, server and Postgres on the same machine.
 * Usage: npx tsx --conditions=source bench/openrosa-submit.ts [clients=8] [rounds=5] [perRound=1000]
 */
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assessmentAnswers, assessmentXml, seeded } from './support/assessment.ts';
import {
  contention,
  percentile,
  postBytes,
  prepareGround,
  startFormsServer,
  stopFormsServer,
} from './support/forms-bench.ts';

const [clients = 8, rounds = 5, perRound = 1000] = process.argv.slice(2).map(Number);

/** One client: sends its posts one after the other on one socket; answers the milliseconds of each. */
function runClient(url: URL, posts: readonly Buffer[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    const times: number[] = [];
    let at = 0;
    let received = '';
    let start = 0;
    const next = (): void => {
      start = performance.now();
      socket.write(posts[at]!);
    };
    socket.setNoDelay(true);
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/^content-length: (\d+)/im.exec(received)?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      if (!received.startsWith('HTTP/1.1 201')) return reject(new Error(received));
      times.push(performance.now() - start);
      received = '';
      at++;
      if (at < posts.length) next();
      else {
        socket.end();
        resolve(times);
      }
    });
  });
}

const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-bench-'));
// As root Postgres runs as another user, who has to pass through.
await chmod(dataDir, 0o711);
const server = await startFormsServer(dataDir);
try {
  const ground = await prepareGround(server);
  const url = new URL(`${ground.deviceUrl}/submission`);
  const random = seeded(7);
  let serial = 0;
  const make = (n: number): Buffer[] =>
    Array.from({ length: n }, () =>
      postBytes(url.pathname, assessmentXml(assessmentAnswers(random, serial++), `uuid:${randomUUID()}`)),
    );
  console.log(`one post: ${make(1)[0]!.length} bytes`);
  await Promise.all(Array.from({ length: clients }, () => runClient(url, make(40))));
  const rates: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const posts = Array.from({ length: clients }, () => make(Math.ceil(perRound / clients)));
    const quiet = contention();
    const start = performance.now();
    const times = (await Promise.all(posts.map((own) => runClient(url, own)))).flat().sort((a, b) => a - b);
    const rate = times.length / ((performance.now() - start) / 1000);
    rates.push(rate);
    all.push(...times);
    console.log(
      `round ${round + 1}: ${rate.toFixed(0)}/s, p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms (contention ${quiet.toFixed(2)})`,
    );
  }
  rates.sort((a, b) => a - b);
  all.sort((a, b) => a - b);
  console.log(
    `${clients} clients: median ${percentile(rates, 0.5).toFixed(0)}/s, p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms`,
  );
} finally {
  await stopFormsServer(server);
  await rm(dataDir, { recursive: true, force: true });
}
