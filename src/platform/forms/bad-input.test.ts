import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevice } from './contract/device.ts';
import { compileWorkbook, getDefinition, importWorkbook, uploadFile } from './contract/form.ts';
import { listRecords } from './contract/record.ts';
import { type Cell, type Sheets, siteForm, siteXml, workbook } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
const MB = 1_000_000;
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world?.close());

const compile = (body: Uint8Array) =>
  world.call(OFFICER, compileWorkbook, {
    querystring: { operationId: world.operations[0] },
    body,
  } as never);
const importIt = (body: Uint8Array) =>
  world.call(OFFICER, importWorkbook, { params: { operationId: world.operations[0] }, body } as never);
const bytesOf = async (sheets: Partial<Sheets> & object) => new Uint8Array(await workbook(sheets as Sheets));
const stored = async () =>
  (
    await world.database.ownerQuery<{ n: number }>(
      'select (select count(*) from forms.form)::int + (select count(*) from forms.record)::int + (select count(*) from files.blob)::int as n',
    )
  )[0]!.n;
/** Files that came in and belong to nothing. */
const leftovers = async () => {
  const folders = await readdir(world.dataDir, { recursive: true });
  return (
    await Promise.all(
      folders.filter((f) => f.endsWith('incoming')).map((f) => readdir(join(world.dataDir, f))),
    )
  ).flat();
};

const survey = (...rows: Cell[][]): Sheets => ({ survey: [['type', 'name', 'label'], ...rows] });
/** The parts of a workbook with some of them changed. */
async function changed(
  change: (name: string, text: string) => string,
  more: Record<string, Uint8Array> = {},
) {
  const parts = unzipSync(await bytesOf(survey(['text', 'a', 'A'])));
  for (const [name, part] of Object.entries(parts)) parts[name] = strToU8(change(name, strFromU8(part)));
  return zipSync({ ...parts, ...more }, { level: 1 });
}
/** Declares another unpacked size for each part of an archive. */
function declare(bytes: Uint8Array, size: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 46 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  return bytes;
}
const encrypted = () => {
  const ole = new Uint8Array(2048);
  ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  ole.set(Buffer.from('EncryptedPackage', 'utf16le'), 1152);
  return ole;
};

