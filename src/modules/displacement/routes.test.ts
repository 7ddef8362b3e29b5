import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessModule } from '#platform/access/module.ts';
import { documentsModule } from '#platform/documents/module.ts';
import { openContents } from '#platform/files/open-contents.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { reviewRecord, submitRecord } from '#platform/forms/contract/record.ts';
import { formsModule } from '#platform/forms/module.ts';
import { workbook } from '#platform/forms/testing/workbook.ts';
import { type Caller, refusal, type TestServer, testServer } from '#platform/http/testing.ts';
import { getRun } from '#platform/jobs/contract.ts';
import type { JobDefinition } from '#platform/jobs/job.ts';
import { jobsModule } from '#platform/jobs/module.ts';
import { startJobs } from '#platform/jobs/runner.ts';
import { createSite, updateSite } from '#platform/places/contract/site.ts';
import { placesModule } from '#platform/places/module.ts';
import { addCountry, importAreas } from '#platform/places/service/area-import.ts';
import * as contract from './contract.ts';
import { displacementModule } from './module.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'sojourn-displacement-'));
let server: TestServer;
let officer: Caller;
let enumerator: Caller;
let elsewhere: Caller;
let operationId: string;
let formId: string;
const rounds: contract.Round[] = [];
const jobs: JobDefinition[] = [];

const square = (pcode: string, x: number, props: object) => ({
  type: 'Feature',
  properties: { ADM1_PCODE: pcode, ADM1_EN: `Region ${pcode}`, ADM1_AR: `منطقة ${pcode}`, ...props },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, 0],
        [x + 1, 0],
        [x + 1, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  },
});

const survey = {
  survey: [
    ['type', 'name', 'label'],
    ['start-geopoint', 'spot', ''],
    ['text', 'area', 'Area'],
    ['text', 'locality', 'Locality'],
    ['date', 'day', 'Day'],
    ['begin group', 'pop', 'People'],
    ['integer', 'idp_hh', 'Households'],
    ['integer', 'idp_ind', 'Individuals'],
    ['integer', 'idp_f', 'Women and girls'],
    ['integer', 'idp_m', 'Men and boys'],
    ['end group', '', ''],
    ['begin repeat', 'people', 'People'],
    ['integer', 'age', 'Age'],
    ['end repeat', '', ''],
  ],
  settings: [
    ['form_title', 'form_id', 'version'],
    ['Baseline', 'baseline', '1'],
  ],
};

const mapping: contract.Mapping = {
  place: { kind: 'pcode', question: 'area' },
  location: 'locality',
  position: 'spot',
  date: 'day',
  round: null,
  householdSize: { value: 5, source: 'Household survey' },
  figures: [
    {
      category: 'idp',
      households: 'pop/idp_hh',
      individuals: 'pop/idp_ind',
      bands: [
        { sex: 'female', age: 'all', question: 'pop/idp_f' },
        { sex: 'male', age: 'all', question: 'pop/idp_m' },
      ],
      origin: null,
      reason: null,
    },
  ],
};

