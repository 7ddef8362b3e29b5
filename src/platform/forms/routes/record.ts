import { audit } from '#platform/audit/audit.ts';
import type { ContentStore } from '#platform/files/contents.ts';
import { isShownSafely } from '#platform/files/domain/sniff.ts';
import { fileHeaders } from '#platform/files/file-headers.ts';
import { type BaseContext, type Binding, bind } from '#platform/http/binding.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract/record.ts';
import { submissionBody } from '../multipart.ts';
import { findingsOf } from '../service/findings.ts';
import { listPage } from '../service/list-records.ts';
import * as review from '../service/review.ts';
import * as search from '../service/search.ts';
import { submit } from '../service/submit.ts';
import { findFormPlace } from '../store/form.ts';
import * as store from '../store/record.ts';
import { toRecord, toSummary } from './record-view.ts';
import type { FormsRouteConfig } from './shared.ts';

async function describeRecord(
  c: BaseContext,
  folder: ContentStore,
  id: string,
): Promise<contract.FormRecord> {
  const row = await store.findRecord(c.tx, id);
  if (!row) throw notFound('record');
  return toRecord({
    row,
    submissions: await store.listSubmissions(c.tx, id),
    attachments: await store.listAttachments(c.tx, id),
    comments: await store.listComments(c.tx, id),
    findings: await findingsOf(c.tx, folder, row),
  });
}

/** A look into a record leaves a trace: answers name people. */
const noteRead = (c: BaseContext, row: store.RecordRow, what: object) =>
  audit(c.tx, c.actor, {
    action: 'forms.record.read',
    entity: 'forms.record',
    entityId: row.id,
    officeId: row.office_id,
    operationId: row.operation_id,
    after: what,
    at: c.now,
  });

const listRoutes: Binding[] = [
  bind(contract.listRecords, async (c) => {
    const { sort, order, limit, cursor, columns, ...filter } = c.querystring;
    const prepared = await search.prepareSearch(c.tx, c.params.formId, filter);
    const page = await listPage(c.tx, prepared, { sort, order, limit, cursor });
    const wanted = columns === undefined ? undefined : new Set(columns.split(','));
    return {
      items: page.rows.map((row) => toSummary(row, wanted)),
      nextCursor: page.nextCursor,
    };
  }),
  bind(contract.countRecords, async (c) =>
    search.countRecords(c.tx, await search.prepareSearch(c.tx, c.params.formId, c.querystring)),
  ),
  bind(contract.listPoints, async (c) => {
    const { zoom, ...filter } = c.querystring;
    const prepared = await search.prepareSearch(c.tx, c.params.formId, filter);
    const found = await search.listPoints(c.tx, prepared, zoom);
    return {
      type: 'FeatureCollection' as const,
      features: found.features.map(({ count, lon, lat, row }) => ({
        type: 'Feature' as const,
        geometry: { type: 'Point' as const, coordinates: [lon, lat] },
        properties: {
          count,
          recordId: row?.id ?? null,
          name: row?.instance_name ?? null,
          reviewState: row?.review_state ?? null,
        },
      })),
      total: found.total,
      clustered: found.clustered,
      newestOnly: found.newestOnly,
    };
  }),
];

const oneRoutes = ({ folder }: FormsRouteConfig): Binding[] => [
  bind(contract.getRecord, async (c) => {
    const record = await describeRecord(c, folder, c.params.recordId);
    await noteRead(c, (await store.findRecord(c.tx, record.id))!, { view: 'record' });
    return record;
  }),
  bind(contract.getSubmissionXml, async (c) => {
    const row = await store.findRecord(c.tx, c.params.recordId);
    const xml = row && (await store.findSubmissionXml(c.tx, row.id, c.params.submissionId));
    if (!row || xml === undefined) throw notFound('submission');
    await noteRead(c, row, { submissionId: c.params.submissionId });
    const body = Buffer.from(xml);
    return {
      headers: fileHeaders({
        name: `${row.id}.xml`,
        contentType: 'text/xml',
        size: body.length,
        inline: false,
      }),
      body,
    };
  }),
  bind(contract.downloadAttachment, async (c) => {
    const row = await store.findRecord(c.tx, c.params.recordId);
    const files = row ? await store.listAttachments(c.tx, row.id) : [];
    const file = files.find((f) => f.id === c.params.attachmentId);
    if (!row || !file?.blob) throw notFound('file');
    await noteRead(c, row, { attachmentId: file.id });
    const contentType = file.content_type ?? 'application/octet-stream';
    return {
      headers: fileHeaders({
        name: file.name,
        contentType,
        size: file.size ?? 0,
        inline: isShownSafely(contentType),
      }),
      body: folder.open(file.blob),
    };
  }),
  bind(contract.reviewRecord, async (c) => {
    await review.reviewRecord(c.tx, c.actor, c.params.recordId, c.body, c.now);
    return describeRecord(c, folder, c.params.recordId);
  }),
  bind(contract.commentRecord, async (c) => {
    await review.commentRecord(c.tx, c.actor, c.params.recordId, c.body.text, c.now);
    return describeRecord(c, folder, c.params.recordId);
  }),
];

const submitRoutes = ({ folder }: FormsRouteConfig): Binding[] => [
  bind(
    contract.submitRecord,
    async (c) => {
      if (!(await findFormPlace(c.tx, c.params.formId))) throw notFound('form');
      return submit(
        c.tx,
        c.actor,
        {
          target: { formId: c.params.formId },
          sent: c.prepared,
          deviceId: null,
          clientId: null,
          userAgent: c.request.headers['user-agent'] ?? null,
          folder,
        },
        c.now,
      );
    },
    submissionBody(folder),
  ),
];

export const recordRoutes = (config: FormsRouteConfig): Binding[] => [
  ...listRoutes,
  ...oneRoutes(config),
  ...submitRoutes(config),
];
