import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  changeVersionState,
  compileWorkbook,
  deleteDraft,
  diffVersions,
  getDefinition,
  getForm,
  getVersion,
  importWorkbook,
  listForms,
} from './contract/form.ts';
import { getRecord } from './contract/record.ts';
import type { VersionMove, VersionState } from './contract/shapes.ts';
import { siteForm, siteXml, workbook } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

const bytes = async (sheets: Parameters<typeof workbook>[0]) => new Uint8Array(await workbook(sheets));
const compile = (body: Uint8Array, operationId = world.operations[0]) =>
  world.call(OFFICER, compileWorkbook, { querystring: { operationId }, body } as never);
const importIt = (body: Uint8Array, role = OFFICER, operation = 0) =>
  world.call(role, importWorkbook, {
    params: { operationId: world.operations[operation as 0 | 1] },
    body,
  } as never);
const forms = async () => (await world.call(OFFICER, listForms, { querystring: {} })).items;
const named = (id: string, version = '1') => ({
  ...siteForm(version),
  settings: [
    ['form_title', 'form_id', 'version'],
    [`Form ${id}`, id, version],
  ],
});

describe('a workbook that is none', () => {
  test.each([
    ['plain text', () => new TextEncoder().encode('hello')],
    ['nothing at all', () => new Uint8Array(0)],
    ['a picture', () => Uint8Array.from(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))],
    ['half a workbook', async () => (await bytes(named('half'))).slice(0, 2000)],
  ])('%s: said, and nothing stored', async (_, make) => {
    const body = await make();
    const preview = await compile(body);
    expect(preview).toMatchObject({ ok: false, compiled: null });
    expect(preview.diagnostics.length).toBeGreaterThan(0);
    await expect(importIt(body)).rejects.toMatchObject({
      status: 422,
      problem: { code: 'forms.workbook_errors' },
    });
    expect(await forms()).toEqual([]);
  });

  test('larger than a workbook may be', async () => {
    await expect(compile(new Uint8Array(21_000_000))).rejects.toMatchObject({
      status: 413,
      problem: { code: 'forms.file_too_large' },
    });
  });

  test('with an error in it: the place is named and nothing stored', async () => {
    const sheets = named('wrong');
    sheets.survey[5] = ['select_one nolist', 'kind', 'Kind', 'Type', '', ''];
    const preview = await compile(await bytes(sheets));
    expect(preview.ok).toBe(false);
    expect(preview.diagnostics).toContainEqual(
      expect.objectContaining({ severity: 'error', sheet: 'survey', row: 6 }),
    );
    await expect(importIt(await bytes(sheets))).rejects.toMatchObject({ status: 422 });
    const [count] = await world.database.ownerQuery<{ n: number }>(
      'select (select count(*)::int from forms.form) + (select count(*)::int from files.blob) as n',
    );
    expect(count!.n).toBe(0);
  });
});

