import { Readable } from 'node:stream';
import type { FilesConfig } from '../config.ts';
import type { ReceivedFile } from '../contents.ts';
import type { Refusal } from '../contract.ts';
import { isForbidden, isLie, shownType } from '../domain/type.ts';
import { isBomb, TAIL_BYTES } from '../safe/archive.ts';
import { scan } from '../safe/clamav.ts';
import { canPreview, makePreviews } from '../safe/preview.ts';
import { canStrip, stripMetadata } from '../safe/strip.ts';
import { BrokenImage } from '../safe/stripped.ts';
import type { AttachmentRow } from '../store/attachment.ts';

/** Pictures above this are not looked into in memory. */
const MOST_IMAGE_BYTES = 100_000_000;

/** What was found in a file; with `refusal` nothing of it is kept. */
export interface Findings {
  refusal?: Refusal;
  contentType: string;
  metadata: AttachmentRow['metadata'];
  /** The content to keep instead of the received one. */
  instead?: ReceivedFile;
  previews?: { small: ReceivedFile; large: ReceivedFile };
}

type Asked = Pick<AttachmentRow, 'name' | 'class' | 'keep_reason'> & { declared: string | null };

/**
 * Looks into a received file: what a scanner says, what it is, what it would do to whoever opens it, and what a picture
 * carries besides. Received files that it returns are the caller's to keep or discard.
 * @throws ScannerUnavailable
 */
export async function inspect(config: FilesConfig, file: ReceivedFile, asked: Asked): Promise<Findings> {
  const { contents } = config;
  const base = { contentType: shownType(file.contentType, asked.name), metadata: 'none' as const };
  if (config.clamav && (await scan(config.clamav, contents.openReceived(file))) !== undefined)
    return { ...base, refusal: 'infected' };
  if (isForbidden(config.forbidden, asked.name, file.contentType))
    return { ...base, refusal: 'type_forbidden' };
  if (isLie(file.contentType, asked.declared, asked.name)) return { ...base, refusal: 'type_lies' };
  if (file.contentType === 'application/zip')
    return isBomb(await tailOf(contents.openReceived(file)), file.size)
      ? { ...base, refusal: 'archive_bomb' }
      : base;
  if (!canPreview(file.contentType) && !canStrip(file.contentType)) return base;
  if (file.size > MOST_IMAGE_BYTES) return { ...base, refusal: 'image_too_large' };
  return inspectImage(config, file, asked, base);
}

async function inspectImage(
  { contents }: FilesConfig,
  file: ReceivedFile,
  asked: Asked,
  base: Pick<Findings, 'contentType' | 'metadata'>,
): Promise<Findings> {
  const found: Findings = { ...base };
  let bytes = await contents.readReceived(file);
  const receive = (content: Buffer): Promise<ReceivedFile> =>
    contents.receive(Readable.from([content]), content.length);
  if (asked.keep_reason) found.metadata = 'kept';
  else if (canStrip(file.contentType)) {
    try {
      const stripped = stripMetadata(file.contentType, bytes);
      bytes = stripped.bytes;
      if (stripped.removed) found.metadata = 'stripped';
    } catch (error) {
      if (!(error instanceof BrokenImage)) throw error;
      return { ...base, refusal: 'image_broken' };
    }
  }
  const previews = canPreview(file.contentType) ? await makePreviews(bytes) : 'broken';
  if (previews === 'too_large') return { ...base, refusal: 'image_too_large' };
  if (found.metadata === 'stripped') found.instead = await receive(bytes);
  // A preview of a sealed file would show it without a purpose.
  if (previews !== 'broken' && asked.class !== 'sealed')
    found.previews = { small: await receive(previews.small), large: await receive(previews.large) };
  return found;
}

async function tailOf(content: Readable): Promise<Buffer> {
  const held: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    held.push(chunk);
    size += chunk.length;
    while (held.length > 1 && size - held[0]!.length >= TAIL_BYTES) size -= held.shift()!.length;
  }
  return Buffer.concat(held);
}
