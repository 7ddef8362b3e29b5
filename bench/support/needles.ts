import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** What many planted texts share, in every form in which it could lie somewhere. */
export interface Needle {
  /** Twenty letters and digits that stand in each planted text. */
  readonly text: string;
  readonly forms: readonly Buffer[];
}

/** Base64 of a text that stands anywhere in the encoded bytes: what its neighbours cannot change, in three positions. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return encoded.slice(Math.ceil((before * 8) / 6), end);
  });
}

export function needleOf(text: string): Needle {
  const bytes = Buffer.from(text);
  const base64 = base64Forms(bytes);
  const hex = bytes.toString('hex');
  const texts = [
    text,
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  const forms = [...new Set(texts)].map((form) => Buffer.from(form));
  return { text, forms: [...forms, Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()] };
}

/** A mark that nothing else on earth contains. */
export const newMark = (): string => randomBytes(15).toString('hex').slice(0, 20);

export interface Found {
  bytes: number;
  hits: number[];
}

const OVERLAP = 256;

/** Counts each needle in a stream of bytes, also where it lies across two chunks. */
export async function searchStream(
  source: AsyncIterable<Buffer>,
  needles: readonly Needle[],
): Promise<Found> {
  const found: Found = { bytes: 0, hits: needles.map(() => 0) };
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    found.bytes += chunk.length;
    const block = Buffer.concat([tail, chunk]);
    for (const [index, needle] of needles.entries()) {
      for (const form of needle.forms) {
        // What lies in the tail wholly was counted with the chunk before.
        const from = Math.max(0, tail.length - form.length + 1);
        for (let at = block.indexOf(form, from); at >= 0; at = block.indexOf(form, at + 1))
          found.hits[index]!++;
      }
    }
    tail = Buffer.from(block.subarray(-OVERLAP));
  }
  return found;
}

export async function searchFolder(folder: string, needles: readonly Needle[]): Promise<Found> {
  const total: Found = { bytes: 0, hits: needles.map(() => 0) };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const stream: Readable = createReadStream(join(entry.parentPath, entry.name), { highWaterMark: 1 << 20 });
    const found = await searchStream(stream, needles);
    total.bytes += found.bytes;
    for (const [index, hits] of found.hits.entries()) total.hits[index]! += hits;
  }
  return total;
}
