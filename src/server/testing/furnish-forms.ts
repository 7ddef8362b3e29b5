import sharp from 'sharp';
import { createDevice } from '#platform/forms/contract/device.ts';
import { startExport } from '#platform/forms/contract/export.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { commentRecord, listRecords, submitRecord } from '#platform/forms/contract/record.ts';
import { siteForm, siteXml, workbook } from '#platform/forms/testing/workbook.ts';
import { submissionBody } from '#platform/forms/testing/world.ts';
import type { Side } from './side.ts';

const round = (number: number, mark: string) => ({
  number,
  code: `${mark}-R${number}`,
  startsOn: '2026-10-01',
  endsOn: '2026-12-31',
  reportingDate: '2026-12-31',
});

const post = (side: Side, method: string, path: string, body: object) =>
  side.person
    .fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    .then(async (answer) => {
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return text ? JSON.parse(text) : {};
    });

/** A form in use with a newer draft, records with a photo, a device, an export, a round with figures and its report. */
export async function furnishForms(side: Side): Promise<void> {
  const { mark, made, person } = side;
  const params = { operationId: side.operation };
  const importForm = async (version: string) => {
    const sheets = siteForm(version, [['text', 'extra', `${mark} question`, '', '', '']]);
    sheets.settings![1]![0] = `${mark} form`;
    sheets.settings![1]![1] = `form_${mark.toLowerCase()}`;
    return person.call(importWorkbook, { params, body: new Uint8Array(await workbook(sheets)) } as never);
  };
  const first = (await importForm('1')) as { form: { id: string }; versionId: string };
  made.form = first.form.id;
  made.version = first.versionId;
  await person.call(changeVersionState, {
    params: { formId: made.form, versionId: made.version },
    body: { transition: 'publish' },
  });
  const device = await person.call(createDevice, {
    body: { operationId: side.operation, name: `${mark} phone` },
  });
  made.device = device.device.id;
  made.collect = new URL(device.serverUrl).pathname;
  await person.call(commentRecord, {
    params: { recordId: await addRecords(side) },
    body: { text: `${mark} remark` },
  } as never);
  await furnishRound(side);
  const second = (await importForm('2')) as { versionId: string };
  made.draft = second.versionId;
  await person.fetch(`/api/forms/${made.form}/versions/${made.draft}/files/list.csv`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: `name,label\n${mark},${mark}\n`,
  });
  made.export = (
    (await person.call(startExport, { params: { formId: made.form }, body: {} } as never)) as { id: string }
  ).id;
}

/** Three records, one with a photo, one that nothing places; answers the last. */
async function addRecords(side: Side): Promise<string> {
  const { mark, made, person } = side;
  const x = side.country === 'QY' ? 10.5 : 20.5;
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#531' } })
    .jpeg()
    .toBuffer();
  for (const [name, gps] of [
    [`${mark} one`, `0.5 ${x} 0 4`],
    [`${mark} two`, undefined],
    [`${mark} three`, `0.6 ${x} 0 4`],
  ] as const) {
    const xml = siteXml({
      form: `form_${mark.toLowerCase()}`,
      name,
      photo: 'p.jpg',
      ...(gps ? { gps } : {}),
    });
    const body = submissionBody(xml, [{ name: 'p.jpg', type: 'image/jpeg', content: photo }]);
    await person.call(submitRecord, { params: { formId: made.form }, body } as never);
  }
  const { items } = await person.call(listRecords, { params: { formId: made.form! }, querystring: {} });
  made.record = items[0]!.id;
  return made.record;
}

async function furnishRound(side: Side): Promise<void> {
  const { mark, made } = side;
  const { id } = await post(side, 'POST', '/api/displacement/rounds', {
    operationId: side.operation,
    ...round(1, mark),
  });
  made.round = id;
  const mapping = {
    place: { kind: 'geopoint', question: 'site/gps' },
    figures: [{ category: 'idp', households: 'site/households' }],
    householdSize: { value: 5, source: `${mark} survey` },
  };
  await post(side, 'PUT', `/api/displacement/rounds/${id}/bindings/${made.form}`, {
    tool: 'site_assessment',
    mapping,
  });
  await post(side, 'POST', `/api/displacement/rounds/${id}/state`, { transition: 'start' });
  const { runId } = await post(side, 'POST', `/api/displacement/rounds/${id}/reports`, { format: 'docx' });
  made.run = runId;
}
