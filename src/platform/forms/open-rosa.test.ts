import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDevice, revokeDevice } from './contract/device.ts';
import { changeVersionState, importWorkbook, uploadFile } from './contract/form.ts';
import { getRecord, listRecords, reviewRecord } from './contract/record.ts';
import { siteForm, siteXml, workbook } from './testing/workbook.ts';
import { createWorld, submissionBody, type World } from './testing/world.ts';

const OFFICER = 'displacement-officer';
const OPEN_ROSA = { 'x-openrosa-version': '1.0' };
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

let world: World;
let device: string;
let formId: string;
let versionId: string;

beforeAll(async () => {
  world = await createWorld();
  ({ formId, versionId } = await world.publish());
  device = await admit('Phone 1');
});
afterAll(() => world?.close());

async function admit(name: string, operation = 0): Promise<string> {
  const role = operation === 0 ? OFFICER : `${OFFICER}/2`;
  const body = { operationId: world.operations[operation as 0 | 1], name };
  return (await world.call(role, createDevice, { body })).serverUrl;
}

async function post(body: BodyInit, headers: Record<string, string> = OPEN_ROSA, url = device) {
  const answer = await fetch(`${url}/submission`, { method: 'POST', headers, body });
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toMatch(/^text\/xml/);
  expect(text).toContain('<OpenRosaResponse');
  return { status: answer.status, message: /<message[^>]*>(.*?)<\/message>/s.exec(text)?.[1] ?? '' };
}

const records = () => world.call(OFFICER, listRecords, { params: { formId }, querystring: { limit: 500 } });
const stored = async (instanceId: string) =>
  (await records()).items.filter((r) => r.instanceId === instanceId);

