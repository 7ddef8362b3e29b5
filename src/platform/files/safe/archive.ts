/** What an archive may unpack to, at most: none is unpacked here, but somebody will on a small machine. */
const MOST_BYTES = 4_000_000_000;
const MOST_RATIO = 200;
const SMALL = 100_000_000;
const MOST_ENTRIES = 100_000;
/** The end record, its comment, and room for the directory of an ordinary archive. */
export const TAIL_BYTES = 8_000_000;

const END_RECORD = 0x06054b50;
const ENTRY = 0x02014b50;

/**
 * Whether a zip archive is made to overwhelm whoever unpacks it, judged by its directory (APPNOTE 6.3.10, 4.3): it claims
 * to become huge, packs more than any real content packs, or has entries that share their bytes.
 * @param tail the last bytes of the archive, `TAIL_BYTES` or all of it
 */
export function isBomb(tail: Buffer, size: number): boolean {
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END_RECORD) return false;
  const entries = tail.readUInt16LE(end + 10);
  const directory = tail.readUInt32LE(end + 12);
  // A directory of 64 bits, or one longer than the tail: more entries than any office file or set of pictures has.
  if (entries === 0xffff || directory > end || entries > MOST_ENTRIES) return directory > end;
  let packed = 0;
  let unpacked = 0;
  let at = end - directory;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > end || tail.readUInt32LE(at) !== ENTRY) return false;
    packed += tail.readUInt32LE(at + 20);
    unpacked += tail.readUInt32LE(at + 24);
    at += 46 + tail.readUInt16LE(at + 28) + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
  }
  if (packed > size) return true;
  return unpacked > MOST_BYTES || (unpacked > SMALL && unpacked / Math.max(1, size) > MOST_RATIO);
}
