/** The tus protocol 1.0.0 (tus.io/protocols/resumable-upload): its headers, read and written. */

export const TUS_VERSION = '1.0.0';
export const TUS_EXTENSIONS = 'creation,termination,expiration,checksum';
export const CHECKSUMS = ['sha1', 'sha256'] as const;
type Checksum = (typeof CHECKSUMS)[number];

/** Comma-separated pairs of a key and its value in base64; undefined where the header is malformed. */
export function parseMetadata(header: string | undefined): Map<string, string> | undefined {
  const found = new Map<string, string>();
  if (header === undefined || header.trim() === '') return found;
  for (const pair of header.split(',')) {
    const [, key, value = ''] =
      /^\s*([\x21-\x2b\x2d-\x7e]+)(?: ([A-Za-z0-9+/]*={0,2}))?\s*$/.exec(pair) ?? [];
    if (!key || found.has(key)) return undefined;
    found.set(key, Buffer.from(value, 'base64').toString('utf8'));
  }
  return found;
}

/** A count of bytes as a header says it; undefined where it is none. */
export const parseCount = (header: unknown): number | undefined =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : undefined;

/** The algorithm and the expected digest; `unknown` for an algorithm that this server does not have. */
export function parseChecksum(
  header: string | undefined,
): { algorithm: Checksum; digest: Buffer } | 'none' | 'unknown' {
  if (header === undefined) return 'none';
  const [, name, value] = /^([a-z0-9]+) ([A-Za-z0-9+/]+={0,2})$/.exec(header) ?? [];
  const algorithm = CHECKSUMS.find((known) => known === name);
  if (!algorithm || !value) return 'unknown';
  return { algorithm, digest: Buffer.from(value, 'base64') };
}
