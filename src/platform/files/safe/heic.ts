import { BrokenImage, type Stripped } from './stripped.ts';

interface Box {
  type: string;
  /** First byte after the head, and the one after the last. */
  start: number;
  end: number;
}

/** The boxes of a stretch of an ISO base media file (ISO/IEC 14496-12, 4.2). */
function boxes(bytes: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at);
    const long = short === 1;
    if (long && at + 16 > to) throw new BrokenImage();
    const size = long ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const start = at + (long ? 16 : 8);
    if (size < start - at || at + size > to) throw new BrokenImage();
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), start, end: at + size });
    at += size;
  }
  return found;
}

const FULL_BOX = 4;

/** Items of `iinf` that hold no picture: Exif, and XMP or others by their MIME type (14496-12, 8.11.6). */
function metadataItems(bytes: Buffer, iinf: Box): Set<number> {
  const found = new Set<number>();
  const head = bytes[iinf.start] === 0 ? 2 : 4;
  for (const infe of boxes(bytes, iinf.start + FULL_BOX + head, iinf.end)) {
    const version = bytes[infe.start]!;
    if (infe.type !== 'infe' || version < 2) continue;
    const wide = version > 2;
    const id = wide ? bytes.readUInt32BE(infe.start + FULL_BOX) : bytes.readUInt16BE(infe.start + FULL_BOX);
    const at = infe.start + FULL_BOX + (wide ? 4 : 2) + 2;
    if (['Exif', 'mime', 'uri '].includes(bytes.toString('latin1', at, at + 4))) found.add(id);
  }
  return found;
}

/** Where the items lie, by `iloc` (14496-12, 8.11.3): stretches of the file (`file`) or of `idat`. */
function extentsOf(
  bytes: Buffer,
  iloc: Box,
  wanted: ReadonlySet<number>,
): { inIdat: boolean; at: number; length: number }[] {
  let at = iloc.start + FULL_BOX;
  const version = bytes[iloc.start]!;
  const take = (size: number): number => {
    at += size;
    return size === 0
      ? 0
      : size === 8
        ? Number(bytes.readBigUInt64BE(at - 8))
        : bytes.readUIntBE(at - size, size);
  };
  const sizes = take(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map(
    (shift) => (sizes >> shift) & 15,
  ) as [number, number, number, number];
  const count = take(version < 2 ? 2 : 4);
  const found: { inIdat: boolean; at: number; length: number }[] = [];
  for (let i = 0; i < count; i++) {
    const id = take(version < 2 ? 2 : 4);
    const method = version > 0 ? take(2) & 15 : 0;
    take(2);
    const base = take(baseSize);
    const extents = take(2);
    for (let e = 0; e < extents; e++) {
      if (version > 0) take(indexSize);
      const offset = take(offsetSize);
      const length = take(lengthSize);
      if (wanted.has(id)) found.push({ inIdat: method === 1, at: base + offset, length });
    }
  }
  return found;
}

/**
 * A HEIC or AVIF picture whose Exif and XMP say nothing: their bytes become zeros where they stand, so that every offset of
 * the file still holds. Orientation is a property of the picture itself there (`irot`, `imir`) and stays.
 */
export function stripHeic(source: Buffer): Stripped {
  const bytes = Buffer.from(source);
  try {
    const top = boxes(bytes, 0, bytes.length);
    const meta = top.find(({ type }) => type === 'meta');
    // Sequences and films keep their notes elsewhere, in too many makers' ways to be sure of all of them.
    if (!meta) throw new BrokenImage();
    const inside = boxes(bytes, meta.start + FULL_BOX, meta.end);
    const iinf = inside.find(({ type }) => type === 'iinf');
    const iloc = inside.find(({ type }) => type === 'iloc');
    const idat = inside.find(({ type }) => type === 'idat');
    const items = iinf ? metadataItems(bytes, iinf) : new Set<number>();
    let removed = false;
    for (const box of [...top, ...inside]) {
      if (box.type !== 'uuid' && box.type !== 'udta' && box.type !== 'free' && box.type !== 'skip') continue;
      removed = true;
      bytes.fill(0, box.start, box.end);
    }
    if (items.size > 0) {
      if (!iloc) throw new BrokenImage();
      for (const extent of extentsOf(bytes, iloc, items)) {
        const start = extent.at + (extent.inIdat ? (idat?.start ?? bytes.length) : 0);
        if (start + extent.length > bytes.length) throw new BrokenImage();
        bytes.fill(0, start, start + extent.length);
        removed = true;
      }
    }
    return { bytes, removed };
  } catch (error) {
    // A read past the end says the same as a box that does not fit.
    throw error instanceof BrokenImage ? error : new BrokenImage();
  }
}
