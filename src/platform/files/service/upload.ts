import { randomUUID } from 'node:crypto';
import { requireBearing } from '#platform/access/bearing.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { AsCaller, RequestActor } from '#platform/http/binding.ts';
import { conflict, notFound, Problem } from '#platform/http/problem.ts';
import { enqueue } from '#platform/jobs/store.ts';
import type { FilesConfig } from '../config.ts';
import { CONTENT_PURPOSE } from '../contents.ts';
import type { FileClass } from '../contract.ts';
import { cleanName } from '../domain/name.ts';
import { sniffContentType } from '../domain/sniff.ts';
import { isForbidden, isLie, shownType } from '../domain/type.ts';
import { findRecordPlace, insertAttachment, type RecordName } from '../store/attachment.ts';
import * as store from '../store/upload.ts';
import { tooLarge, typeForbidden, typeLies } from './refusals.ts';

/** The job that looks into a file when all of it has arrived. */
export const TAKE_IN = 'files.take_in';
/** An upload may rest this long between two pieces. */
const REST_MS = 3 * 86_400_000;
const MOST_OPEN = 20;

export const expiryOf = (now: Date): Date => new Date(now.getTime() + REST_MS);
/** Binds a piece to its upload and its place in it. */
export const partBinding = (uploadId: string, start: number): string => `upload ${uploadId} ${start}`;

export interface NewUpload extends RecordName {
  name: string;
  declaredType: string | null;
  class: FileClass;
  /** Why a picture keeps what it carries inside (place, device, time); null takes it out. */
  keepReason: string | null;
  length: number;
}

/** @returns id of the upload, which becomes that of the file */
export async function createUpload(
  tx: Tx,
  actor: RequestActor,
  config: FilesConfig,
  asked: NewUpload,
  now: Date,
): Promise<string> {
  const name = cleanName(asked.name);
  await requireBearing(tx, asked);
  const place = await findRecordPlace(tx, asked);
  if (!place) throw notFound('record');
  if (!place.mayAdd.includes(asked.class))
    throw new Problem(403, 'http.forbidden', { detail: 'Your roles do not allow this here.' });
  if (asked.length === 0) throw new Problem(400, 'files.empty', { detail: 'The file is empty.' });
  if (asked.length > config.maxBytes) throw tooLarge(asked.length, config.maxBytes);
  if (isForbidden(config.forbidden, name)) throw typeForbidden(name);
  if ((await store.countOpen(tx, actor.accountId!, now)) >= MOST_OPEN) {
    throw new Problem(429, 'files.too_many_uploads', {
      detail: `You have ${MOST_OPEN} uploads under way: finish one or give one up first.`,
      params: { most: MOST_OPEN },
    });
  }
  const id = randomUUID();
  await store.insertUpload(tx, {
    ...asked,
    id,
    name,
    accountId: actor.accountId!,
    now,
    expiresAt: expiryOf(now),
  });
  return id;
}

export async function getUpload(tx: Tx, id: string, now: Date): Promise<store.UploadRow> {
  const row = await store.findUpload(tx, id);
  if (!row) throw notFound('upload');
  if (row.expires_at <= now)
    throw new Problem(410, 'files.upload_expired', { detail: 'This upload has expired: begin anew.' });
  return row;
}

/** A piece that lies sealed among the objects and is not yet counted in. */
export type LaidPart = store.UploadPart & { keyId: string };

export async function layPart(
  { contents }: FilesConfig,
  id: string,
  start: number,
  bytes: Buffer,
): Promise<LaidPart> {
  const object = `uploads/${id}/${start}-${randomUUID()}`;
  const sealed = contents.vault.seal(CONTENT_PURPOSE, partBinding(id, start), bytes);
  await contents.objects.put(object, sealed);
  return { start, size: bytes.length, object, keyId: contents.vault.activeKeyId(CONTENT_PURPOSE) };
}

export async function dropParts(
  { contents }: FilesConfig,
  parts: readonly { object: string }[],
): Promise<void> {
  for (const { object } of parts) await contents.objects.remove(object);
}

/** Counts pieces in; with the last one the file is attached. Pieces that come too late are thrown away. */
export async function countIn(
  config: FilesConfig,
  asCaller: AsCaller,
  upload: store.UploadRow,
  parts: readonly LaidPart[],
): Promise<{ received: number; expiresAt: Date }> {
  const received = parts.at(-1)!.start + parts.at(-1)!.size;
  try {
    return await asCaller(async (tx, actor, now) => {
      const expiresAt = expiryOf(now);
      if (!(await store.advance(tx, upload.id, parts, expiresAt))) throw otherOffset();
      if (received === upload.length) await attach(tx, actor, upload, now);
      return { received, expiresAt };
    });
  } catch (error) {
    await dropParts(config, parts).catch(() => {});
    throw error;
  }
}

export const otherOffset = (): Problem =>
  conflict(
    'files.other_offset',
    'The upload stands elsewhere: ask how much has arrived and go on from there.',
  );

async function attach(tx: Tx, actor: RequestActor, upload: store.UploadRow, now: Date): Promise<void> {
  await insertAttachment(tx, {
    id: upload.id,
    entity: upload.entity,
    entityId: upload.entity_id,
    name: upload.name,
    contentType: shownType('application/octet-stream', upload.name),
    size: upload.length,
    class: upload.class,
    keepReason: upload.keep_reason,
    accountId: actor.accountId!,
    now,
  });
  await audit(tx, actor, {
    action: 'files.attachment_added',
    entity: upload.entity,
    entityId: upload.entity_id,
    officeId: upload.office_id,
    operationId: upload.operation_id,
    // No name: it may be somebody's, and readers of the log need not see the file.
    after: {
      attachmentId: upload.id,
      size: upload.length,
      class: upload.class,
      keepsMetadata: upload.keep_reason !== null,
    },
    reason: upload.keep_reason,
    at: now,
  });
  await enqueue(tx, TAKE_IN, { attachmentId: upload.id }, `${TAKE_IN} ${upload.id}`);
}

/** Refuses by the first bytes what need not travel further. */
export function refuseByHead(config: FilesConfig, upload: store.UploadRow, head: Buffer): void {
  const found = sniffContentType(head.subarray(0, 4100));
  if (isForbidden(config.forbidden, upload.name, found)) throw typeForbidden(upload.name);
  if (isLie(found, upload.declared_type, upload.name)) throw typeLies(upload.name, found);
}

/** Gives an upload up. @returns the pieces that are to be removed when that is certain */
export async function giveUp(tx: Tx, id: string): Promise<store.UploadPart[]> {
  const upload = await store.findUpload(tx, id);
  if (!upload) throw notFound('upload');
  if (upload.received === upload.length)
    throw conflict(
      'files.upload_complete',
      'All of it has arrived: remove the file from its record instead.',
    );
  const parts = await store.listParts(tx, id);
  await store.deleteUpload(tx, id);
  return parts;
}
