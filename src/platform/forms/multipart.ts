import { Readable } from 'node:stream';
import busboy from 'busboy';
import type { FastifyRequest } from 'fastify';
import { type ContentStore, FileTooLarge, type ReceivedFile } from '#platform/files/contents.ts';
import type { BindingOptions } from '#platform/http/binding.ts';
import { Problem } from '#platform/http/problem.ts';

/** What devices are told and held to, in bytes: one post with all its parts. */
export const POST_LIMIT = 100_000_000;
/** The filled form itself; ten times the largest seen in the field. */
export const XML_LIMIT = 10_000_000;
const MOST_PARTS = 500;

export interface SentFile {
  name: string;
  declaredType: string | undefined;
  file: ReceivedFile;
}

/** A post of a submission as it came. */
export interface SentSubmission {
  xml: Buffer;
  files: SentFile[];
  /** The sender will post more parts of this instance. */
  incomplete: boolean;
}

const badPost = (code: string, detail: string, status = 400): Problem =>
  new Problem(status, code, { detail });

const incompletePost = (): Problem =>
  badPost(
    'forms.post_incomplete',
    'The request broke off before its end: nothing was stored. Send it again.',
  );
const missingXml = (): Problem =>
  badPost('forms.no_submission_part', 'The request has no part named xml_submission_file.');
const tooLarge = (): Problem =>
  badPost(
    'forms.post_too_large',
    `A submission may hold ${POST_LIMIT / 1e6} MB at most, its form ${XML_LIMIT / 1e6} MB: send the files in several posts.`,
    413,
  );

/** Reads a post before any transaction is open: the form into memory, files to the disk, not yet in their place. */
async function receiveSubmission(request: FastifyRequest, folder: ContentStore): Promise<SentSubmission> {
  const type = request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    throw badPost(
      'forms.not_multipart',
      'A submission is sent as multipart/form-data with a part xml_submission_file.',
      415,
    );
  }
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (length > POST_LIMIT) throw tooLarge();
  const body = request.body instanceof Readable ? request.body : request.raw;
  const sent: Partial<SentSubmission> & { files: SentFile[] } = { files: [] };
  try {
    await readParts(body, request.headers, folder, sent);
  } catch (error) {
    await Promise.all(sent.files.map((one) => folder.discard(one.file)));
    throw asProblem(error);
  }
  if (!sent.xml) {
    await Promise.all(sent.files.map((one) => folder.discard(one.file)));
    throw missingXml();
  }
  return { xml: sent.xml, files: sent.files, incomplete: sent.incomplete ?? false };
}

function asProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (error instanceof FileTooLarge) return tooLarge();
  const code = (error as NodeJS.ErrnoException).code;
  // busboy says what is wrong in words only; whatever it is, the request was not a whole multipart body.
  return code?.startsWith('E') && code !== 'ECONNRESET' && !code.startsWith('ERR_')
    ? error
    : incompletePost();
}

async function readParts(
  body: Readable,
  headers: FastifyRequest['headers'],
  folder: ContentStore,
  sent: Partial<SentSubmission> & { files: SentFile[] },
): Promise<void> {
  const parser = busboy({
    headers: headers as busboy.BusboyConfig['headers'],
    preservePath: false,
    defParamCharset: 'utf8',
    limits: { parts: MOST_PARTS, fieldSize: XML_LIMIT + 1, fileSize: POST_LIMIT },
  });
  const pending: Promise<void>[] = [];
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure ??= error;
    body.unpipe(parser);
    parser.destroy(error as Error);
  };
  let total = 0;
  body.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total > POST_LIMIT) fail(tooLarge());
  });
  parser.on('file', (part, stream, info) => {
    const done =
      part === 'xml_submission_file' ? readXml(stream, sent) : readFile(stream, info, folder, sent);
    pending.push(done.catch(fail));
  });
  parser.on('field', (part, value) => {
    if (part === 'xml_submission_file') sent.xml = Buffer.from(value);
    if (part === '*isIncomplete*') sent.incomplete = /^yes$/i.test(value.trim());
  });
  parser.on('partsLimit', () => fail(tooLarge()));
  // Not `pipeline`: that would destroy the request, whose sender is to read why it was refused.
  await new Promise<void>((resolve) => {
    parser.once('close', resolve);
    parser.once('error', fail);
    body.once('error', fail);
    body.once('close', () => (body.readableEnded ? undefined : fail(incompletePost())));
    body.pipe(parser);
  });
  await Promise.all(pending);
  if (failure) throw failure;
}

async function readXml(stream: Readable, sent: Partial<SentSubmission>): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > XML_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  sent.xml = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

async function readFile(
  stream: Readable,
  info: busboy.FileInfo,
  folder: ContentStore,
  sent: { files: SentFile[] },
): Promise<void> {
  const file = await folder.receive(stream, POST_LIMIT);
  sent.files.push({ name: info.filename ?? '', declaredType: info.mimeType, file });
}

/** How a route takes in a submission: read before the transaction, leftovers thrown away after it. */
export const submissionBody = (folder: ContentStore): BindingOptions<SentSubmission> => ({
  prepare: (request) => receiveSubmission(request, folder),
  release: async (sent) => {
    for (const { file } of sent.files) await folder.discard(file);
  },
});
