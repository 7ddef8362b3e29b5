import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevice } from '../contract/device.ts';
import { changeVersionState, importWorkbook } from '../contract/form.ts';
import { siteForm, siteXml, workbook } from '../testing/workbook.ts';
import { createWorld, submissionBody, type World } from '../testing/world.ts';

const OFFICER = 'displacement-officer';
let world: World;
let formId: string;

beforeAll(async () => {
  world = await createWorld();
  ({ formId } = await world.publish());
  const { serverUrl } = await world.call(OFFICER, createDevice, {
    body: { operationId: world.operations[0], name: 'Phone' },
  });
  const send = async (xml: string) => {
    const answer = await fetch(`${serverUrl}/submission`, {
      method: 'POST',
      headers: { 'x-openrosa-version': '1.0' },
      body: submissionBody(xml),
    });
    expect(answer.status).toBe(201);
  };
  await send(
    siteXml({
      name: 'Kalimba, "north"',
      needs: 'water other',
      gps: '18.5 -72.25 10 4',
      origins: [
        ['East', '4'],
        ['West', '7'],
      ],
    }),
  );
  await send(siteXml({ name: '=HYPERLINK("http://evil")', kind: 'centre', households: '-3' }));
  // A later version drops a question and brings another: both stay in the table.
  const sheets = siteForm('2', [['text', 'comment', 'Comment', 'Remarque', '', '']]);
  sheets.survey = sheets.survey.filter((row) => row[1] !== 'distance');
  const imported = await world.call(OFFICER, importWorkbook, {
    params: { operationId: world.operations[0] },
    body: new Uint8Array(await workbook(sheets)),
  } as never);
  await world.call(OFFICER, changeVersionState, {
    params: { formId, versionId: imported.versionId },
    body: { transition: 'publish' },
  });
  await send(
    siteXml({ version: '2', name: 'مخيم' }).replace('<orx:meta>', '<comment>new</comment><orx:meta>'),
  );
});
afterAll(() => world?.close());

async function download(query: string, role = OFFICER): Promise<Response> {
  return fetch(`${world.url}/api/forms/${formId}/export?${query}`, {
    headers: { cookie: await world.cookie(role) },
  });
}
const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true, bom: true });

describe('CSV', () => {
  test('one column per question of all versions, typed by hand as it was', async () => {
    const answer = await download('format=csv');
    expect(answer.headers.get('content-disposition')).toMatch(
      /attachment; filename="site_assessment-.*\.csv"/,
    );
    const rows = rowsOf(await answer.text());
    expect(rows).toMatchObject([
      {
        form_version: '1',
        submitted_by: 'Phone',
        'site/name': 'Kalimba, "north"',
        'site/kind': 'camp',
        'site/needs': 'water other',
        'site/gps.latitude': '18.5',
        'site/gps.longitude': '-72.25',
        comment: '',
      },
      { 'site/name': `'=HYPERLINK("http://evil")`, 'site/households': '-3', 'site/gps.latitude': '' },
      { form_version: '2', 'site/name': 'مخيم', comment: 'new' },
    ]);
    expect(Object.keys(rows[0]!)).toContain('site/distance');
  });

  test('labels in a language, a column per choice, names without groups', async () => {
    const answer = await download(
      `format=csv&choices=labels&heads=labels&language=${encodeURIComponent('Français (fr)')}&splitMultiple=yes`,
    );
    expect(rowsOf(await answer.text())[0]).toMatchObject({
      'Nom du site': 'Kalimba, "north"',
      'Type de site': 'Camp',
      Besoins: 'Eau; Autre',
      'Besoins/Eau': '1',
      'Besoins/Nourriture': '0',
    });
    expect(rowsOf(await (await download('format=csv&groupNames=no')).text())[0]).toMatchObject({
      kind: 'camp',
    });
  });

  test('of a filter only', async () => {
    const filter = encodeURIComponent(JSON.stringify([{ path: 'site/kind', op: 'is', values: ['centre'] }]));
    expect(rowsOf(await (await download(`format=csv&filter=${filter}`)).text())).toHaveLength(1);
    expect(rowsOf(await (await download('format=csv&q=kalim')).text())).toHaveLength(1);
  });
});

test('a zip holds a file per repeat, whose rows name their record', async () => {
  const files = unzipSync(new Uint8Array(await (await download('format=csv-zip')).arrayBuffer()));
  expect(Object.keys(files).sort()).toEqual(['origin.csv', 'records.csv']);
  const records = rowsOf(strFromU8(files['records.csv']!));
  const origins = rowsOf(strFromU8(files['origin.csv']!));
  expect(origins).toMatchObject([
    { 'origin/place': 'East', 'origin/people': '4' },
    { 'origin/place': 'West', 'origin/people': '7' },
  ]);
  expect(origins[1]).toMatchObject({
    parent_key: records[0]!.record_id,
    key: `${records[0]!.record_id}/origin[2]`,
  });
});

test('a workbook has a sheet per repeat, numbers as numbers, and opens', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await (await download('format=xlsx')).arrayBuffer());
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['records', 'origin']);
  const [records, origin] = book.worksheets;
  const heads = records!.getRow(1).values as string[];
  expect(records!.getRow(3).getCell(heads.indexOf('site/households')).value).toBe(-3);
  expect(records!.getRow(3).getCell(heads.indexOf('site/name')).value).toBe('=HYPERLINK("http://evil")');
  expect(origin!.rowCount).toBe(3);
});

test('who may not export gets nothing, and each export leaves a trace', async () => {
  expect((await download('format=csv', 'displacement-assistant')).status).toBe(403);
  expect((await download('format=csv', `${OFFICER}/2`)).status).toBe(404);
  await (await download('format=csv&reason=Cluster%20report')).text();
  const [entry] = await world.database.ownerQuery<{ body: string }>(
    `select body from audit.entry where action = 'forms.records_exported' order by id desc limit 1`,
  );
  expect(JSON.parse(entry!.body)).toMatchObject({ reason: 'Cluster report', entityId: formId });
});

test('who reads records here and exports elsewhere exports nothing here, nor what they once exported', async () => {
  const { ownerQuery } = world.database;
  const cookie = await world.cookie('director');
  const [director] = await ownerQuery<{ id: string }>(
    `select id from identity.account where email = 'director@example.org'`,
  );
  const headers = { cookie, 'content-type': 'application/json' };
  const start = () =>
    fetch(`${world.url}/api/forms/${formId}/exports`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ format: 'csv' }),
    });
  const started = await start();
  expect(started.status).toBe(200);
  const { id } = (await started.json()) as { id: string };
  await ownerQuery(`update access.role_grant set role_id = 'displacement-assistant' where account_id = $1`, [
    director!.id,
  ]);
  await ownerQuery(
    `insert into access.role_grant (account_id, role_id, office_id, operation_id) values ($1, 'director', $2, $3)`,
    [director!.id, world.office, world.operations[1]],
  );
  expect((await fetch(`${world.url}/api/forms/${formId}/records`, { headers })).status).toBe(200);
  const refused = await download('format=csv', 'director');
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    403,
    'http.forbidden',
  ]);
  expect((await start()).status).toBe(403);
  expect((await fetch(`${world.url}/api/exports/${id}`, { headers })).status).toBe(404);
});
