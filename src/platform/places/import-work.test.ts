import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { addCountry, listAreas } from './contract/area.ts';
import * as imports from './contract/import.ts';
import { textFile } from './import/testing/made-files.ts';
import { jobs } from './jobs.ts';
import { placesModule } from './module.ts';
import { breather } from './service/breathe.ts';
import { districtsFile, settings } from './testing/made-country.ts';
import { runImport } from './testing/run-import.ts';

let server: TestServer;
let olga: Caller;
let params: { importId: string };

const get = () => olga.call(imports.getAreaImport, { params });
const check = () => olga.call(imports.checkAreaImport, { params });
const apply = () => olga.call(imports.applyAreaImport, { params });
const cancel = () => olga.call(imports.cancelAreaImport, { params });
const run = (signal?: AbortSignal) => runImport(server, olga, params.importId, signal);
const areas = async () => (await olga.call(listAreas, { querystring: {} })).items.length;
const upload = (file: { name: string; bytes: Uint8Array }) =>
  olga.call(imports.addAreaFile, {
    params,
    querystring: { name: file.name },
    body: new Blob([file.bytes as Uint8Array<ArrayBuffer>]),
  } as never);

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule()]);
  const officeId = await server.office('HQ');
  olga = await server.persona('Olga', [{ role: 'displacement-officer', officeId }]);
  await olga.call(addCountry, { body: { code: 'QZ', alpha3: 'QZZ', names: { en: 'Quelland' } } });
});
afterAll(() => server.close());
beforeEach(async () => {
  const { id } = await olga.call(imports.startAreaImport, { body: { ...settings, country: 'QZ' } });
  params = { importId: id };
});

describe('an import under way', () => {
  it('takes no file, mapping, second check or application, but is given up', async () => {
    await upload(districtsFile());
    expect((await check()).work).toEqual({
      kind: 'check',
      state: 'waiting',
      done: 0,
      total: 2,
      problem: null,
    });
    const { mappings } = await get();
    const map = olga.call(imports.mapAreaImport, { params, body: { settings, mappings } });
    const busy = '409 places.import.busy';
    expect([await refusal(map), await refusal(upload(textFile('a.csv', 'a\n1\n')))]).toEqual([busy, busy]);
    expect([await refusal(check()), await refusal(apply())]).toEqual([busy, busy]);
    const gone = await olga.call(imports.discardAreaImport, { params });
    expect(gone).toMatchObject({ status: 'discarded', work: { state: 'cancelled' } });
    await run();
    expect(await get()).toMatchObject({ status: 'discarded', report: null });
  });

  it('is cancelled before it began, and checked again', async () => {
    await upload(districtsFile());
    await check();
    expect((await cancel()).work).toMatchObject({ kind: 'check', state: 'cancelled' });
    await run();
    expect(await get()).toMatchObject({ status: 'draft', report: null, work: { state: 'cancelled' } });
    await check();
    await run();
    expect(await get()).toMatchObject({ status: 'checked', work: { state: 'done', done: 2, total: 2 } });
  });

  it('is cancelled in the middle of an application, which then has changed nothing', async () => {
    await upload(districtsFile());
    await apply();
    let running = Promise.resolve();
    // Held up where it waits for others that import the same country.
    const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' } as const;
    await server.database.db.withActor(actor, async (tx) => {
      const { lockLatestEdition } = await import('./store/edition.ts');
      await lockLatestEdition(tx, 'QZ');
      running = run();
      await expect.poll(async () => (await get()).work?.state).toBe('running');
      await cancel();
    });
    await running;
    expect(await server.database.ownerQuery('select 1 from places.edition')).toEqual([]);
    expect(await get()).toMatchObject({ status: 'draft', report: null, work: { state: 'cancelled' } });
    expect(await areas()).toBe(0);
  });

  it('is taken up again where the server died in the middle, and ends once', async () => {
    await upload(districtsFile());
    await check();
    await server.database.ownerQuery("update places.import set work_state = 'running' where id = $1", [
      params.importId,
    ]);
    await run();
    const done = await get();
    expect(done).toMatchObject({ status: 'checked', work: { state: 'done' } });
    await run();
    expect(await get()).toEqual(done);
  });

  it('that finds errors when it is applied tells them row by row and changes nothing', async () => {
    await upload(textFile('adm1.csv', 'ADM1_PCODE,ADM1_EN\nHT01,Elsewhere\nQZ02,Here\n'));
    await apply();
    await run();
    const after = await get();
    expect(after).toMatchObject({
      status: 'checked',
      report: { counts: { error: 1 } },
      work: {
        kind: 'apply',
        state: 'failed',
        problem: { code: 'places.import.has_errors', params: { count: 1 } },
      },
    });
    expect(await areas()).toBe(0);
    expect(await refusal(apply())).toBe('422 places.import.has_errors');
  });

  it('is of no use to whoever lost the right meanwhile', async () => {
    await upload(districtsFile());
    await apply();
    await server.database.ownerQuery('update access.role_grant set revoked_at = now()');
    await run();
    await server.database.ownerQuery('update access.role_grant set revoked_at = null');
    expect(await areas()).toBe(0);
    expect((await get()).status).toBe('draft');
  });

  it('runs in the queue of the server, and its edition is in the name of who asked', async () => {
    await upload(districtsFile());
    const queue = await startJobs({
      db: server.database.db,
      ownerUrl: server.database.url,
      definitions: jobs,
      dataDir: '/nonexistent',
      log: { info() {}, error() {} },
    });
    try {
      await apply();
      await expect.poll(async () => (await get()).status, { timeout: 10_000 }).toBe('applied');
    } finally {
      await queue.stop();
    }
    expect(await areas()).toBe(3);
    const [entry] = await server.database.ownerQuery<{ body: string }>(
      "select body from audit.entry where body like '%places.edition_applied%'",
    );
    expect(entry!.body).toContain(olga.accountId);
  });
});

it('a long computation tells how far it is, and ends when that is refused', async () => {
  const told: number[] = [];
  const breathe = breather(async (breaths) => {
    told.push(breaths);
    if (told.length === 2) throw new Error('cancelled');
  });
  const long = async () => {
    for (;;) {
      const until = performance.now() + 20;
      while (performance.now() < until);
      await breathe();
    }
  };
  await expect(long()).rejects.toThrow('cancelled');
  expect(told[1]).toBeGreaterThan(told[0]!);
});
