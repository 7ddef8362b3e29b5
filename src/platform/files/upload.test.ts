import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tus from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#platform/http/testing.ts';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { jobs } from './jobs.ts';
import { contentDir } from './open-contents.ts';
import { cuttingProxy } from './testing/cutting-proxy.ts';
import {
  attach,
  begin,
  ENTITY,
  type FilesWorld,
  filesWorld,
  giveUp,
  headOf,
  sendPiece,
} from './testing/world.ts';

let world: FilesWorld;
beforeAll(async () => {
  world = await filesWorld({ maxBytes: 60_000_000 });
});
afterAll(() => world?.close());

const codeOf = async (answer: Response) =>
  `${answer.status} ${((await answer.json()) as { code: string }).code}`;
const offsetOf = async (address: string) =>
  Number((await headOf(world.officer, address)).headers.get('upload-offset'));
const addressOf = async (bytes: Buffer, options = {}) =>
  (await begin(world, world.officer, bytes, options)).headers.get('location')!;
const contentOf = async (id: string, caller: Caller = world.officer) =>
  Buffer.from(await (await caller.fetch(`/api/files/attachments/${id}/content`)).arrayBuffer());

/** The client that browsers use, told to begin anew from where the server stands after each break. */
function send(endpoint: string, bytes: Buffer, more: Partial<tus.UploadOptions> = {}): Promise<tus.Upload> {
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(bytes as unknown as tus.UploadOptions['uploadUrl'] & Blob, {
      endpoint: `${endpoint}/api/files/uploads`,
      headers: { cookie: `sojourn_session=${world.officer.cookie}` },
      metadata: { filename: 'long.dat', entity: ENTITY, entityId: world.record },
      retryDelays: Array.from({ length: 60 }, () => 20),
      onSuccess: () => resolve(upload),
      onError: reject,
      ...more,
    });
    upload.start();
  });
}

