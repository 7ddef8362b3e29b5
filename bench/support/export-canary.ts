import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, routeUrl } from '@sojourn/route-contract';
import { listOperations } from '#platform/access/contract.ts';
import { downloadExport, getExport, startExport } from '#platform/forms/contract/export.ts';
import { changeVersionState, importWorkbook } from '#platform/forms/contract/form.ts';
import { submitRecord } from '#platform/forms/contract/record.ts';
import { siteForm, siteXml, workbook } from '#platform/forms/testing/workbook.ts';
import { submissionBody } from '#platform/forms/testing/world.ts';

/**
 * Exports a record in the background, by the product's own routes as somebody signed in. Its answers lie open in the
 * database; two of them side by side with a comma stand in the export alone.
 * @param mark stands in an answer @returns what only the export holds
 */
export async function exportRecord(baseUrl: string, cookie: string, mark: string): Promise<string> {
  const call = createClient({ baseUrl, headers: () => ({ cookie }) });
  const operationId = (await call(listOperations, {})).items[0]!.id;
  const body = new Uint8Array(await workbook(siteForm()));
  const { form, versionId } = await call(importWorkbook, { params: { operationId }, body } as never);
  const formId = form.id;
  await call(changeVersionState, { params: { formId, versionId }, body: { transition: 'publish' } });
  const sent = await fetch(`${baseUrl}${routeUrl(submitRecord, { params: { formId } })}`, {
    method: 'POST',
    headers: { cookie },
    body: submissionBody(siteXml({ name: mark })),
  });
  if (!sent.ok) throw new Error(`the record was answered ${sent.status}: ${await sent.text()}`);
  const { id } = await call(startExport, { params: { formId }, body: { format: 'csv' } });
  const params = { exportId: id };
  for (let tries = 0; (await call(getExport, { params })).run.state !== 'done'; tries++) {
    if (tries > 300) throw new Error('the export was not written');
    await sleep(200);
  }
  const file = await fetch(`${baseUrl}${routeUrl(downloadExport, { params })}`, { headers: { cookie } });
  const only = `${mark},camp`;
  if (!(await file.text()).includes(only)) throw new Error('the export does not hold its record');
  return only;
}
