import { audit } from '#platform/audit/audit.ts';
import { fileHeaders } from '#platform/files/file-headers.ts';
import { type Binding, bind, streamed } from '#platform/http/binding.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/export.ts';
import { recordFilter } from '../contract/record.ts';
import * as service from '../service/export.ts';
import { prepareSearch } from '../service/search.ts';
import * as store from '../store/export.ts';
import { findFormPlace } from '../store/form.ts';
import { type FormsConfig, iso } from './shared.ts';

const toExport = (row: store.ExportJobRow): contract.ExportJob => ({
  id: row.id,
  formId: row.form_id,
  format: row.format,
  state: row.state,
  done: row.done,
  total: row.total,
  createdAt: row.created_at.toISOString(),
  finishedAt: iso(row.finished_at),
  size: row.size,
  fileName: row.file_name,
  expiresAt: row.expires_at.toISOString(),
  problem: row.problem,
});

const requestOf = (
  formId: string,
  asked: object & { reason?: string | undefined },
): service.ExportRequest => ({
  formId,
  filter: recordFilter.parse(asked),
  options: contract.exportOptions.parse(asked),
  reason: asked.reason,
});

export const exportRoutes = (config: FormsConfig): Binding[] => [
  bind(contract.exportRecords, async (c): Promise<typeof streamed> => {
    const request = requestOf(c.params.formId, c.querystring);
    const prepared = await prepareSearch(c.tx, request.formId, request.filter);
    const place = (await findFormPlace(c.tx, request.formId))!;
    const { format } = request.options;
    // Noted before the first byte: a refusal is still an answer of its own, and whoever goes away has been noted.
    await service.noteExport(c.tx, c.actor, request, 'forms.records_exported', c.now);
    c.reply.hijack();
    const { 'content-length': _, ...head } = fileHeaders({
      name: service.fileNameOf(place.xml_form_id, format, c.now),
      contentType: '',
      size: 0,
      inline: false,
    });
    c.reply.raw.writeHead(200, {
      ...head,
      'content-type': service.contentTypeOf(format),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    await service.streamExport(c.tx, { ...request, prepared, stream: c.reply.raw }, c.now);
    // The last byte leaves when the entry of the audit log is safe.
    c.afterCommit(() => c.reply.raw.end());
    return streamed;
  }),
  bind(contract.startExport, async (c) =>
    toExport(await service.startExport(c.tx, c.actor, requestOf(c.params.formId, c.body), c.now)),
  ),
  bind(contract.listExports, async (c) => ({
    items: (await store.listExports(c.tx, c.querystring.formId, c.now)).map(toExport),
  })),
  bind(contract.getExport, async (c) => toExport(await getExport(c))),
  bind(contract.cancelExport, async (c) =>
    toExport(await service.cancelExport(c.tx, c.actor, c.params.exportId, c.now)),
  ),
  bind(contract.downloadExport, async (c) => {
    const row = await getExport(c);
    if (row.state !== 'done') throw conflict('forms.export_not_done', 'This export has no file (yet).');
    if (!row.blob || row.expires_at <= c.now) throw notFound('file');
    await audit(c.tx, c.actor, {
      action: 'forms.export_downloaded',
      entity: 'forms.form',
      entityId: row.form_id,
      operationId: row.operation_id,
      after: { exportId: row.id },
      at: c.now,
    });
    return {
      headers: {
        ...fileHeaders({ name: row.file_name, contentType: '', size: row.size ?? 0, inline: false }),
        'content-type': service.contentTypeOf(row.format),
      },
      body: config.contents.open(row.blob),
    };
  }),
];

async function getExport(c: { tx: Parameters<typeof store.findExport>[0]; params: { exportId: string } }) {
  const row = await store.findExport(c.tx, c.params.exportId);
  if (!row) throw notFound('export');
  return row;
}
