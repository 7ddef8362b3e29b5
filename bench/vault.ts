/**
 * How fast the vault seals and opens: values of several sizes, streams, parts of streams.
 * Usage: npx tsx --conditions=source bench/vault.ts [seconds=2] [megabytes=256]
 */
import { randomBytes } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { memoryVault } from '#platform/vault/testing/memory-vault.ts';

const [seconds = 2, megabytes = 256] = process.argv.slice(2).map(Number);
const vault = memoryVault();
const [purpose, binding] = ['bench.value', 'bench.thing.value_sealed:0197a000-0000-7000-8000-000000000001'];

function perSecond(work: () => void): number {
  for (let i = 0; i < 200; i++) work();
  const end = performance.now() + seconds * 1000;
  let done = 0;
  const started = performance.now();
  while (performance.now() < end) {
    for (let i = 0; i < 50; i++) work();
    done += 50;
  }
  return done / ((performance.now() - started) / 1000);
}

const number = (n: number): string => Math.round(n).toLocaleString('en').padStart(9);

for (const size of [32, 1024, 16_384]) {
  const content = randomBytes(size);
  const sealed = vault.seal(purpose, binding, content);
  const seal = perSecond(() => vault.seal(purpose, binding, content));
  const open = perSecond(() => vault.open(purpose, binding, sealed));
  console.log(`values of ${number(size)} bytes: ${number(seal)} sealed/s, ${number(open)} opened/s`);
}

const CHUNK = 65_536;
const chunk = randomBytes(CHUNK);
const chunks = (megabytes * 1e6) / CHUNK;
function* content(): Generator<Buffer> {
  for (let i = 0; i < chunks; i++) yield chunk;
}
const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });

let started = performance.now();
await pipeline(Readable.from(content()), vault.sealStream(purpose, binding), sink());
const sealing = megabytes / ((performance.now() - started) / 1000);

const whole = await buffer(Readable.from([randomBytes(32_000_000)]).pipe(vault.sealStream(purpose, binding)));
started = performance.now();
for (let round = 0; round < Math.max(1, megabytes / 32); round++)
  await pipeline(Readable.from([whole]), vault.openStream(purpose, binding), sink());
const opening = (Math.max(1, megabytes / 32) * 32) / ((performance.now() - started) / 1000);
console.log(`streams: ${number(sealing)} MB/s sealed, ${number(opening)} MB/s opened`);

const source = {
  contentLength: 32_000_000,
  read: async (from: number, to: number) => whole.subarray(from, to),
};
started = performance.now();
const PARTS = 500;
for (let i = 0; i < PARTS; i++) {
  const start = (i * 63_997) % 31_000_000;
  await buffer(Readable.from(vault.openPart(purpose, binding, source, { start, end: start + 65_536 })));
}
console.log(
  `parts of 64 KiB anywhere in a stream: ${number(PARTS / ((performance.now() - started) / 1000))} opened/s`,
);