describe('refused', () => {
  test('too large, and by how much it is; empty; a program; headers that are missing', async () => {
    const large = await begin(world, world.officer, Buffer.from(''), { length: 60_100_000 });
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 'files.too_large', params: { size: 60.1, limit: 60 } });
    expect(await codeOf(await begin(world, world.officer, Buffer.from('')))).toBe('400 files.empty');
    for (const name of ['run.exe', 'RUN.EXE', 'photo.jpg.scr', 'a.js', 'evil.exe. .', 'x\u202egnp.exe'])
      expect(await codeOf(await begin(world, world.officer, Buffer.from('x'), { name }))).toBe(
        '415 files.type_forbidden',
      );
    const bare = await world.officer.fetch('/api/files/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '1.0.0' },
    });
    expect(await codeOf(bare)).toBe('400 files.bad_header');
    const old = await world.officer.fetch('/api/files/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '0.2.2' },
    });
    expect([old.status, old.headers.get('tus-version')]).toEqual([412, '1.0.0']);
  });

  test('a liar by its first bytes: the upload ends at once', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const address = await addressOf(page, { name: 'photo.jpg' });
    expect(await codeOf(await sendPiece(world.officer, address, 0, page))).toBe('415 files.type_lies');
    expect((await headOf(world.officer, address)).status).toBe(404);
    const program = Buffer.from('MZ\x90\0 program');
    const renamed = await addressOf(program, { name: 'letter.pdf' });
    expect(await codeOf(await sendPiece(world.officer, renamed, 0, program))).toBe(
      '415 files.type_forbidden',
    );
  });

  test('a link that broke after some bytes makes no liar; the whole is judged when it is there', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(9000, ' ')]);
    const address = await addressOf(pdf, { name: 'letter.pdf' });
    expect((await sendPiece(world.officer, address, 0, pdf.subarray(0, 3))).status).toBe(204);
    expect((await sendPiece(world.officer, address, 3, pdf.subarray(3))).status).toBe(204);
    const id = address.split('/').at(-1)!;
    await world.check(id);
    expect((await contentOf(id)).equals(pdf)).toBe(true);
    const program = Buffer.concat([Buffer.from('MZ\x90\0 program'), Buffer.alloc(9000)]);
    const cut = await addressOf(program, { name: 'other.pdf' });
    await sendPiece(world.officer, cut, 0, program.subarray(0, 1));
    expect((await sendPiece(world.officer, cut, 1, program.subarray(1))).status).toBe(204);
    const liar = cut.split('/').at(-1)!;
    await world.check(liar);
    expect(await codeOf(await world.officer.fetch(`/api/files/attachments/${liar}/content`))).toMatch(
      /^409 files\.type_/,
    );
  });

  test('another offset, more than announced, a wrong checksum or none that is known', async () => {
    const bytes = Buffer.from('twelve bytes');
    const address = await addressOf(bytes);
    expect(await codeOf(await sendPiece(world.officer, address, 3, bytes))).toBe('409 files.other_offset');
    expect((await sendPiece(world.officer, address, 0, Buffer.concat([bytes, bytes]))).status).toBe(413);
    const wrong = { 'upload-checksum': `sha1 ${createHash('sha1').update('other').digest('base64')}` };
    expect((await sendPiece(world.officer, address, 0, bytes, wrong)).status).toBe(460);
    expect(await offsetOf(address)).toBe(0);
    const unknown = { 'upload-checksum': 'crc9 AAAA' };
    expect((await sendPiece(world.officer, address, 0, bytes, unknown)).status).toBe(400);
    const right = { 'upload-checksum': `sha256 ${createHash('sha256').update(bytes).digest('base64')}` };
    expect((await sendPiece(world.officer, address, 0, bytes, right)).status).toBe(204);
    expect((await giveUp(world.officer, address)).status).toBe(409);
  });

  test('a refusal in the middle of a body leaves the connection usable', async () => {
    const address = await addressOf(Buffer.from('twelve bytes'));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (method: string, headers: Record<string, string>, body?: Buffer) =>
      new Promise<number>((resolve, reject) => {
        const cookie = `sojourn_session=${world.officer.cookie}`;
        request(`${world.server.url}${address}`, {
          method,
          agent,
          headers: { cookie, 'tus-resumable': '1.0.0', ...headers },
        })
          .on('error', reject)
          .on('response', (answer) => answer.resume().on('end', () => resolve(answer.statusCode!)))
          .end(body);
      });
    try {
      const piece = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
      expect(await ask('PATCH', piece, randomBytes(30_000_000))).toBe(413);
      expect(await ask('HEAD', {})).toBe(200);
    } finally {
      agent.destroy();
    }
  });

  test('two senders of one upload: one goes on, the other is told, nothing is mixed', async () => {
    const bytes = randomBytes(200_000);
    const address = await addressOf(bytes, { name: 'race.dat' });
    const answers = await Promise.all([0, 1, 2].map(() => sendPiece(world.officer, address, 0, bytes)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const id = address.split('/').at(-1)!;
    await world.check(id);
    expect((await contentOf(id)).equals(bytes)).toBe(true);
  });

  test('more uploads at once than a person may have', async () => {
    const held: string[] = [];
    for (let i = 0; i < 30; i++) {
      const begun = await begin(world, world.assistant, Buffer.from('one of many'));
      if (begun.status === 429) break;
      held.push(begun.headers.get('location')!);
    }
    expect(held).toHaveLength(20);
    expect((await giveUp(world.assistant, held[0]!)).status).toBe(204);
    expect((await headOf(world.assistant, held[0]!)).status).toBe(404);
    expect((await begin(world, world.assistant, Buffer.from('room again'))).status).toBe(201);
  });
});

describe('names', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\plan.txt', 'plan.txt'],
    ['a\0b\r\n.txt', 'ab.txt'],
    ['\u202eabc\u2066.txt', 'abc.txt'],
    ['نقشه\u200cها.txt', 'نقشه\u200cها.txt'],
    ['   ', 'file'],
    ['e\u0301.txt', '\u00e9.txt'],
    [`${'long'.repeat(100)}.txt`, `${'long'.repeat(37).slice(0, 146)}.txt`],
  ])('%j is kept as %j', async (given, kept) => {
    const id = await attach(world, world.officer, Buffer.from('x'), { name: given });
    const [row] = await world.server.database.ownerQuery<{ name: string }>(
      'select name from files.attachment where id = $1',
      [id],
    );
    expect(row!.name).toBe(kept);
    const answer = await world.officer.fetch(`/api/files/attachments/${id}/content`);
    expect(answer.status).toBe(200);
  });
});

