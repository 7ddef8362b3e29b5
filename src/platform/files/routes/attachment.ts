import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import { type Binding, bind, type RawAnswer } from '#platform/http/binding.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import type { FilesConfig } from '../config.ts';
import * as contract from '../contract.ts';
import { parseRange } from '../domain/range.ts';
import { isShownSafely } from '../domain/sniff.ts';
import { fileHeaders } from '../file-headers.ts';
import * as service from '../service/attachment.ts';
import * as store from '../store/attachment.ts';

export const toAttachment = (row: store.AttachmentRow): contract.Attachment => ({
  id: row.id,
  name: row.name,
  contentType: row.content_type,
  size: row.size,
  class: row.class,
  state: row.state,
  refusal: row.refusal,
  metadata: row.metadata,
  preview: row.preview,
  uploadedAt: row.uploaded_at.toISOString(),
  uploadedBy: row.uploaded_by,
  uploadedByName: row.uploaded_by_name,
  mayChange: row.may_change,
});

/** The content as an answer: whole, or the one range that is asked for, so that a broken download goes on. */
function answerContent(
  { contents }: FilesConfig,
  { row, content }: service.Opened,
  asked: { range: string | undefined; inline: boolean },
): RawAnswer {
  const range = parseRange(asked.range, row.size);
  if (range === 'outside') {
    throw new Problem(416, 'files.outside', {
      detail: 'The file does not reach so far.',
      headers: { 'content-range': `bytes */${row.size}` },
    });
  }
  const headers = {
    ...fileHeaders({
      name: row.name,
      contentType: row.content_type,
      size: range ? range.to - range.from + 1 : row.size,
      inline: asked.inline && isShownSafely(row.content_type),
    }),
    'accept-ranges': 'bytes',
    etag: `"${content.blob.toString('hex').slice(0, 32)}"`,
  };
  if (!range) return { headers, body: contents.open(content.blob) };
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${range.from}-${range.to}/${row.size}` },
    body: contents.open(content.blob, { ...range, size: row.size }),
  };
}

const listing = (config: FilesConfig): Binding =>
  bind(contract.listAttachments, async (c) => {
    const record = { entity: c.params.entity, entityId: c.params.recordId };
    const place = await store.findRecordPlace(c.tx, record);
    if (!place) throw notFound('record');
    const { limit, cursor } = c.querystring;
    const [at, id] = (cursor && decodeCursor(cursor, 2)) || [];
    const after = typeof at === 'string' && typeof id === 'string' ? { at, id } : undefined;
    const rows = await store.listAttachments(c.tx, record, { after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1]! : undefined;
    return {
      items: rows.slice(0, limit).map(toAttachment),
      nextCursor: last ? encodeCursor([last.uploaded_at.toISOString(), last.id]) : null,
      mayAdd: c.actor.held.has('files.attachment.write') ? place.mayAdd : [],
      maxBytes: config.maxBytes,
      forbidden: [...config.forbidden],
    };
  });

export const attachmentRoutes = (config: FilesConfig): Binding[] => [
  listing(config),
  bind(contract.downloadAttachment, async (c) => {
    const opened = await service.openAttachment(c.tx, c.actor, c.params.attachmentId, c.now);
    const asked = { range: c.request.headers.range, inline: c.querystring.inline === '1' };
    return answerContent(config, opened, asked);
  }),
  bind(contract.revealAttachment, async (c) => {
    const opened = await service.revealAttachment(c.tx, c.actor, c.params.attachmentId, c.body, c.now);
    return answerContent(config, opened, { range: undefined, inline: false });
  }),
  bind(contract.previewAttachment, async (c) => {
    const { attachmentId: id, size } = c.params;
    const blob = await service.openPreview(c.tx, c.actor, { id, size }, c.now);
    return {
      headers: { 'content-type': 'image/webp', 'cache-control': 'private, max-age=300' },
      body: config.contents.open(blob),
    };
  }),
  bind(contract.renameAttachment, async (c) =>
    toAttachment(await service.renameAttachment(c.tx, c.actor, c.params.attachmentId, c.body.name, c.now)),
  ),
  bind(contract.removeAttachment, async (c) => {
    await service.removeAttachment(c.tx, c.actor, c.params.attachmentId, c.body.reason ?? null, c.now);
    return undefined;
  }),
];
