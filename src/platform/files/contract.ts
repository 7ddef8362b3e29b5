import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';

export const fileClasses = ['open', 'restricted', 'sealed'] as const;
export type FileClass = (typeof fileClasses)[number];

/** Why a file was refused after all of it had arrived; `problem.files.<reason>` says it in words. */
const refusals = [
  'infected',
  'type_lies',
  'type_forbidden',
  'image_broken',
  'image_too_large',
  'archive_bomb',
] as const;
export type Refusal = (typeof refusals)[number];

const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  size: z.number().int(),
  class: z.enum(fileClasses),
  /** `checking` until it was looked into; only a `ready` one can be opened. */
  state: z.enum(['checking', 'ready', 'refused']),
  refusal: z.enum(refusals).nullable(),
  /** Place, device and time that a picture carried inside. */
  metadata: z.enum(['none', 'stripped', 'kept']),
  preview: z.boolean(),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.uuid(),
  uploadedByName: z.string().nullable(),
  /** The caller may rename and remove it. */
  mayChange: z.boolean(),
});
export type Attachment = z.infer<typeof attachment>;

const removedAttachment = attachment.extend({
  removedAt: z.iso.datetime(),
  removedByName: z.string().nullable(),
  removalReason: z.string().nullable(),
  /** When it is purged by itself. */
  purgedFrom: z.iso.datetime(),
});
export type RemovedAttachment = z.infer<typeof removedAttachment>;

const recordParams = z.object({
  entity: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/),
  recordId: z.string().min(1).max(100),
});
const attachmentParams = z.object({ attachmentId: z.uuid() });
/** What stands in the address of a list, a name, a reason. */
const fileName = z.string().trim().min(1).max(200);

export const listAttachments = defineRoute({
  id: 'files.listAttachments',
  method: 'GET',
  url: '/api/files/records/:entity/:recordId',
  summary: 'Files attached to a record of any kind, newest first, and what the caller may add',
  config: { permission: 'signed-in' },
  schema: {
    params: recordParams,
    querystring: z.object({
      limit: z.coerce.number().int().min(1).max(1000).default(50),
      cursor: z.string().optional(),
    }),
    response: z.object({
      items: z.array(attachment),
      nextCursor: z.string().nullable(),
      /** Classes in which the caller may add files here; empty when they may not add any. */
      mayAdd: z.array(z.enum(fileClasses)),
      maxBytes: z.number().int(),
      forbidden: z.array(z.string()),
    }),
  },
});

export const downloadAttachment = defineRoute({
  id: 'files.downloadAttachment',
  method: 'GET',
  url: '/api/files/attachments/:attachmentId/content',
  summary: 'The content of a file that is not sealed, whole or a range of it',
  config: { permission: 'signed-in', raw: 'response', audit: 'files.attachment.read' },
  schema: { params: attachmentParams, querystring: z.object({ inline: z.enum(['1']).optional() }) },
});

export const revealAttachment = defineRoute({
  id: 'files.revealAttachment',
  method: 'POST',
  url: '/api/files/attachments/:attachmentId/reveal',
  summary: 'The content of a sealed file, for a purpose that is stated and logged',
  config: {
    withoutStepUp: 'it asks for the purpose, and says it in the log',
    permission: 'files.sealed.reveal',
    raw: 'response',
    audit: 'files.attachment_revealed',
  },
  schema: {
    params: attachmentParams,
    body: z.object({
      purpose: z.string().max(60),
      note: z.string().trim().min(3, 'Say in a few words what it is needed for.').max(500),
    }),
  },
});

export const previewAttachment = defineRoute({
  id: 'files.previewAttachment',
  method: 'GET',
  url: '/api/files/attachments/:attachmentId/preview/:size',
  summary: 'A small or large picture of a picture that is not sealed',
  config: { permission: 'signed-in', raw: 'response', produces: 'image/webp' },
  schema: { params: attachmentParams.extend({ size: z.enum(['small', 'large']) }) },
});

export const renameAttachment = defineRoute({
  id: 'files.renameAttachment',
  method: 'PATCH',
  url: '/api/files/attachments/:attachmentId',
  summary: 'Give a file another name; its ending stays',
  config: { permission: 'files.attachment.write', audit: 'files.attachment_renamed' },
  schema: { params: attachmentParams, body: z.object({ name: fileName }), response: attachment },
});