test('what the server knows of the protocol', async () => {
  const answer = await world.server.stranger.fetch('/api/files/uploads', { method: 'OPTIONS' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('tus-extension')).toBe('creation,termination,expiration,checksum');
  expect(answer.headers.get('tus-max-size')).toBe('60000000');
});

test('the real client brings a file whole over a link that breaks at random points', async () => {
  const bytes = randomBytes(20_000_000);
  const cuts = Array.from({ length: 12 }, () => randomInt(500, 5_000_000));
  const proxy = await cuttingProxy(world.server.url, cuts);
  try {
    const upload = await send(proxy.url, bytes);
    expect(proxy.cutsDone()).toBeGreaterThan(3);
    const id = upload.url!.split('/').at(-1)!;
    await world.check(id);
    expect((await contentOf(id)).equals(bytes)).toBe(true);
  } finally {
    await proxy.close();
  }
}, 60_000);

test('the same behind a proxy that knows no PATCH, in pieces of the client', async () => {
  const bytes = randomBytes(900_000);
  const upload = await send(world.server.url, bytes, { overridePatchMethod: true, chunkSize: 250_000 });
  const id = upload.url!.split('/').at(-1)!;
  await world.check(id);
  expect((await contentOf(id)).equals(bytes)).toBe(true);
});

test('pieces lie sealed, and are gone when the file has its place', async () => {
  const plain = Buffer.from(`canary ${'of Quaggatown '.repeat(1000)}`);
  const address = await addressOf(plain, { name: 'canary.txt' });
  await sendPiece(world.officer, address, 0, plain);
  const id = address.split('/').at(-1)!;
  const parts = await world.server.database.ownerQuery<{ object: string }>(
    'select object from files.upload_part where upload_id = $1',
    [id],
  );
  expect(parts).toHaveLength(1);
  for await (const chunk of await world.config.contents.objects.get(parts[0]!.object))
    expect((chunk as Buffer).includes('Quaggatown')).toBe(false);
  await world.check(id);
  expect(await world.config.contents.objects.size(parts[0]!.object)).toBeUndefined();
  // Who lost the last answer still learns that all has arrived.
  expect(await offsetOf(address)).toBe(plain.length);
});

test('the sweep ends what nobody went on with', async () => {
  const address = await addressOf(Buffer.from('never finished'));
  await sendPiece(world.officer, address, 0, Buffer.from('never'));
  const id = address.split('/').at(-1)!;
  await world.server.database.ownerQuery(
    `update files.upload set expires_at = now() - interval '1 hour' where id = $1`,
    [id],
  );
  expect((await headOf(world.officer, address)).status).toBe(410);
  const sweep = jobs(world.config).find(({ name }) => name === 'files.sweep_uploads')!;
  await sweep.run(jobContext({ db: world.server.database.db, payload: {}, dataDir: '/nonexistent' }));
  expect((await headOf(world.officer, address)).status).toBe(404);
});

test('a server that is killed in mid-upload loses at most what it had not counted in', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-killed-'));
  const bytes = randomBytes(30_000_000);
  let child = await startServer(dataDir);
  const { url } = child;
  const before: number[] = [];
  try {
    const sending = send(url, bytes, {
      retryDelays: Array.from({ length: 200 }, () => 100),
      onProgress: (sent) => before.push(sent),
    });
    await expect.poll(() => before.at(-1) ?? 0, { timeout: 20_000, interval: 2 }).toBeGreaterThan(10_000_000);
    child.process.kill('SIGKILL');
    const [row] = await world.server.database.ownerQuery<{ received: number; parts: number }>(
      `select received::float8 as received, (select coalesce(sum(size), 0)::float8 from files.upload_part p where p.upload_id = u.id) as parts
         from files.upload u where length = $1`,
      [bytes.length],
    );
    expect(row!.parts).toBe(row!.received);
    child = await startServer(dataDir, new URL(url).port);
    const upload = await sending;
    const id = upload.url!.split('/').at(-1)!;
    const parts = await world.server.database.ownerQuery<{ start: number; size: number; object: string }>(
      'select start::float8 as start, size, object from files.upload_part where upload_id = $1 order by start',
      [id],
    );
    expect(parts.reduce((sum, { size }) => sum + size, 0)).toBe(bytes.length);
    expect((await readdir(join(contentDir(dataDir), 'uploads', id))).length).toBeGreaterThanOrEqual(
      parts.length,
    );
  } finally {
    child.process.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  }
}, 90_000);

async function startServer(dataDir: string, port = '0'): Promise<{ url: string; process: ChildProcess }> {
  const script = new URL('./testing/upload-server.ts', import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', script, world.server.database.ownerUrl, dataDir, port],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (line: Buffer) => resolve(line.toString().trim()));
    child.once('exit', () => reject(new Error('the server ended')));
  });
  return { url, process: child };
}
