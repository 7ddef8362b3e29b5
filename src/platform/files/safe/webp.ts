import { orientationOnly, readOrientation } from './orientation.ts';
import { BrokenImage, type Stripped } from './stripped.ts';

/** Chunks of the picture, its transparency, its colours and its frames (RFC 9649). Every other one goes. */
const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;

/** A WebP without Exif, XMP, chunks that nobody knows, and whatever follows its end. */
export function stripWebp(bytes: Buffer): Stripped {
  if (bytes.length < 20) throw new BrokenImage();
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw new BrokenImage();
  const kept: Buffer[] = [];
  let orientation = 1;
  let removed = end < bytes.length;
  for (let at = 12; at < end; ) {
    if (at + 8 > end) throw new BrokenImage();
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (at + 8 + length > end) throw new BrokenImage();
    const type = bytes.toString('latin1', at, at + 4);
    if (KEPT.has(type)) kept.push(Buffer.from(bytes.subarray(at, Math.min(next, end))));
    else {
      removed = true;
      if (type === 'EXIF') orientation = orientationOf(bytes.subarray(at + 8, at + 8 + length));
    }
    at = next;
  }
  const head = kept.find((chunk) => chunk.toString('latin1', 0, 4) === 'VP8X');
  if (head) head[8] = (head[8]! & ~(HAS_EXIF | HAS_XMP)) | (orientation > 1 ? HAS_EXIF : 0);
  // Only the extended form has room for a note of the orientation.
  if (head && orientation > 1) kept.push(chunkOf('EXIF', orientationOnly(orientation)));
  return { bytes: riff(kept), removed };
}

function orientationOf(exif: Buffer): number {
  return readOrientation(exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif);
}

function chunkOf(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function riff(chunks: readonly Buffer[]): Buffer {
  const size = chunks.reduce((sum, chunk) => sum + chunk.length, 4);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(size, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, ...chunks]);
}
