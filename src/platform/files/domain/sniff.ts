/** [content type, offset, bytes as latin1 text]; the first that fits wins. */
const SIGNATURES: readonly (readonly [string, number, string])[] = [
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF8'],
  ['image/webp', 8, 'WEBP'],
  ['image/bmp', 0, 'BM'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['audio/wav', 8, 'WAVE'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['audio/mpeg', 0, '\xff\xfb'],
  ['audio/mpeg', 0, '\xff\xf3'],
  ['audio/mpeg', 0, '\xff\xf2'],
  ['audio/aac', 0, '\xff\xf1'],
  ['audio/aac', 0, '\xff\xf9'],
  ['audio/amr', 0, '#!AMR'],
  ['audio/flac', 0, 'fLaC'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  ['video/x-msvideo', 8, 'AVI '],
  ['application/pdf', 0, '%PDF-'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
  ['application/gzip', 0, '\x1f\x8b'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-executable', 0, '\x7fELF'],
  ['application/x-mach-binary', 0, '\xcf\xfa\xed\xfe'],
  ['application/x-mach-binary', 0, '\xce\xfa\xed\xfe'],
  ['application/java-vm', 0, '\xca\xfe\xba\xbe'],
  ['application/x-ms-shortcut', 0, 'L\0\0\0\x01\x14\x02\0'],
  ['application/vnd.ms-htmlhelp', 0, 'ITSF'],
  ['application/x-ole-storage', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['text/x-shellscript', 0, '#!/'],
];

/** Brands of the ISO base media format (`ftyp` at byte 4). */
const BRANDS: readonly (readonly [RegExp, string])[] = [
  [/^(heic|heix|hevc|mif1|msf1)/, 'image/heic'],
  [/^avif/, 'image/avif'],
  [/^(M4A|M4B)/, 'audio/mp4'],
  [/^3g/, 'video/3gpp'],
  [/^qt/, 'video/quicktime'],
];

/**
 * What a file is by its first bytes (4 kB are plenty). Texts are told apart only as far as a browser would act on them.
 * @returns a content type, `application/octet-stream` when the bytes say nothing
 */
export function sniffContentType(head: Buffer): string {
  const text = head.toString('latin1');
  if (text.startsWith('ftyp', 4)) {
    const brand = text.slice(8, 12);
    return BRANDS.find(([pattern]) => pattern.test(brand))?.[1] ?? 'video/mp4';
  }
  for (const [type, offset, bytes] of SIGNATURES) if (text.startsWith(bytes, offset)) return type;
  if (/^\s*<\?php/i.test(text)) return 'text/x-php';
  if (head.length === 0 || head.includes(0)) return 'application/octet-stream';
  const start = text.trimStart().slice(0, 300).toLowerCase();
  if (/^(\xef\xbb\xbf)?<(!doctype html|html|script|body|head|iframe)/.test(start)) return 'text/html';
  if (/^(\xef\xbb\xbf)?(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<svg/s.test(start)) return 'image/svg+xml';
  if (/^(\xef\xbb\xbf)?<\?xml/.test(start)) return 'text/xml';
  return 'text/plain';
}

/** Families whose files always begin with bytes of their own: a file that claims one and has other bytes is lying. */
const CHECKED = /^(image|audio|video)\//;
const MEDIA_NAME: readonly (readonly [RegExp, string])[] = [
  [/\.(jpe?g|png|gif|webp|bmp|tiff?|heic|avif|svg)$/i, 'image'],
  [/\.(mp3|m4a|wav|ogg|oga|opus|amr|aac|flac)$/i, 'audio'],
  [/\.(mp4|mov|webm|avi|3gp)$/i, 'video'],
];

/**
 * Whether a file is not what its name or its declared type promises: a picture that is no picture. Containers that
 * hold sound or moving pictures alike (mp4, 3gp, ogg, webm) pass for both.
 */
export function liesAboutType(sniffed: string, declared: string | undefined, name: string): boolean {
  const family = (type: string) => type.split('/')[0]!;
  const promised =
    (declared && CHECKED.test(declared) ? family(declared) : undefined) ??
    MEDIA_NAME.find(([pattern]) => pattern.test(name))?.[1];
  if (!promised) return false;
  const found = family(sniffed);
  if (promised === 'image') return found !== 'image';
  return found !== 'audio' && found !== 'video';
}

/** Types that a browser may show inside a page of ours without acting on them. */
export const isShownSafely = (contentType: string): boolean =>
  /^(image\/(jpeg|png|gif|webp|bmp|avif)|audio\/|video\/)/.test(contentType);
