import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { type ObjectBody, ObjectMissing, type Objects, storeRefused, storeUnavailable } from './objects.ts';

/** How to reach a bucket of Amazon S3 or of any service that speaks its protocol (MinIO, Ceph, Garage …). */
export interface S3Settings {
  /** `https://s3.example.org`; the bucket is the first part of the path (path style). */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Tests only: smaller pieces than S3 allows, fewer tries. */
  partBytes?: number;
  tries?: number;
}

/** Above this a body travels in pieces, one in memory at a time. S3 wants 5 MiB at least and 10 000 pieces at most. */
const PART_BYTES = 16 * 1024 * 1024;
const MOST_PARTS = 9000;
const TRIES = 4;
/** A service that has not begun to answer by then is down; a body under way is not cut. */
const ANSWER_MS = 60_000;

/** A bucket, whose objects can be listed besides. */
export interface BucketObjects extends Objects {
  /** All objects whose key begins so, in the order of keys. */
  list(prefix: string): AsyncGenerator<{ key: string; size: number }, void, undefined>;
}

type Send = (
  method: string,
  key: string,
  options?: { query?: string; body?: Buffer | string; headers?: Record<string, string> },
) => Promise<Response>;

/** Objects in a bucket, each request signed (Signature Version 4) over its content. */
export function createS3Objects(settings: S3Settings): BucketObjects {
  const send = sender(settings);
  const partBytes = settings.partBytes ?? PART_BYTES;
  return {
    async put(key, body) {
      if (Buffer.isBuffer(body)) return done(await send('PUT', key, { body }));
      if (body.size <= partBytes)
        return done(await send('PUT', key, { body: await readPart(body.path, 0, body.size) }));
      return putInParts(send, key, body, Math.max(partBytes, Math.ceil(body.size / MOST_PARTS)));
    },
    async get(key, range) {
      const headers = range ? { range: `bytes=${range.from}-${range.to ?? ''}` } : undefined;
      const answer = await send('GET', key, headers ? { headers } : {});
      if (answer.status === 404) {
        await answer.body?.cancel();
        throw new ObjectMissing(key);
      }
      return Readable.fromWeb(answer.body as ReadableStream);
    },
    async size(key) {
      const answer = await send('HEAD', key);
      return answer.status === 404 ? undefined : Number(answer.headers.get('content-length'));
    },
    remove: async (key) => done(await send('DELETE', key)),
    async isEmpty() {
      for await (const _ of listObjects(send, '')) return false;
      return true;
    },
    list: (prefix) => listObjects(send, prefix),
    async check() {
      const probe = 'probe';
      await done(await send('PUT', probe, { body: 'x' }));
      await done(await send('DELETE', probe));
    },
  };
}

/** ListObjectsV2, page by page; keys are ours and hold nothing that XML escapes. */
async function* listObjects(
  send: Send,
  prefix: string,
): AsyncGenerator<{ key: string; size: number }, void, undefined> {
  for (let token: string | undefined = ''; token !== undefined; ) {
    // In the order of their names, as the signature wants them.
    const continued: string = token ? `continuation-token=${encodeURIComponent(token)}&` : '';
    const query = `${continued}list-type=2&prefix=${encodeURIComponent(prefix)}`;
    const xml: string = await (await send('GET', '', { query })).text();
    for (const [, one = ''] of xml.matchAll(/<Contents>(.*?)<\/Contents>/gs))
      yield { key: tag(one, 'Key'), size: Number(tag(one, 'Size')) };
    token = /<NextContinuationToken>([^<]+)</.exec(xml)?.[1];
  }
}

const done = async (answer: Response): Promise<void> => {
  await answer.body?.cancel();
};

function sender(settings: S3Settings): Send {
  const client = new AwsClient({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    region: settings.region,
    service: 's3',
    retries: 0,
  });
  const base = `${settings.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(settings.bucket)}`;
  const once = async (
    method: string,
    url: string,
    body: Buffer | string,
    headers: Record<string, string>,
  ): Promise<Response> => {
    const request = await client.sign(url, {
      method,
      headers: { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      ...(body.length > 0 ? { body: body as BodyInit } : {}),
    });
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), ANSWER_MS);
    try {
      return await fetch(request, { signal: waiting.signal });
    } finally {
      clearTimeout(timer);
    }
  };
  return async (method, key, { query, body = '', headers = {} } = {}) => {
    const url = `${base}${key ? `/${key}` : ''}${query ? `?${query}` : ''}`;
    for (let attempt = 1; ; attempt++) {
      const answer = await once(method, url, body, headers).catch((error: unknown) => error as Error);
      const broken = answer instanceof Error || answer.status >= 500 || answer.status === 429;
      if (!broken) return accept(answer, key);
      if (!(answer instanceof Error)) await answer.body?.cancel();
      if (attempt >= (settings.tries ?? TRIES))
        throw storeUnavailable(
          answer instanceof Error ? (answer.cause ?? answer) : `S3 answered ${answer.status}`,
        );
      await sleep(100 * 2 ** attempt * (0.5 + Math.random()));
    }
  };
}

/** A missing object is for the caller to judge; a missing bucket or a refusal is a fault of the set-up. */
async function accept(answer: Response, key: string): Promise<Response> {
  if (answer.ok) return answer;
  const text = await answer.text();
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
  if (answer.status === 404 && code !== 'NoSuchBucket')
    return new Response(null, { status: 404, headers: { 'x-key': key } });
  throw storeRefused(answer.status, code);
}

/** Whole or not at all: pieces become an object only when all are there, and are thrown away otherwise. */
async function putInParts(
  send: Send,
  key: string,
  body: Exclude<ObjectBody, Buffer>,
  partBytes: number,
): Promise<void> {
  const begun = await (await send('POST', key, { query: 'uploads=' })).text();
  const uploadId = encodeURIComponent(tag(begun, 'UploadId'));
  try {
    const parts: string[] = [];
    for (let at = 0; at < body.size; at += partBytes) {
      const number = parts.length + 1;
      const answer = await send('PUT', key, {
        query: `partNumber=${number}&uploadId=${uploadId}`,
        body: await readPart(body.path, at, Math.min(partBytes, body.size - at)),
      });
      const etag = answer.headers.get('etag') ?? '';
      await done(answer);
      parts.push(`<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`);
    }
    const completed = await send('POST', key, {
      query: `uploadId=${uploadId}`,
      body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
      headers: { 'content-type': 'application/xml' },
    });
    // The service may answer 200 first and fail while it joins the pieces.
    const text = await completed.text();
    if (text.includes('<Error>'))
      throw storeUnavailable(`S3 could not join the pieces: ${tag(text, 'Code')}`);
  } catch (error) {
    await send('DELETE', key, { query: `uploadId=${uploadId}` }).then(done, () => {});
    throw error;
  }
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function tag(xml: string, name: string): string {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (!found) throw storeUnavailable(`S3 gave no ${name}`);
  return found;
}

async function readPart(path: string, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const handle = await open(path);
  try {
    for (let read = 0; read < length; ) {
      const { bytesRead } = await handle.read(bytes, read, length - read, at + read);
      if (bytesRead === 0) throw new Error('a stored file became shorter while it was read');
      read += bytesRead;
    }
  } finally {
    await handle.close();
  }
  return bytes;
}
