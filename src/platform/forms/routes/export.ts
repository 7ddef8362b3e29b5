import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import { fileHeaders } from '#platform/files/file-headers.ts';
import { type Binding, bind, streamed } from '#platform/http/binding.ts';
import { conflict, notFound } from '#platform/http/problem.ts';
import { latestRuns } from '#platform/jobs/store/run.ts';
import { toRun } from '#platform/jobs/wire.ts';
import * as contract from '../contract/export.ts';
import { recordFilter } from '../contract/record.ts';
import * as service from '../service/export.ts';
import { prepareSearch } from '../service/search.ts';
import * as store from '../store/export.ts';
import { findFormPlace } from '../store/form.ts';
import type { FormsConfig } from './shared.ts';

/** What has lost its run is forgotten with it. */
async function toExports(tx: Tx, rows: readonly store.ExportJobRow[]): Promise<contract.ExportJob[]> {
  const runs = await latestRuns(
    tx,
    service.EXPORT,
    rows.map(({ id }) => id),
  );
  return rows.flatMap((row) => {
    const run = runs.get(row.id);
    if (!run) return [];
    return {
      id: row.id,
      formId: row.form_id,
      format: row.format,
      createdAt: row.created_at.toISOString(),
      size: row.size,
      fileName: row.file_name,
      expiresAt: row.expires_at.toISOString(),
      run: toRun(run),
    };
  });
}

async function toExport(tx: Tx, row: store.ExportJobRow): Promise<contract.ExportJob> {
  const [wire] = await toExports(tx, [row]);
  if (!wire) throw notFound('export');
  return wire;
}

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
    toExport(c.tx, await service.startExport(c.tx, c.actor, requestOf(c.params.formId, c.body), c.now)),
  ),
  bind(contract.listExports, async (c) => ({
    items: await toExports(c.tx, await store.listExports(c.tx, c.querystring.formId, c.now)),
  })),
  bind(contract.getExport, async (c) => toExport(c.tx, await getExport(c))),
  bind(contract.downloadExport, async (c) => {
    const row = await getExport(c);
    if (row.blob === null) throw conflict('forms.export_not_done', 'This export has no file (yet).');
    if (row.expires_at <= c.now) throw notFound('file');
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