beforeAll(async () => {
  server = await testServer(
    ({ url, vault }) =>
      [
        accessModule(() => []),
        placesModule(),
        formsModule({ publicUrl: url, contents: openContents({ dataDir, vault }) }),
        jobsModule(() => []),
        documentsModule({ vault }),
        displacementModule({ vault }),
      ].map((slice) => {
        jobs.push(...(slice.jobs ?? []));
        return slice;
      }),
    { dataDir },
  );
  const hq = await server.office('HQ');
  operationId = await server.operation('OP', hq);
  const other = await server.operation('OTHER', hq);
  officer = await server.persona('Officer', [{ role: 'displacement-officer', officeId: hq, operationId }]);
  enumerator = await server.persona('Enumerator', [{ role: 'enumerator', officeId: hq, operationId }]);
  elsewhere = await server.persona('Elsewhere', [
    { role: 'displacement-officer', officeId: hq, operationId: other },
  ]);
  const actor = { accountId: officer.accountId, kind: 'person', permissions: null, requestId: 't' } as const;
  const now = new Date('2026-01-01T00:00:00Z');
  const collection = { type: 'FeatureCollection', features: [square('QZ01', 0, {}), square('QZ02', 1, {})] };
  await server.database.db.withActor(actor, async (tx) => {
    await addCountry(tx, actor, { code: 'QZ', alpha3: 'QZZ', names: { en: 'Testland' } }, now);
    await importAreas(
      tx,
      actor,
      {
        country: 'QZ',
        name: '2026',
        source: 'Test',
        validFrom: '2026-01-01',
        mode: 'replace',
        makeParents: true,
        files: [{ name: 'adm1.geojson', bytes: new TextEncoder().encode(JSON.stringify(collection)) }],
      },
      now,
    );
  });
  formId = (
    await officer.call(importWorkbook, {
      params: { operationId },
      body: new Uint8Array(await workbook(survey)),
    } as never)
  ).form.id;
  const versions = await server.database.ownerQuery<{ id: string }>('select id from forms.form_version');
  await officer.call(changeVersionState, {
    params: { formId, versionId: versions[0]!.id },
    body: { transition: 'publish' },
  });
});
afterAll(async () => {
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

let sent = 0;
async function send(answers: Record<string, string | number>): Promise<string> {
  sent += 1;
  const pop = ['idp_hh', 'idp_ind', 'idp_f', 'idp_m'].map((n) => `<${n}>${answers[n] ?? ''}</${n}>`).join('');
  const xml = `<data xmlns:orx="http://openrosa.org/xforms" id="baseline" version="1"><spot>${answers.spot ?? ''}</spot><area>${answers.area ?? ''}</area><locality>${answers.locality ?? ''}</locality><day>${answers.day ?? ''}</day><pop>${pop}</pop><orx:meta><orx:instanceID>uuid:${sent}</orx:instanceID></orx:meta></data>`;
  const body = new FormData();
  body.set('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'submission.xml');
  const answer = await enumerator.call(submitRecord, { params: { formId }, body } as never);
  return (answer as { recordId: string }).recordId;
}

const plan = (number: number, month: string) =>
  officer.call(contract.createRound, {
    body: {
      operationId,
      number,
      code: `R${number}`,
      startsOn: `${month}-01`,
      endsOn: `${month}-28`,
      reportingDate: `${month}-28`,
    },
  });
const figures = (roundId: string, more: object = {}) =>
  officer.call(contract.getFigures, { querystring: { roundId, level: 1, ...more } });

test('rounds are planned by officers of the operation and by nobody else', async () => {
  const body = {
    operationId,
    number: 9,
    code: 'X',
    startsOn: '2026-02-01',
    endsOn: '2026-02-28',
    reportingDate: '2026-02-28',
  };
  expect(await refusal(enumerator.call(contract.createRound, { body }))).toBe('403 http.forbidden');
  expect(await refusal(elsewhere.call(contract.createRound, { body }))).toBe('404 http.not_found');
  expect(await refusal(officer.call(contract.createRound, { body: { ...body, endsOn: '2026-01-01' } }))).toBe(
    '422 displacement.round_ends_before_start',
  );
  rounds.push(await plan(1, '2026-02'), await plan(2, '2026-03'));
  expect(await refusal(plan(1, '2026-04'))).toBe('409 displacement.round_number_taken');
  expect((await elsewhere.call(contract.listRounds, { querystring: { operationId } })).items).toEqual([]);
});

test('a mapping is suggested, and refused where it names what the form does not ask', async () => {
  const { mapping: suggested, questions } = await officer.call(contract.suggestMapping, {
    params: { formId },
  });
  expect(suggested.figures[0]).toMatchObject({ households: 'pop/idp_hh', individuals: 'pop/idp_ind' });
  expect(questions.map((q) => q.path)).not.toContain('people/age');
  const bind = (caller: Caller, bad: Partial<contract.Mapping>) =>
    caller.call(contract.bindForm, {
      params: { roundId: rounds[0]!.id, formId },
      body: { tool: 'baseline', mapping: { ...mapping, ...bad } },
    });
  expect(await refusal(bind(officer, { location: 'nothing' }))).toBe('422 displacement.question_unknown');
  expect(await refusal(bind(officer, { date: 'people/age' }))).toBe('422 displacement.question_unknown');
  expect(await refusal(bind(elsewhere, {}))).toBe('404 http.not_found');
});

test('records that came before the binding and after it both count, each in its round', async () => {
  await send({
    area: 'QZ01',
    locality: 'Old town',
    day: '2026-02-03',
    idp_hh: 10,
    idp_ind: 50,
    idp_f: 30,
    idp_m: 20,
  });
  for (const round of rounds) {
    await officer.call(contract.bindForm, {
      params: { roundId: round.id, formId },
      body: { tool: 'baseline', mapping },
    });
  }
  await send({ area: 'QZ01', locality: 'New town', day: '2026-02-04', idp_hh: 4 });
  await send({ area: 'QZ02', locality: 'Harbour', day: '2026-02-05', idp_hh: 2, idp_ind: 40 });
  const first = await figures(rounds[0]!.id);
  expect(first.total).toMatchObject({
    individuals: 110,
    households: 16,
    estimated: 20,
    female: 30,
    male: 20,
    places: 3,
    flagged: 2,
  });
  expect(first.areas.map((a) => [a.pcode, a.name, a.individuals])).toEqual([
    ['QZ01', 'Region QZ01', 70],
    ['QZ02', 'Region QZ02', 40],
  ]);
  expect((await figures(rounds[0]!.id, { language: 'ar' })).areas[0]?.name).toBe('منطقة QZ01');
  expect(first.total.change).toBeNull();
  expect((await figures(rounds[1]!.id)).total.individuals).toBe(0);
});

test('the latest assessment of a place counts, and the earlier one says that it was replaced', async () => {
  await send({ area: 'QZ02', locality: ' harbour ', day: '2026-02-20', idp_hh: 3, idp_ind: 15 });
  const after = await figures(rounds[0]!.id);
  expect(after.total).toMatchObject({ individuals: 85, places: 3 });
  expect(after.leftOut).toContainEqual({ reason: 'replaced', records: 1 });
  const rows = await officer.call(contract.listFigureRows, {
    querystring: { roundId: rounds[0]!.id, within: 'QZ02' },
  });
  expect(rows.items.map((r) => [r.individuals, r.standing])).toEqual([
    [40, 'replaced'],
    [15, 'counts'],
  ]);
  expect(rows.items[1]?.rule).toMatchObject({ individualsQuestion: 'pop/idp_ind', mappingVersion: 1 });
});

test('a rejected record counts for nothing until it is taken back', async () => {
  const id = await send({ area: 'QZ01', locality: 'Camp', day: '2026-02-06', idp_ind: 1000, idp_hh: 100 });
  expect((await figures(rounds[0]!.id)).total.individuals).toBe(1085);
  const review = (transition: string) =>
    officer.call(reviewRecord, {
      params: { formId, recordId: id },
      body: { transition, comment: 'Counted twice' },
    } as never);
  await review('reject');
  expect((await figures(rounds[0]!.id)).total.individuals).toBe(85);
  await review('approve');
  expect((await figures(rounds[0]!.id)).total.individuals).toBe(1085);
  await review('reject');
});

test('what gives no figure is counted with its reason, never lost', async () => {
  await send({ area: 'QZ99', day: '2026-02-07', idp_ind: 5 });
  await send({ day: '2026-02-07', idp_ind: 5 });
  await send({ area: 'QZ01', day: '2026-02-07' });
  const { leftOut } = await figures(rounds[0]!.id);
  expect(Object.fromEntries(leftOut.map((l) => [l.reason, l.records]))).toEqual({
    replaced: 1,
    rejected: 1,
    place_unknown: 1,
    place_missing: 1,
    no_figure: 1,
  });
});

test('the change compares only places of both rounds', async () => {
  await send({ area: 'QZ01', locality: 'Old town', day: '2026-03-03', idp_hh: 12, idp_ind: 60 });
  await send({ area: 'QZ02', locality: 'Hill', day: '2026-03-03', idp_hh: 1, idp_ind: 7 });
  const { total, areas } = await figures(rounds[1]!.id);
  expect(total.change).toMatchObject({
    previousCode: 'R1',
    placesInBoth: 1,
    before: 50,
    now: 60,
    difference: 10,
    percent: 20,
    placesNew: 1,
    individualsNew: 7,
    placesGone: 2,
    individualsGone: 35,
  });
  expect(areas.find((a) => a.pcode === 'QZ02')?.change).toMatchObject({ placesInBoth: 0, percent: null });
  const trend = await officer.call(contract.getTrend, { querystring: { operationId } });
  expect(trend.items.map((p) => [p.code, p.individuals])).toEqual([
    ['R1', 85],
    ['R2', 67],
  ]);
});

test('figures go out as CSV with HXL tags, and no cell is a formula', async () => {
  await send({ area: 'QZ01', locality: '=cmd()', day: '2026-03-09', idp_ind: 1, idp_hh: 1 });
  const answer = await officer.fetch(`/api/displacement/figures.csv?roundId=${rounds[1]!.id}&level=1`);
  const [heads, tags, first] = (await answer.text()).replace(/^\uFEFF/, '').split('\r\n');
  expect(answer.headers.get('content-disposition')).toContain('figures-idp-adm1-round-2.csv');
  expect(heads).toContain('adm1_pcode');
  expect(tags).toContain('#affected+idps+ind');
  expect(first).toMatch(/^R2,2026-03-28,baseline,idp,QZ01,Region QZ01,13,61,/);
});

test('a report is made for who sees the round, with the numbers of the screen, and for nobody else', async () => {
  const { id: roundId } = rounds[0]!;
  const begin = (caller: Caller, format: 'pdf' | 'docx', language: 'en' | 'ar') =>
    caller.call(contract.beginReport, { params: { roundId }, body: { format, language } });
  expect(await refusal(begin(enumerator, 'pdf', 'en'))).toBe('403 http.forbidden');
  expect(await refusal(begin(elsewhere, 'pdf', 'en'))).toBe('404 http.not_found');
  const runner = await startJobs({
    db: server.database.db,
    ownerUrl: server.database.url,
    dataDir,
    log: { info() {}, error() {} },
    definitions: jobs,
  });
  try {
    const made: Record<string, string> = {};
    for (const [format, language] of [
      ['docx', 'ar'],
      ['docx', 'en'],
      ['pdf', 'ar'],
    ] as const) {
      const { runId } = await begin(officer, format, language);
      const look = () => officer.call(getRun, { params: { runId } });
      await expect.poll(look, { timeout: 20_000 }).toMatchObject({ state: 'done', problem: null });
      expect(await refusal(elsewhere.call(getRun, { params: { runId } }))).toBe('404 http.not_found');
      made[`${format} ${language}`] = (await look()).link!;
    }
    expect((await elsewhere.fetch(made['docx ar']!)).status).toBe(404);
    expect((await enumerator.fetch(made['docx ar']!)).status).toBe(404);
    expect((await server.stranger.fetch(made['docx ar']!)).status).toBe(401);
    const fetched = async (which: string) =>
      Buffer.from(await (await officer.fetch(made[which]!)).arrayBuffer());
    const { areas } = await figures(roundId);
    const body = strFromU8(unzipSync(await fetched('docx en'))['word/document.xml']!);
    for (const area of areas) {
      const at = body.indexOf(`>${area.name}<`);
      expect(at, area.name).toBeGreaterThan(0);
      expect(body.indexOf(`>${area.individuals}<`, at)).toBeGreaterThan(at);
    }
    const arabic = strFromU8(unzipSync(await fetched('docx ar'))['word/document.xml']!);
    expect(arabic).toContain('منطقة ');
    expect(arabic).toContain('<w:bidiVisual/>');
    expect((await fetched('pdf ar')).subarray(0, 5).toString()).toBe('%PDF-');
    const [kept] = await server.database.ownerQuery<{ content_sealed: Buffer }>(
      `select content_sealed from documents.document where format = 'pdf'`,
    );
    expect(kept!.content_sealed.toString('latin1')).not.toContain('%PDF');
    // Whoever no longer sees the round does not get what was made of it.
    const grants = `update access.role_grant set revoked_at = $1 where account_id = $2`;
    await server.database.ownerQuery(grants, [new Date(), officer.accountId]);
    expect((await officer.fetch(made['docx ar']!)).status).toBe(404);
    await server.database.ownerQuery(grants, [null, officer.accountId]);
    expect((await officer.fetch(made['docx ar']!)).status).toBe(200);
  } finally {
    await runner.stop();
  }
}, 60_000);

test('a cleared round stays as it is until it goes back with a reason', async () => {
  const roundId = rounds[0]!.id;
  const move = (transition: contract.RoundMove, reason = '', from?: contract.RoundState) =>
    officer.call(contract.moveRound, { params: { roundId }, body: { transition, reason, from } });
  expect(await refusal(move('publish'))).toBe('409 workflow.not_from_here');
  for (const transition of ['start', 'clean', 'validate', 'clear'] as const) await move(transition);
  expect(await refusal(move('correct', 'Too low', 'validated'))).toBe('409 workflow.state_changed');
  const before = (await figures(roundId)).total.individuals;
  await send({ area: 'QZ01', locality: 'Late', day: '2026-02-08', idp_ind: 500, idp_hh: 100 });
  expect((await figures(roundId)).total.individuals).toBe(before);
  expect(await refusal(officer.call(contract.unbindForm, { params: { roundId, formId } }))).toBe(
    '409 displacement.round_settled',
  );
  expect(await refusal(move('correct', '  '))).toBe('422 workflow.input_needed');
  await move('correct', 'A late record');
  await officer.call(contract.bindForm, { params: { roundId, formId }, body: { tool: 'baseline', mapping } });
  expect((await figures(roundId)).total.individuals).toBe(before + 500);
});

test('a round without records waits, and says for what', async () => {
  const params = { roundId: (await plan(11, '2026-11')).id };
  const move = (transition: contract.RoundMove) =>
    officer.call(contract.moveRound, { params, body: { transition } });
  await move('start');
  await move('clean');
  await expect(move('validate')).rejects.toMatchObject({
    status: 409,
    problem: { code: 'workflow.not_ready', errors: [{ code: 'displacement.no_records' }] },
  });
});

test('of two people who move the same round the second is told that it moved', async () => {
  const params = { roundId: (await plan(12, '2026-12')).id };
  const start = () =>
    officer.call(contract.moveRound, { params, body: { transition: 'start', from: 'planned' } });
  const outcomes = await Promise.allSettled([start(), start(), start()]);
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  for (const one of outcomes)
    if (one.status === 'rejected')
      expect(one.reason.problem).toMatchObject({
        code: 'workflow.state_changed',
        params: { state: 'collecting' },
      });
});

test('a record taken far from the place it speaks of is flagged, on the border it is not', async () => {
  const near = await plan(8, '2026-08');
  await officer.call(contract.bindForm, {
    params: { roundId: near.id, formId },
    body: { tool: 'baseline', mapping },
  });
  const flagged = async () => {
    const query = { roundId: near.id, flagged: 'true' };
    const { items } = await officer.call(contract.listFigureRows, { querystring: query });
    return items.filter((row) => row.flags.includes('far_from_place')).map((row) => row.recordId);
  };
  const there = { area: 'QZ01', locality: 'Mill', day: '2026-08-04', idp_hh: 2, idp_ind: 9 };
  await send({ ...there, spot: '0.5 0.5 0 5' });
  await send({ ...there, spot: '0.5 -0.01 0 5' });
  expect(await flagged()).toEqual([]);
  const far = await send({ ...there, spot: '0.5 -0.06 0 5' });
  expect(await flagged()).toEqual([far]);
});

test('a site that moved counts in its new area only: parts and whole agree', async () => {
  const site = await officer.call(createSite, {
    body: { operationId, code: 'S1', name: 'Site', type: 'camp', lat: 0.5, lon: 0.5 },
  });
  const moved = await plan(9, '2026-09');
  await officer.call(contract.bindForm, {
    params: { roundId: moved.id, formId },
    body: {
      tool: 'baseline',
      mapping: { ...mapping, place: { kind: 'site', question: 'area' }, location: null },
    },
  });
  await send({ area: 'S1', day: '2026-09-02', idp_ind: 100 });
  await officer.call(updateSite, {
    params: { siteId: site.id },
    body: { lat: 0.5, lon: 1.5, revision: site.revision, reason: 'The families were moved' },
  });
  await send({ area: 'S1', day: '2026-09-12', idp_ind: 90 });
  const whole = await figures(moved.id);
  expect([whole.total.individuals, ...whole.areas.map((a) => `${a.pcode} ${a.individuals}`)]).toEqual([
    90,
    'QZ02 90',
  ]);
  // Nobody was asked for households, women or men: that is not zero.
  expect(whole.total).toMatchObject({ households: null, female: null, male: null });
  const totalOf = async (within: string) => (await figures(moved.id, { within })).total.individuals;
  expect([await totalOf('QZ01'), await totalOf('QZ02')]).toEqual([0, 90]);
  const trend = await officer.call(contract.getTrend, { querystring: { operationId, within: 'QZ01' } });
  expect(trend.items.map((point) => point.code)).not.toContain('R9');
});

test('nobody outside the operation sees a figure, through the API or past it', async () => {
  expect(
    await refusal(elsewhere.call(contract.getFigures, { querystring: { roundId: rounds[0]!.id } })),
  ).toBe('404 http.not_found');
  expect(
    (await elsewhere.call(contract.listFigureRows, { querystring: { roundId: rounds[0]!.id } })).items,
  ).toEqual([]);
  const { rawQuery } = await import('#platform/db/tx.ts');
  const count = (caller: Caller) =>
    server.database.db.withActor(
      { accountId: caller.accountId, kind: 'person', permissions: null, requestId: 't' },
      (tx) => rawQuery<{ n: number }>(tx, 'select count(*)::int n from displacement.figure'),
    );
  expect((await count(elsewhere))[0]?.n).toBe(0);
  expect((await count(enumerator))[0]?.n).toBe(0);
  expect((await count(officer))[0]?.n).toBeGreaterThan(5);
});