export const removeAttachment = defineRoute({
  id: 'files.removeAttachment',
  method: 'POST',
  url: '/api/files/attachments/:attachmentId/removal',
  summary: 'Remove a file from its record; the log keeps that it was there',
  config: { permission: 'files.attachment.write', audit: 'files.attachment_removed' },
  schema: { params: attachmentParams, body: z.object({ reason: z.string().trim().max(500).optional() }) },
});

export const listRemovedAttachments = defineRoute({
  id: 'files.listRemovedAttachments',
  method: 'GET',
  url: '/api/files/records/:entity/:recordId/removed',
  summary: 'Removed files of a record that the caller may bring back, last removed first',
  config: { permission: 'files.attachment.write' },
  schema: {
    params: recordParams,
    querystring: z.object({
      limit: z.coerce.number().int().min(1).max(1000).default(50),
      cursor: z.string().optional(),
    }),
    response: z.object({ items: z.array(removedAttachment), nextCursor: z.string().nullable() }),
  },
});

export const restoreAttachment = defineRoute({
  id: 'files.restoreAttachment',
  method: 'POST',
  url: '/api/files/attachments/:attachmentId/restoration',
  summary: 'Bring a removed file back to its record',
  config: { permission: 'files.attachment.write', audit: 'files.attachment_restored' },
  schema: { params: attachmentParams, body: z.object({}), response: attachment },
});

export const purgeAttachment = defineRoute({
  id: 'files.purgeAttachment',
  method: 'POST',
  url: '/api/files/attachments/:attachmentId/purge',
  summary: 'Purge a removed file at once, for a reason; it cannot be brought back',
  config: { permission: 'files.attachment.write', audit: 'files.attachment_purged', stepUp: true },
  schema: {
    params: attachmentParams,
    body: z.object({ reason: z.string().trim().min(3, 'Say in a few words why.').max(500) }),
  },
});

const uploadParams = z.object({ uploadId: z.uuid() });
const sending = { permission: 'files.attachment.write', raw: 'response' } as const;

export const uploadOptions = defineRoute({
  id: 'files.uploadOptions',
  method: 'OPTIONS',
  url: '/api/files/uploads',
  summary: 'What this server knows of the tus protocol 1.0.0: extensions, greatest size, checksums',
  config: { permission: 'public', raw: 'response', unaudited: 'Only tells what the protocol allows.' },
  schema: {},
});

export const createUpload = defineRoute({
  id: 'files.createUpload',
  method: 'POST',
  url: '/api/files/uploads',
  summary:
    'Begin a resumable upload (tus 1.0.0 creation). Upload-Metadata: filename, filetype, entity, entityId, class, keepMetadata (the reason why a picture keeps what it carries inside)',
  config: { ...sending, raw: 'both', unaudited: 'Nothing of a record before all of it has arrived.' },
  schema: {},
});

export const headUpload = defineRoute({
  id: 'files.headUpload',
  method: 'HEAD',
  url: '/api/files/uploads/:uploadId',
  summary: 'How much of an upload has arrived (Upload-Offset)',
  config: sending,
  schema: { params: uploadParams },
});

const appending = {
  config: {
    ...sending,
    raw: 'both',
    bodyLimit: Number.MAX_SAFE_INTEGER,
    audit: 'files.attachment_added',
  },
  schema: { params: uploadParams },
} as const;

export const patchUpload = defineRoute({
  id: 'files.patchUpload',
  method: 'PATCH',
  url: '/api/files/uploads/:uploadId',
  summary:
    'Send more of an upload from Upload-Offset on; with the last byte the file is attached, under the id of the upload',
  ...appending,
});

export const postUpload = defineRoute({
  id: 'files.postUpload',
  method: 'POST',
  url: '/api/files/uploads/:uploadId',
  summary: 'The same for callers behind a proxy without PATCH: X-HTTP-Method-Override: PATCH',
  ...appending,
});

export const deleteUpload = defineRoute({
  id: 'files.deleteUpload',
  method: 'DELETE',
  url: '/api/files/uploads/:uploadId',
  summary: 'Give an upload up (tus 1.0.0 termination)',
  config: { ...sending, unaudited: 'Nothing of a record before all of it has arrived.' },
  schema: { params: uploadParams },
});
