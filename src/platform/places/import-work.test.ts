import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { cancelRun, getRun, retryRun } from '#platform/jobs/contract.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { addCountry, listAreas } from './contract/area.ts';
import * as imports from './contract/import.ts';
import { textFile } from './import/testing/made-files.ts';
import { placesModule } from './module.ts';
import { breather } from './service/breathe.ts';
import { importJobs } from './service/import-work.ts';
import { districtsFile, settings } from './testing/made-country.ts';
import { runImport } from './testing/run-import.ts';

let server: TestServer;
let olga: Caller;
let omar: Caller;
let outsider: Caller;
let params: { importId: string };

const get = () => olga.call(imports.getAreaImport, { params });
const check = () => olga.call(imports.checkAreaImport, { params });
const apply = () => olga.call(imports.applyAreaImport, { params });
const cancel = async (caller = olga) =>
  caller.call(cancelRun, { params: { runId: (await get()).run!.id }, body: {} });
const run = () => runImport(server);
const areas = async () => (await olga.call(listAreas, { querystring: {} })).items.length;
const upload = (file: { name: string; bytes: Uint8Array }) =>
  olga.call(imports.addAreaFile, {
    params,
    querystring: { name: file.name },
    body: new Blob([file.bytes as Uint8Array<ArrayBuffer>]),
  } as never);

beforeAll(async () => {
  server = await testServer(() => [accessModule(() => []), placesModule(), jobsModule(() => importJobs)]);
  const officeId = await server.office('HQ');
  olga = await server.persona('Olga', [{ role: 'displacement-officer', officeId }]);
  omar = await server.persona('Omar', [{ role: 'displacement-officer', officeId }]);
  outsider = await server.persona('Outsider', [{ role: 'enumerator', officeId }]);
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
    expect((await check()).run).toMatchObject({
      task: 'places.check_import',
      state: 'waiting',
      accountId: olga.accountId,
      record: { entity: 'places.import', entityId: params.importId },
    });
    const { mappings } = await get();
    const map = olga.call(imports.mapAreaImport, { params, body: { settings, mappings } });
    const busy = '409 places.import.busy';
    expect([await refusal(map), await refusal(upload(textFile('a.csv', 'a\n1\n')))]).toEqual([busy, busy]);
    expect([await refusal(check()), await refusal(apply())]).toEqual([busy, busy]);
    const gone = await olga.call(imports.discardAreaImport, { params });
    expect(gone).toMatchObject({ status: 'discarded', run: { state: 'cancelled' } });
    await run();
    expect(await get()).toMatchObject({ status: 'discarded', report: null });
  });

  it('is cancelled before it began, and checked again', async () => {
    await upload(districtsFile());
    await check();
    expect(await cancel()).toMatchObject({ task: 'places.check_import', state: 'cancelled' });
    await run();
    expect(await get()).toMatchObject({ status: 'draft', report: null, run: { state: 'cancelled' } });
    await check();
    await run();
    expect(await get()).toMatchObject({ status: 'checked', run: { state: 'done', done: 2, total: 2 } });
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
      await expect.poll(async () => (await get()).run?.state, { timeout: 10_000 }).toBe('running');
      await cancel();
    });
    await running;
    expect(await server.database.ownerQuery('select 1 from places.edition')).toEqual([]);
    expect(await get()).toMatchObject({ status: 'draft', report: null, run: { state: 'cancelled' } });
    expect(await areas()).toBe(0);
  });

  it('given up by somebody else while it is applied changes nothing', async () => {
    await upload(districtsFile());
    await apply();
    let running = Promise.resolve();
    const actor = { accountId: null, kind: 'job', permissions: null, requestId: 'test' } as const;
    await server.database.db.withActor(actor, async (tx) => {
      const { lockLatestEdition } = await import('./store/edition.ts');
      await lockLatestEdition(tx, 'QZ');
      running = run();
      await expect.poll(async () => (await get()).run?.state, { timeout: 10_000 }).toBe('running');
      await omar.call(imports.discardAreaImport, { params });
    });
    await running;
    expect(await get()).toMatchObject({
      status: 'discarded',
      run: { state: 'failed', problem: 'places.import.not_open' },
    });
    expect(await areas()).toBe(0);
  });

  it('is seen at work by all who see it, and stopped by who began it', async () => {
    await upload(districtsFile());
    const runId = (await check()).run!.id;
    const look = (who: Caller) => who.call(getRun, { params: { runId } });
    expect(await refusal(look(outsider))).toBe('404 http.not_found');
    expect(await refusal(cancel(outsider))).toBe('404 http.not_found');
    expect((await look(omar)).state).toBe('waiting');
    expect(await refusal(cancel(omar))).toBe('403 http.forbidden');
    expect((await cancel()).state).toBe('cancelled');
  });

  it('that finds errors when it is applied tells them row by row and changes nothing', async () => {
    await upload(textFile('adm1.csv', 'ADM1_PCODE,ADM1_EN\nHT01,Elsewhere\nQZ02,Here\n'));
    await apply();
    await run();
    const after = await get();
    expect(after).toMatchObject({
      status: 'checked',
      report: { counts: { error: 1 } },
      run: { task: 'places.apply_import', state: 'failed', problem: 'places.import.errors_found' },
    });
    const told = await server.database.ownerQuery(
      'select kind, entity, entity_id from notify.notice where account_id = $1 and entity_id = $2',
      [olga.accountId, params.importId],
    );
    expect(told).toEqual([{ kind: 'jobs.run_failed', entity: 'places.import', entity_id: params.importId }]);
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

  it('that failed tries again for whoever began it, unless other work on it came later', async () => {
    await upload(textFile('adm1.csv', 'ADM1_PCODE,ADM1_EN\nHT01,Elsewhere\nQZ02,Here\n'));
    await apply();
    await run();
    const again = async (caller: Caller, runId: string) => caller.call(retryRun, { params: { runId } });
    const failed = (await get()).run!.id;
    expect(await refusal(again(outsider, failed))).toBe('404 http.not_found');
    expect(await refusal(again(omar, failed))).toBe('403 http.forbidden');
    expect(await again(olga, failed)).toMatchObject({ state: 'waiting' });
    await run();
    expect((await get()).run).toMatchObject({ id: failed, state: 'failed', attempts: 1 });
    await check();
    expect(await refusal(again(olga, failed))).toBe('409 jobs.run_not_failed');
    await run();
  });

  it('runs once, and its edition is in the name of who asked', async () => {
    await upload(districtsFile());
    await apply();
    await run();
    expect((await get()).status).toBe('applied');
    expect(await areas()).toBe(3);
    const editions = () => server.database.ownerQuery('select id from places.edition');
    expect(await editions()).toHaveLength(1);
    const [entry] = await server.database.ownerQuery<{ body: string }>(
      "select body from audit.entry where body like '%places.edition_applied%'",
    );
    expect(entry!.body).toContain(olga.accountId);
    // Its server died after the work and before it could say so.
    await server.database.ownerQuery(
      `update jobs.run set state = 'waiting', finished_at = null,
         queue_id = (graphile_worker.add_job('places.apply_import', json_build_object('payload',
           json_build_object('importId', $1::text), 'accountId', account_id))).id where entity_id = $1`,
      [params.importId],
    );
    await run();
    expect((await get()).run).toMatchObject({ state: 'done' });
    expect(await editions()).toHaveLength(1);
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
