import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parsePart, sendProblem } from '#platform/http/answer.ts';
import {
  type AsCaller,
  type Binding,
  type BindingOptions,
  bind,
  type RawAnswer,
} from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';
import type { FilesConfig } from '../config.ts';
import * as contract from '../contract.ts';
import {
  CHECKSUMS,
  parseChecksum,
  parseCount,
  parseMetadata,
  TUS_EXTENSIONS,
  TUS_VERSION,
} from '../domain/tus.ts';
import { appendBody } from '../service/append.ts';
import { badHeader } from '../service/refusals.ts';
import * as service from '../service/upload.ts';

const headers = (more: Record<string, string>): Record<string, string> => ({
  'tus-resumable': TUS_VERSION,
  ...more,
});
const standing = (upload: { received: number; expiresAt: Date }) =>
  headers({ 'upload-offset': String(upload.received), 'upload-expires': upload.expiresAt.toUTCString() });

/** Refusals carry the version as all answers of the protocol do. */
const problem = (refusal: Problem, reply: FastifyReply): void => {
  reply.headers(headers({ 'tus-version': TUS_VERSION }));
  sendProblem(refusal, reply);
};

function requireVersion(request: FastifyRequest): void {
  if (request.headers['tus-resumable'] === TUS_VERSION) return;
  throw new Problem(412, 'files.tus_version', { detail: `This server speaks tus ${TUS_VERSION}.` });
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function readNewUpload(request: FastifyRequest): service.NewUpload {
  requireVersion(request);
  const length = parseCount(request.headers['upload-length']);
  if (length === undefined) throw badHeader('Upload-Length');
  const given = parseMetadata(headerOf(request, 'upload-metadata'));
  const entity = given?.get('entity');
  const entityId = given?.get('entityId');
  const asked = contract.fileClasses.find((known) => known === (given?.get('class') || 'open'));
  if (
    !given ||
    !asked ||
    !entityId ||
    !contract.listAttachments.schema.params.shape.entity.safeParse(entity).success
  )
    throw badHeader('Upload-Metadata');
  return {
    entity: entity!,
    entityId,
    name: given.get('filename') ?? '',
    declaredType: given.get('filetype')?.slice(0, 100) || null,
    class: asked,
    keepReason: given.get('keepMetadata')?.trim().slice(0, 500) || null,
    length,
  };
}

/** What stands between the headers and the first byte: a mistake is told before anything travels. */
async function receivePiece(config: FilesConfig, request: FastifyRequest, asCaller: AsCaller) {
  requireVersion(request);
  const override = request.method === 'POST' && request.headers['x-http-method-override'] !== 'PATCH';
  if (override) throw badHeader('X-HTTP-Method-Override');
  if (request.headers['content-type'] !== 'application/offset+octet-stream') {
    throw new Problem(415, 'files.not_a_piece', {
      detail: 'A piece of an upload is sent as application/offset+octet-stream.',
    });
  }
  const offset = parseCount(request.headers['upload-offset']);
  if (offset === undefined) throw badHeader('Upload-Offset');
  const checksum = parseChecksum(headerOf(request, 'upload-checksum'));
  if (checksum === 'unknown') throw badHeader('Upload-Checksum');
  const { uploadId } = parsePart(contract.patchUpload.schema.params, request.params, 'params') as {
    uploadId: string;
  };
  const upload = await asCaller((tx, _, now) => service.getUpload(tx, uploadId, now));
  if (upload.received !== offset) throw service.otherOffset();
  const body = request.body instanceof Readable ? request.body : request.raw;
  return appendBody({ config, asCaller, upload, body, checksum });
}

const appending = (config: FilesConfig): BindingOptions<{ received: number; expiresAt: Date }> => ({
  admitFirst: true,
  problem,
  prepare: (request, asCaller) => receivePiece(config, request, asCaller),
});

const sent = async (c: { prepared: { received: number; expiresAt: Date } }): Promise<RawAnswer> => ({
  status: 204,
  headers: standing(c.prepared),
});

export const uploadRoutes = (config: FilesConfig): Binding[] => [
  bind(contract.uploadOptions, async () => ({
    status: 204,
    headers: headers({
      'tus-version': TUS_VERSION,
      'tus-extension': TUS_EXTENSIONS,
      'tus-max-size': String(config.maxBytes),
      'tus-checksum-algorithm': CHECKSUMS.join(','),
    }),
  })),
  bind(
    contract.createUpload,
    async (c) => {
      const id = await service.createUpload(c.tx, c.actor, config, readNewUpload(c.request), c.now);
      return {
        status: 201,
        headers: headers({
          location: `/api/files/uploads/${id}`,
          'upload-expires': service.expiryOf(c.now).toUTCString(),
        }),
      };
    },
    { problem },
  ),
  bind(
    contract.headUpload,
    async (c) => {
      requireVersion(c.request);
      const upload = await service.getUpload(c.tx, c.params.uploadId, c.now);
      return {
        headers: {
          ...standing({ received: upload.received, expiresAt: upload.expires_at }),
          'upload-length': String(upload.length),
          'cache-control': 'no-store',
        },
      };
    },
    { problem },
  ),
  bind(contract.patchUpload, sent, appending(config)),
  bind(contract.postUpload, sent, appending(config)),
  bind(
    contract.deleteUpload,
    async (c) => {
      requireVersion(c.request);
      const parts = await service.giveUp(c.tx, c.params.uploadId);
      c.afterCommit(() => void service.dropParts(config, parts).catch(() => {}));
      return { status: 204, headers: headers({}) };
    },
    { problem },
  ),
];