describe('a workbook that cannot become a form: said where, and nothing stored', () => {
  const refused: [string, () => Uint8Array | Promise<Uint8Array>, object][] = [
    ['encrypted', encrypted, { code: 'encrypted_workbook' }],
    [
      'a bomb that says so',
      async () => declare(await bytesOf(survey(['text', 'a', 'A'])), 300 * MB),
      { code: 'zip_bomb' },
    ],
    [
      'a bomb that lies',
      async () => {
        const flat = strToU8(' '.repeat(210 * MB));
        return declare(await changed((_, text) => text, { 'xl/sharedStrings.xml': flat }), 100);
      },
      { code: 'zip_bomb' },
    ],
    [
      'without a survey sheet',
      () => bytesOf({ choices: [['list_name', 'name', 'label']] }),
      { code: 'missing_survey_sheet' },
    ],
    [
      'with headers in another row',
      () => bytesOf({ survey: [['Form of the office'], [], ['type', 'name', 'label'], ['text', 'a', 'A']] }),
      { code: 'headers_elsewhere', sheet: 'survey' },
    ],
    [
      'two questions of one name',
      () => bytesOf(survey(['text', 'a', 'A'], ['text', 'a', 'Again'])),
      { sheet: 'survey', row: 3 },
    ],
    [
      'a type that is none',
      () => bytesOf(survey(['txet', 'a', 'A'])),
      { sheet: 'survey', row: 2, column: { name: 'type', letter: 'A' } },
    ],
    [
      'an expression that breaks off',
      () =>
        bytesOf({
          survey: [
            ['type', 'name', 'label', 'relevant'],
            ['text', 'a', 'A', ''],
            ['text', 'b', 'B', `selected($\{a}, `],
          ],
        }),
      { sheet: 'survey', row: 3, column: { name: 'relevant', letter: 'D' } },
    ],
    [
      'an expression without its other side',
      () =>
        bytesOf({
          survey: [
            ['type', 'name', 'label', 'constraint'],
            ['integer', 'a', 'A', ''],
            ['integer', 'b', 'B', '. > 3 and'],
          ],
        }),
      { code: 'expression_malformed', sheet: 'survey', row: 3, params: { near: '. > 3 and' } },
    ],
    [
      'calculations in a circle',
      () =>
        bytesOf({
          survey: [
            ['type', 'name', 'label', 'calculation'],
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
            ['calculate', 'a', '', '${b} + 1'],
            // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of the form
            ['calculate', 'b', '', '${a} + 1'],
            ['text', 'c', 'C', ''],
          ],
        }),
      { code: 'circular_reference', sheet: 'survey', row: 2 },
    ],
  ];
  test.each(refused)('%s', async (_, make, expected) => {
    const body = await make();
    const before = await stored();
    const preview = await compile(body);
    expect(preview).toMatchObject({ ok: false, compiled: null });
    const errors = preview.diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors).toContainEqual(expect.objectContaining(expected));
    expect(errors.length).toBeLessThanOrEqual(2);
    await expect(importIt(body)).rejects.toMatchObject({
      status: 422,
      problem: { code: 'forms.workbook_errors' },
    });
    expect(await stored()).toBe(before);
    expect(await leftovers()).toEqual([]);
  });

  test.each(['with its length', 'in chunks of unknown length'])('60 MB, sent %s', async (how) => {
    const chunk = new Uint8Array(MB);
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 60; i++) controller.enqueue(chunk);
        controller.close();
      },
    });
    const answer = await fetch(`${world.url}/api/operations/${world.operations[0]}/forms`, {
      method: 'POST',
      headers: { cookie: await world.cookie(OFFICER), 'content-type': 'application/octet-stream' },
      ...(how === 'with its length' ? { body: new Uint8Array(60 * MB) } : { body: stream, duplex: 'half' }),
    } as RequestInit);
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'forms.file_too_large' }]);
    expect(await leftovers()).toEqual([]);
  });

  test('a stranger does not make the server compile', async () => {
    const body = await bytesOf(survey(['text', 'a', 'A']));
    const answer = await fetch(`${world.url}/api/forms/compilation`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    expect(answer.status).toBe(401);
    expect(await leftovers()).toEqual([]);
  });
});

describe('a workbook that is odd and right', () => {
  test('with macros: read, and said that they are ignored', async () => {
    const body = await changed((_, text) => text, { 'xl/vbaProject.bin': new Uint8Array(9) });
    const preview = await compile(body);
    expect(preview.ok).toBe(true);
    expect(preview.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'macro_workbook', severity: 'warning' }),
    );
  });

  test('of the strict variant of OOXML', async () => {
    const strict = await changed((_, text) =>
      text
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        ),
    );
    const preview = await compile(strict);
    expect(preview).toMatchObject({ ok: true, compiled: { outline: { nodes: [{ name: 'a' }] } } });
  });

  test('with dates that count from 1904, and an Arabic form id', async () => {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = true;
    const sheet = book.addWorksheet('survey');
    sheet.addRows([
      ['type', 'name', 'label', 'default'],
      ['date', 'day', 'Day', new Date('2024-01-02T00:00:00Z')],
    ]);
    sheet.getCell('D2').numFmt = 'yyyy-mm-dd';
    book.addWorksheet('settings').addRows([
      ['form_title', 'form_id', 'version'],
      ['نموذج', 'نموذج_١٩٠٤', '1'],
    ]);
    const { form, versionId } = await importIt(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(form.xmlFormId).toBe('نموذج_١٩٠٤');
    const definition = await world.call(OFFICER, getDefinition, {
      params: { formId: form.id },
      querystring: { versionId },
    });
    expect(definition.xform).toContain('<day>2024-01-02</day>');
  });
});