describe('what is refused', () => {
  const refusals: [string, () => Promise<{ status: number; message: string }>, number, RegExp][] = [
    ['no OpenRosa header', () => post(submissionBody(siteXml()), {}), 400, /X-OpenRosa-Version/],
    [
      'no part with the form',
      () => post(submissionBody(undefined, [], { other: 'x' })),
      400,
      /xml_submission_file/,
    ],
    ['not multipart', () => post('<data/>', { ...OPEN_ROSA, 'content-type': 'text/xml' }), 415, /multipart/],
    [
      'malformed XML',
      () => post(submissionBody('<data id="site_assessment" version="1"><site>')),
      400,
      /well-formed/,
    ],
    [
      'text that is not UTF-8',
      () => post(submissionBody(Buffer.from([0x3c, 0x64, 0xff, 0xfe]))),
      400,
      /UTF-8/,
    ],
    [
      'entities',
      () =>
        post(submissionBody(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>${siteXml().slice(22)}`)),
      400,
      /DOCTYPE/,
    ],
    [
      'too deep',
      () =>
        post(
          submissionBody(
            `<data id="site_assessment" version="1">${'<a>'.repeat(300)}${'</a>'.repeat(300)}</data>`,
          ),
        ),
      400,
      /nested/,
    ],
    ['no form id', () => post(submissionBody('<data version="1"/>')), 400, /names no form/],
    ['an unknown form', () => post(submissionBody(siteXml({ form: 'other' }))), 404, /no form "other"/],
    ['an unknown version', () => post(submissionBody(siteXml({ version: '99' }))), 404, /version "99"/],
    [
      'an edit of what is not there',
      () => post(submissionBody(siteXml({ deprecated: 'uuid:none' }))),
      404,
      /deprecatedID/,
    ],
    [
      'a picture that is none',
      () =>
        post(
          submissionBody(siteXml({ photo: 'a.jpg' }), [
            { name: 'a.jpg', type: 'image/jpeg', content: '<html>' },
          ]),
        ),
      415,
      /not what it says/,
    ],
    [
      'a script under the name of a picture',
      () => post(submissionBody(siteXml({ photo: 'b.jpg' }), [{ name: 'b.jpg', content: '#!/bin/sh' }])),
      415,
      /not what it says/,
    ],
    [
      'a file name that climbs',
      () => post(submissionBody(siteXml(), [{ name: '..', content: 'x' }])),
      400,
      /usable name/,
    ],
    ['huge XML', () => post(submissionBody(siteXml({ name: 'x'.repeat(10_100_000) }))), 413, /at most/],
  ];
  test.each(refusals)('%s', async (_, send, status, message) => {
    const before = (await records()).items.length;
    const answer = await send();
    expect({ ...answer, message: answer.message.replaceAll('&quot;', '"') }).toMatchObject({
      status,
      message: expect.stringMatching(message),
    });
    expect((await records()).items.length).toBe(before);
  });

  test('an unknown, a foreign and a withdrawn key', async () => {
    const unknown = device.replace(/[^/]+$/, 'A'.repeat(43));
    expect(await post(submissionBody(siteXml()), OPEN_ROSA, unknown)).toMatchObject({ status: 401 });
    const other = await admit('Phone of the second operation', 1);
    expect(await post(submissionBody(siteXml()), OPEN_ROSA, other)).toMatchObject({ status: 404 });
    const doomed = await world.call(OFFICER, createDevice, {
      body: { operationId: world.operations[0], name: 'Lost' },
    });
    expect((await post(submissionBody(siteXml()), OPEN_ROSA, doomed.serverUrl)).status).toBe(201);
    await world.call(OFFICER, revokeDevice, { params: { deviceId: doomed.device.id }, body: {} });
    expect(await post(submissionBody(siteXml()), OPEN_ROSA, doomed.serverUrl)).toMatchObject({ status: 401 });
    const list = await fetch(`${doomed.serverUrl}/formList`);
    expect([list.status, await list.text()]).toEqual([401, expect.stringContaining('OpenRosaResponse')]);
  });

  test('a session opens no device address', async () => {
    const cookie = await world.cookie(OFFICER);
    const answer = await fetch(`${world.url}/collect/${'x'.repeat(43)}/formList`, { headers: { cookie } });
    expect(answer.status).toBe(401);
  });

  test('a version that was retired', async () => {
    const { formId: id, versionId: version } = await world.publish({
      ...siteForm(),
      settings: [
        ['form_title', 'form_id', 'version'],
        ['Short', 'short_lived', '1'],
      ],
    });
    const params = { formId: id, versionId: version };
    await world.call(OFFICER, changeVersionState, { params, body: { transition: 'retire' } });
    expect(await post(submissionBody(siteXml({ form: 'short_lived' })))).toMatchObject({
      status: 404,
      message: expect.stringContaining('retired'),
    });
  });

  test('a draft that was never published', async () => {
    const body = new Uint8Array(
      await workbook({
        ...siteForm(),
        settings: [
          ['form_title', 'form_id', 'version'],
          ['Draft', 'only_draft', '1'],
        ],
      }),
    );
    await world.call(OFFICER, importWorkbook, {
      params: { operationId: world.operations[0] },
      body,
    } as never);
    expect(await post(submissionBody(siteXml({ form: 'only_draft' })))).toMatchObject({ status: 404 });
  });

  test('a request cut in the middle stores nothing', async () => {
    const id = 'uuid:cut';
    const url = new URL(`${device}/submission`);
    const body = `--b\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="s.xml"\r\n\r\n${siteXml({ id })}`;
    await new Promise<void>((resolve) => {
      const socket = connect(Number(url.port), url.hostname, () => {
        socket.write(
          `POST ${url.pathname} HTTP/1.1\r\nHost: x\r\nX-OpenRosa-Version: 1.0\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ${body.length + 500}\r\n\r\n${body}`,
          () => socket.end(() => resolve()),
        );
      });
      socket.on('error', () => {});
      socket.resume();
    });
    // A body whose last boundary is missing although its length is right.
    const whole = await fetch(url, {
      method: 'POST',
      headers: { ...OPEN_ROSA, 'content-type': 'multipart/form-data; boundary=b' },
      body,
    });
    expect(whole.status).toBe(400);
    expect(await stored(id)).toEqual([]);
  });
});

describe('what is taken', () => {
  test('once, however often it is sent; other words under the same id are refused', async () => {
    const id = 'uuid:twice';
    const xml = siteXml({ id });
    expect((await post(submissionBody(xml))).status).toBe(201);
    expect((await post(submissionBody(xml))).status).toBe(201);
    expect(await post(submissionBody(siteXml({ id, name: 'Other' })))).toMatchObject({ status: 409 });
    expect(await stored(id)).toMatchObject([{ data: { 'site/name': 'Kalimba' } }]);
  });

  test('once when sent eight times at the same moment, and from another phone too', async () => {
    const id = 'uuid:race';
    const xml = siteXml({ id });
    const other = await admit('Phone 2');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => post(submissionBody(xml), OPEN_ROSA, i % 2 ? other : device)),
    );
    expect(answers.map((a) => a.status)).toEqual(Array(8).fill(201));
    expect(await stored(id)).toHaveLength(1);
  });

  test('without instanceID, once', async () => {
    const xml = siteXml({ id: '' });
    const before = (await records()).items.length;
    expect((await post(submissionBody(xml))).status).toBe(201);
    expect((await post(submissionBody(xml))).status).toBe(201);
    expect((await records()).items.length).toBe(before + 1);
  });

  test('in parts: files that come later belong to the same record', async () => {
    const id = 'uuid:parts';
    const xml = siteXml({ id, photo: 'p.png' });
    expect((await post(submissionBody(xml, [], { '*isIncomplete*': 'yes' }))).status).toBe(201);
    expect(await stored(id)).toMatchObject([{ attachments: { expected: 1, received: 0 } }]);
    const file = { name: 'p.png', type: 'image/png', content: PNG };
    expect(await post(submissionBody(xml, [file]))).toMatchObject({
      status: 201,
      message: expect.stringContaining('in full'),
    });
    expect((await post(submissionBody(xml, [file]))).status).toBe(201);
    expect(await post(submissionBody(xml, [{ ...file, content: Buffer.concat([PNG, PNG]) }]))).toMatchObject({
      status: 409,
    });
    const [row] = await stored(id);
    expect(row).toMatchObject({ attachments: { expected: 1, received: 1 } });
    const record = await world.call(OFFICER, getRecord, { params: { recordId: row!.id } });
    expect(record.files).toMatchObject([
      { name: 'p.png', path: 'site/photo', received: true, contentType: 'image/png' },
    ]);
    const [held] = record.files;
    const answer = await fetch(`${world.url}/api/records/${row!.id}/attachments/${held!.id}`, {
      headers: { cookie: await world.cookie(OFFICER) },
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('as an edit: the earlier words stay, a stale edit is refused', async () => {
    const [first, second, late] = ['uuid:e1', 'uuid:e2', 'uuid:e3'];
    await post(submissionBody(siteXml({ id: first, photo: 'e.png' }), [{ name: 'e.png', content: PNG }]));
    const edit = siteXml({ id: second, deprecated: first, name: 'Mended', photo: 'e.png' });
    expect((await post(submissionBody(edit))).status).toBe(201);
    expect((await post(submissionBody(edit))).status).toBe(201);
    expect(await post(submissionBody(siteXml({ id: late, deprecated: first, name: 'Late' })))).toMatchObject({
      status: 409,
      message: expect.stringContaining('Somebody changed'),
    });
    expect(await stored(first)).toEqual([]);
    const [row] = await stored(second);
    expect(row).toMatchObject({
      reviewState: 'edited',
      data: { 'site/name': 'Mended' },
      attachments: { expected: 1, received: 1 },
    });
    const record = await world.call(OFFICER, getRecord, { params: { recordId: row!.id } });
    expect(record.submissions.map((s) => [s.instanceId, s.current])).toEqual([
      [second, true],
      [first, false],
    ]);
    await world.call(OFFICER, reviewRecord, {
      params: { recordId: row!.id },
      body: { transition: 'approve' },
    });
    expect(
      await post(submissionBody(siteXml({ id: 'uuid:e4', deprecated: second, name: 'After approval' }))),
    ).toMatchObject({ status: 409, message: expect.stringContaining('approved') });
  });

  test('another phone may not edit what it did not send', async () => {
    await post(submissionBody(siteXml({ id: 'uuid:mine' })));
    const other = await admit('Phone 3');
    const edit = submissionBody(siteXml({ id: 'uuid:theirs', deprecated: 'uuid:mine', name: 'Stolen' }));
    expect(await post(edit, OPEN_ROSA, other)).toMatchObject({ status: 403 });
  });

  test('what Collect cannot send is kept as it is: text for a number, answers nobody asked for', async () => {
    const xml = siteXml({ id: 'uuid:odd', households: 'many' }).replace(
      '<site>',
      '<extra>kept</extra><site>',
    );
    expect((await post(submissionBody(xml))).status).toBe(201);
    expect(await stored('uuid:odd')).toMatchObject([{ data: { 'site/households': 'many', extra: 'kept' } }]);
  });
});

describe('discovery', () => {
  test('the list, the form and its hash agree', async () => {
    const answer = await fetch(`${device}/formList?deviceID=x`, { headers: OPEN_ROSA });
    expect(answer.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(answer.headers.get('x-openrosa-version')).toBe('1.0');
    expect(answer.headers.get('date')).toBeTruthy();
    const list = await answer.text();
    const entry = /<xform>(?:(?!<\/xform>).)*<formID>site_assessment<.*?<\/xform>/s.exec(list)![0];
    const url = /<downloadUrl>(.*?)<\/downloadUrl>/.exec(entry)![1]!;
    expect(url.startsWith(`${device}/forms/`)).toBe(true);
    const xform = await (await fetch(url, { headers: OPEN_ROSA })).text();
    expect(entry).toContain(`<hash>md5:${createHash('md5').update(xform).digest('hex')}</hash>`);
    expect(entry).toContain('<version>1</version>');
    expect(entry).not.toContain('manifestUrl');
    expect(list).not.toContain('only_draft');
    expect(list).not.toContain('short_lived');
  });

  test('one form by its id', async () => {
    const list = await (await fetch(`${device}/formList?formID=nothing`, { headers: OPEN_ROSA })).text();
    expect(list).toContain('<xforms xmlns="http://openrosa.org/xforms/xformsList"></xforms>');
  });

  test('files stand in the manifest, and another file changes the hash of the form', async () => {
    const sheets = siteForm('1', [
      ['select_one_from_file villages.csv', 'village', 'Village', 'Village', '', ''],
    ]);
    const body = new Uint8Array(
      await workbook({
        ...sheets,
        settings: [
          ['form_title', 'form_id', 'version'],
          ['Villages', 'villages', '1'],
        ],
      }),
    );
    const imported = await world.call(OFFICER, importWorkbook, {
      params: { operationId: world.operations[0] },
      body,
    } as never);
    const params = { formId: imported.form.id, versionId: imported.versionId };
    await expect(
      world.call(OFFICER, changeVersionState, { params, body: { transition: 'publish' } }),
    ).rejects.toMatchObject({
      problem: { code: 'workflow.not_ready', errors: [{ code: 'forms.files_missing' }] },
    });
    const put = (csv: string) =>
      world.call(OFFICER, uploadFile, {
        params: { ...params, name: 'villages.csv' },
        body: new TextEncoder().encode(csv),
      } as never);
    await put('name,label\na,A\n');
    await world.call(OFFICER, changeVersionState, { params, body: { transition: 'publish' } });
    const entry = async () =>
      /<xform>(?:(?!<\/xform>).)*<formID>villages<.*?<\/xform>/s.exec(
        await (await fetch(`${device}/formList`, { headers: OPEN_ROSA })).text(),
      )![0];
    const before = await entry();
    const manifest = await (
      await fetch(/<manifestUrl>(.*?)</.exec(before)![1]!, { headers: OPEN_ROSA })
    ).text();
    expect(manifest).toContain('<filename>villages.csv</filename>');
    expect(manifest).toContain(`md5:${createHash('md5').update('name,label\na,A\n').digest('hex')}`);
    const file = await fetch(/<downloadUrl>(.*?)</.exec(manifest)![1]!, { headers: OPEN_ROSA });
    expect(await file.text()).toBe('name,label\na,A\n');
    await put('name,label\nb,B\n');
    expect(await entry()).not.toBe(before);
  });

  test('HEAD says how much a submission may hold', async () => {
    const { hostname, port, pathname } = new URL(`${device}/submission`);
    const answer = await new Promise<{ status: number | undefined; headers: Record<string, unknown> }>(
      (resolve, reject) => {
        httpRequest(
          { hostname, port, path: `${pathname}?deviceID=a`, method: 'HEAD', headers: OPEN_ROSA },
          (r) => {
            r.resume();
            resolve({ status: r.statusCode, headers: r.headers });
          },
        )
          .on('error', reject)
          .end();
      },
    );
    expect(answer).toMatchObject({
      status: 204,
      headers: { 'x-openrosa-accept-content-length': '100000000', 'x-openrosa-version': '1.0' },
    });
    expect(answer.headers.location).toBeUndefined();
  });

  test('the settings code holds the address of the device', async () => {
    const made = await world.call(OFFICER, createDevice, {
      body: { operationId: world.operations[0], name: 'Coded' },
    });
    const settings = JSON.parse(inflateSync(Buffer.from(made.settings, 'base64')).toString());
    expect(settings).toMatchObject({
      general: { server_url: made.serverUrl },
      admin: {},
      project: { name: 'Coded' },
    });
    expect(made.qrSvg).toContain('<svg');
    const [kept] = await world.database.ownerQuery<{ key_hash: Buffer }>(
      'select key_hash from forms.device where id = $1',
      [made.device.id],
    );
    expect(kept!.key_hash).toEqual(createHash('sha256').update(made.serverUrl.split('/').at(-1)!).digest());
  });

  test('a foreign version is not there', async () => {
    const other = await admit('Phone 4', 1);
    for (const path of ['form.xml', 'manifest', 'files/x.csv']) {
      expect((await fetch(`${other}/forms/${versionId}/${path}`, { headers: OPEN_ROSA })).status).toBe(404);
    }
  });
});
