import { crc32 } from 'node:zlib';
import { orientationOnly, readOrientation } from './orientation.ts';
import { BrokenImage, type Stripped } from './stripped.ts';

const SIGNATURE_BYTES = 8;
/** Chunks of the picture itself, of its colours and of an animation (PNG, third edition). Every other one goes. */
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT cICP mDCV cLLI'.split(
    ' ',
  ),
);

/** A PNG without texts, times, Exif, chunks that nobody knows, and whatever follows its end. */
export function stripPng(bytes: Buffer): Stripped {
  const kept: Buffer[] = [bytes.subarray(0, SIGNATURE_BYTES)];
  let removed = false;
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > bytes.length) throw new BrokenImage();
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new BrokenImage();
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (KEPT.has(type)) kept.push(bytes.subarray(at, end));
    else {
      removed = true;
      const orientation = type === 'eXIf' ? readOrientation(bytes.subarray(at + 8, end - 4)) : 1;
      if (orientation > 1) kept.push(chunk('eXIf', orientationOnly(orientation)));
    }
    at = end;
    if (type !== 'IEND') continue;
    return { bytes: Buffer.concat(kept), removed: removed || end < bytes.length };
  }
}

function chunk(type: string, body: Buffer): Buffer {
  const whole = Buffer.alloc(12 + body.length);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(checksum(whole.subarray(4, 8 + body.length)), 8 + body.length);
  return whole;
}

/** CRC-32 of a chunk's type and content; Node has one from 20.15 on. */
const checksum = (bytes: Buffer): number => crc32(bytes);