describe('a submission', () => {
  let formId: string;
  let device: string;
  beforeAll(async () => {
    ({ formId } = await world.publish());
    const body = { operationId: world.operations[0], name: 'Phone' };
    device = (await world.call(OFFICER, createDevice, { body })).serverUrl;
  });
  const records = async () =>
    (await world.call(OFFICER, listRecords, { params: { formId }, querystring: {} })).items.length;
  const send = async (cookie: string | undefined, body: FormData) => {
    const answer = await fetch(`${world.url}/api/forms/${formId}/submissions`, {
      method: 'POST',
      ...(cookie ? { headers: { cookie } } : {}),
      body,
    });
    return [answer.status, await answer.json()];
  };

  test('of a session that ended while the form was open: refused whole, and taken once after a new sign-in', async () => {
    const cookie = await world.cookie('enumerator');
    const xml = siteXml({ name: 'Typed before the session ended' });
    await world.database.ownerQuery('update identity.session set revoked_at = now()');
    expect(await send(cookie, submissionBody(xml))).toMatchObject([401, { code: 'http.signed_out' }]);
    await world.database.ownerQuery('update identity.session set revoked_at = null');
    expect(await records()).toBe(0);
    expect(await leftovers()).toEqual([]);
    expect(await send(cookie, submissionBody(xml))).toMatchObject([200, { stored: true }]);
    expect(await send(cookie, submissionBody(xml))).toMatchObject([200, { stored: false }]);
    expect(await records()).toBe(1);
  });

  test('with attachments above the limit, in chunks and by its length', async () => {
    const before = await records();
    const head = `--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="s.xml"\r\n\r\n${siteXml({ photo: 'a.jpg' })}\r\n--b\r\nContent-Disposition: form-data; name="a.jpg"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`;
    const chunk = new Uint8Array(4 * MB).fill(0xff);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(head));
        for (let i = 0; i < 26; i++) controller.enqueue(chunk);
        controller.enqueue(new TextEncoder().encode('\r\n--b--\r\n'));
        controller.close();
      },
    });
    const headers = { 'x-openrosa-version': '1.0', 'content-type': 'multipart/form-data; boundary=b' };
    const answer = await fetch(`${device}/submission`, {
      method: 'POST',
      headers,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('100 MB at most')]);
    const url = new URL(device);
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(url.port), url.hostname, () =>
        socket.write(
          `POST ${url.pathname}/submission HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${150 * MB}\r\n\r\n${head}`,
        ),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(said).toMatch(/^HTTP\/1.1 413 /);
    expect(await records()).toBe(before);
    expect(await leftovers()).toEqual([]);
  });

  test.each([
    ['malformed', '<data id="site_assessment" version="1"><site>', 'forms.xml_malformed'],
    [
      'with external entities',
      `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><data id="site_assessment" version="1">&x;</data>`,
      'forms.xml_doctype',
    ],
    ['deep', `<data id="site_assessment" version="1">${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</data>`, ''],
  ])('from a browser, %s', async (_, xml, code) => {
    const before = await records();
    const [status, problem] = await send(await world.cookie('enumerator'), submissionBody(xml));
    expect(status).toBe(400);
    expect(problem.code).toMatch(code || /^forms\./);
    expect(problem.detail).toBeTruthy();
    expect(await records()).toBe(before);
  });

  test('a file of the form that lies about its type', async () => {
    const { form, versionId: version } = await importIt(
      await bytesOf({
        ...siteForm('1'),
        survey: [
          ['type', 'name', 'label', 'media::image'],
          ['text', 'a', 'A', 'map.png'],
        ],
        settings: [
          ['form_title', 'form_id', 'version'],
          ['Pictures', 'pictures', '1'],
        ],
      }),
    );
    const upload = (content: string) =>
      world.call(OFFICER, uploadFile, {
        params: { formId: form.id, versionId: version, name: 'map.png' },
        body: new TextEncoder().encode(content),
      } as never);
    await expect(upload('<html><script>')).rejects.toMatchObject({
      status: 415,
      problem: { code: 'forms.file_lies' },
    });
    expect(await leftovers()).toEqual([]);
  });
});
