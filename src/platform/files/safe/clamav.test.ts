import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobContext } from '#platform/jobs/testing/context.ts';
import { jobs } from '../jobs.ts';
import { findClamd, PATTERN, startClamd } from '../testing/clamd.ts';
import { attach, begin, type FilesWorld, filesWorld, sendPiece } from '../testing/world.ts';
import { ScannerUnavailable, scan } from './clamav.ts';

const clamd = findClamd();
if (!clamd)
  console.warn('clamd is not installed (Debian: apt-get install clamav-daemon): its tests are skipped.');

test('a scanner that is configured and away is no clean file', async () => {
  const away = { host: '127.0.0.1', port: 9 };
  await expect(scan(away, Readable.from([Buffer.from('x')]))).rejects.toThrow(ScannerUnavailable);
});

describe.skipIf(!clamd)('a real clamd', () => {
  let daemon: Awaited<ReturnType<typeof startClamd>>;
  let path: string;
  let world: FilesWorld;

  beforeAll(async () => {
    daemon = await startClamd(clamd!);
    path = daemon.path;
    world = await filesWorld({ clamav: { path } });
  });
  afterAll(async () => {
    await world?.close();
    await daemon?.close();
  });

  const stateOf = async (id: string) =>
    (
      await world.server.database.ownerQuery<{ state: string; refusal: string | null }>(
        'select state, refusal from files.attachment where id = $1',
        [id],
      )
    )[0]!;

  test('finds what it knows, and lets others pass', async () => {
    expect(await scan({ path }, Readable.from([Buffer.from(`text ${PATTERN} text`)]))).toMatch(
      /Sojourn\.Test\.Quagga/,
    );
    expect(await scan({ path }, Readable.from([Buffer.alloc(3_000_000)]))).toBeUndefined();
    await expect(scan({ path }, Readable.from([Buffer.alloc(6_000_000)]))).rejects.toThrow(/cannot be asked/);
  });

  test('an infected file is refused, not kept, cannot be opened, and people are told', async () => {
    const id = await attach(world, world.officer, Buffer.from(`a letter with ${PATTERN}`));
    expect(await stateOf(id)).toEqual({ state: 'refused', refusal: 'infected' });
    const answer = await world.officer.fetch(`/api/files/attachments/${id}/content`);
    expect(`${answer.status} ${((await answer.json()) as { code: string }).code}`).toBe('409 files.infected');
    const kept = await world.server.database.ownerQuery(
      'select 1 from files.attachment_content where attachment_id = $1',
      [id],
    );
    expect(kept).toEqual([]);
    const told = await world.server.database.ownerQuery<{ account_id: string; kind: string }>(
      'select account_id, kind from notify.notice order by kind',
    );
    expect(told).toEqual([
      { account_id: world.officer.accountId, kind: 'files.attachment_infected' },
      { account_id: world.administrator.accountId, kind: 'files.infection_found' },
    ]);
  });

  test('a file stays unopened while the scanner is away, and is looked into when it is back', async () => {
    const bytes = Buffer.from('a clean letter');
    const address = (await begin(world, world.officer, bytes)).headers.get('location')!;
    await sendPiece(world.officer, address, 0, bytes);
    const id = address.split('/').at(-1)!;
    const away = jobs({ ...world.config, clamav: { path: `${path}.none` } }).find(
      ({ name }) => name === 'files.take_in',
    )!;
    const context = { db: world.server.database.db, payload: { attachmentId: id }, dataDir: '/nonexistent' };
    await expect(away.run(jobContext(context))).rejects.toThrow(ScannerUnavailable);
    expect(await stateOf(id)).toEqual({ state: 'checking', refusal: null });
    const answer = await world.officer.fetch(`/api/files/attachments/${id}/content`);
    expect(((await answer.json()) as { code: string }).code).toBe('files.being_checked');
    await world.check(id);
    expect((await stateOf(id)).state).toBe('ready');
  });
});