describe('versions', () => {
  test('preview stores nothing, import makes a draft, the same again changes nothing', async () => {
    const body = await bytes(named('lives'));
    expect(await compile(body)).toMatchObject({
      ok: true,
      existing: null,
      refusal: null,
      compiled: { xmlFormId: 'lives', version: '1' },
    });
    expect(await forms()).toEqual([]);
    const first = await importIt(body);
    const again = await importIt(body);
    expect(again.versionId).toBe(first.versionId);
    expect(first.form).toMatchObject({
      state: 'draft',
      draftVersion: '1',
      publishedVersion: null,
      title: 'Form lives',
    });
  });

  test('a draft is replaced, a published version never', async () => {
    const { form, versionId } = await importIt(await bytes(named('fixed')));
    const other = named('fixed');
    other.survey[4] = ['text', 'name', 'Another label', 'Autre', 'true()', ''];
    expect((await importIt(await bytes(other))).versionId).toBe(versionId);
    const params = { formId: form.id, versionId };
    await world.call(OFFICER, changeVersionState, { params, body: { transition: 'publish' } });
    const third = await bytes(named('fixed'));
    expect((await compile(third)).refusal).toMatchObject({ code: 'forms.version_exists' });
    await expect(importIt(third)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'forms.version_exists' },
    });
    expect(await world.call(OFFICER, getVersion, { params })).toMatchObject({ state: 'published' });
    await expect(world.call(OFFICER, deleteDraft, { params })).rejects.toMatchObject({ status: 409 });
  });

  test('states follow their order only', async () => {
    const { form, versionId } = await importIt(await bytes(named('states')));
    const params = { formId: form.id, versionId };
    const make = (transition: VersionMove, from?: VersionState) =>
      world.call(OFFICER, changeVersionState, { params, body: { transition, from } });
    await expect(make('retire')).rejects.toMatchObject({ problem: { code: 'workflow.not_from_here' } });
    await make('test', 'draft');
    await make('untest');
    await make('publish');
    await expect(make('untest')).rejects.toMatchObject({ status: 409 });
    await make('retire');
    await expect(make('retire', 'published')).rejects.toMatchObject({
      problem: { code: 'workflow.state_changed' },
    });
    expect((await make('reopen')).state).toBe('published');
  });

  test('of two people who publish the same version the second is told', async () => {
    const { form, versionId } = await importIt(await bytes(named('twice')));
    const params = { formId: form.id, versionId };
    const publish = () =>
      world.call(OFFICER, changeVersionState, { params, body: { transition: 'publish', from: 'draft' } });
    const outcomes = await Promise.allSettled([publish(), publish()]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected');
    expect(refused?.reason.problem).toMatchObject({ code: 'workflow.state_changed' });
  });

  test('what changed between two versions', async () => {
    const { form } = await importIt(await bytes(named('changes')));
    const next = named('changes', '2');
    next.survey = [
      ...next.survey.filter((row) => row[1] !== 'distance'),
      ['text', 'comment', 'Comment', 'Remarque', '', ''],
    ];
    next.choices = next.choices!.filter((row) => row[1] !== 'food');
    const preview = await compile(await bytes(next));
    expect(preview.existing).toMatchObject({ formId: form.id, latestVersion: '1' });
    const { versionId } = await importIt(await bytes(next));
    const { changes, against } = await world.call(OFFICER, diffVersions, {
      params: { formId: form.id, versionId },
      querystring: {},
    });
    expect(against).toBe('1');
    expect(changes).toEqual(preview.changes);
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'added', path: 'comment', breaking: false }),
        expect.objectContaining({ kind: 'removed', path: 'site/distance', breaking: true }),
        expect.objectContaining({
          kind: 'changed',
          path: 'site/needs',
          aspect: 'choices',
          before: 'food',
          breaking: true,
        }),
      ]),
    );
  });

  test('publishing may retire those before', async () => {
    const { formId } = await world.publish(named('older'));
    const { versionId } = await importIt(await bytes(named('older', '2')));
    const form = await world.call(OFFICER, changeVersionState, {
      params: { formId, versionId },
      body: { transition: 'publish', keepOlder: false },
    });
    expect(form.versions.map((v) => [v.version, v.state])).toEqual([
      ['2', 'published'],
      ['1', 'retired'],
    ]);
  });

  test('of two versions published at once the later retires the other', async () => {
    const imported = [
      await importIt(await bytes(named('race'))),
      await importIt(await bytes(named('race', '2'))),
    ];
    const formId = imported[0]!.form.id;
    await Promise.all(
      imported.map(({ versionId }) =>
        world.call(OFFICER, changeVersionState, {
          params: { formId, versionId },
          body: { transition: 'publish', keepOlder: false },
        }),
      ),
    );
    const { versions } = await world.call(OFFICER, getForm, { params: { formId } });
    expect(versions.map((v) => v.state).sort()).toEqual(['published', 'retired']);
  });

  test('Arabic form ids are as good as others', async () => {
    const { form } = await importIt(await bytes(named('نموذج_الموقع')));
    expect(form.xmlFormId).toBe('نموذج_الموقع');
  });
});

describe('filling in a browser', () => {
  test('the definition holds XForm and model; a record with a broken rule is kept and says so', async () => {
    const { formId } = await world.publish(named('filled'));
    const definition = await world.call('enumerator', getDefinition, { params: { formId }, querystring: {} });
    expect(definition.xform).toContain('<h:html');
    expect(definition.model).toMatchObject({ formId: 'filled' });
    const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
      method: 'POST',
      headers: { cookie: await world.cookie('enumerator') },
      body: submissionBody(siteXml({ form: 'filled', name: '' })),
    });
    const { recordId } = (await answer.json()) as { recordId: string };
    const record = await world.call(OFFICER, getRecord, { params: { recordId } });
    expect(record.findings).toMatchObject([{ path: 'site/name', code: 'required' }]);
  });

  test('a form of another operation is not there', async () => {
    const { formId } = await world.publish(named('foreign'));
    for (const role of ['enumerator/2', `${OFFICER}/2`]) {
      await expect(
        world.call(role, getDefinition, { params: { formId }, querystring: {} }),
      ).rejects.toMatchObject({ status: 404 });
      await expect(world.call(role, getForm, { params: { formId } })).rejects.toMatchObject({ status: 404 });
    }
    const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
      method: 'POST',
      headers: { cookie: await world.cookie('enumerator/2') },
      body: submissionBody(siteXml({ form: 'foreign' })),
    });
    expect(answer.status).toBe(404);
  });

  test('an import into an operation out of reach', async () => {
    await expect(importIt(await bytes(named('reach')), OFFICER, 1)).rejects.toMatchObject({ status: 404 });
  });

  test('without a session, and with one from another site, nothing is taken', async () => {
    const { formId } = await world.publish(named('guarded'));
    const url = `${world.url}/api/forms/${formId}/submissions`;
    const body = () => submissionBody(siteXml({ form: 'guarded' }));
    expect((await fetch(url, { method: 'POST', body: body() })).status).toBe(401);
    const headers = { cookie: await world.cookie(OFFICER), origin: 'https://evil.example' };
    expect((await fetch(url, { method: 'POST', headers, body: body() })).status).toBe(403);
  });
});
