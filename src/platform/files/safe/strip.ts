import { stripHeic } from './heic.ts';
import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import type { Stripped } from './stripped.ts';
import { stripWebp } from './webp.ts';

const STRIPPERS: Readonly<Record<string, (bytes: Buffer) => Stripped>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/heic': stripHeic,
  'image/avif': stripHeic,
};

/** Whether pictures of this kind carry place, device and time that can be taken out. */
export const canStrip = (contentType: string): boolean => contentType in STRIPPERS;

/** @throws BrokenImage */
export function stripMetadata(contentType: string, bytes: Buffer): Stripped {
  return STRIPPERS[contentType]!(bytes);
}
