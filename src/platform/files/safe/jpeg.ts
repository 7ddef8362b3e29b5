import { orientationOnly, readOrientation } from './orientation.ts';
import { BrokenImage, type Stripped } from './stripped.ts';

const EXIF = 'Exif\0\0';
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const COMMENT = 0xfe;
const START_OF_SCAN = 0xda;
const END = 0xd9;

const isApplication = (marker: number): boolean => marker >= APP0 && marker <= 0xef;

/** Segments without which the picture would look different: density, colour profile, Adobe's colour transform. */
function isKept(marker: number, body: Buffer): boolean {
  if (marker === APP0) return body.toString('latin1', 0, 4) === 'JFIF';
  if (marker === APP2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0';
  return marker === APP14;
}

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/**
 * A JPEG without what it carries besides its picture: Exif with place and device, XMP, IPTC, comments, further pictures,
 * and whatever follows its end (ITU T.81, annex B). Nothing is encoded anew.
 */
export function stripJpeg(bytes: Buffer): Stripped {
  const kept: Buffer[] = [Buffer.of(0xff, 0xd8)];
  let removed = false;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new BrokenImage();
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) throw new BrokenImage();
    if (marker === END) break;
    const end = at + 2 + (at + 4 <= bytes.length ? bytes.readUInt16BE(at + 2) : Number.POSITIVE_INFINITY);
    if (end > bytes.length || end < at + 4) throw new BrokenImage();
    const body = bytes.subarray(at + 4, end);
    if ((isApplication(marker) && !isKept(marker, body)) || marker === COMMENT) {
      removed = true;
      const isExif = marker === APP1 && body.toString('latin1', 0, 6) === EXIF;
      const orientation = isExif ? readOrientation(body.subarray(6)) : 1;
      if (orientation > 1)
        kept.push(segment(APP1, Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationOnly(orientation)])));
      at = end;
      continue;
    }
    const until = marker === START_OF_SCAN ? endOfScan(bytes, end) : end;
    kept.push(bytes.subarray(at, until));
    at = until;
  }
  kept.push(Buffer.of(0xff, END));
  return { bytes: Buffer.concat(kept), removed: removed || at + 2 < bytes.length };
}

/** Where the coded data end: at the first marker that is neither a stuffed zero nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = from; ; at++) {
    at = bytes.indexOf(0xff, at);
    const next = at < 0 ? undefined : bytes[at + 1];
    if (next === undefined) throw new BrokenImage();
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
}
