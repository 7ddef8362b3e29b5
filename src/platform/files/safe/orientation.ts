/** Which way up a picture is to be shown (Exif tag 0x0112, 1 to 8); 1 where the block says nothing that can be read. */
export function readOrientation(tiff: Buffer): number {
  const big = tiff.toString('latin1', 0, 4) === 'MM\0*';
  if (!big && tiff.toString('latin1', 0, 4) !== 'II*\0') return 1;
  const short = (at: number): number => (big ? tiff.readUInt16BE(at) : tiff.readUInt16LE(at));
  const long = (at: number): number => (big ? tiff.readUInt32BE(at) : tiff.readUInt32LE(at));
  try {
    const first = long(4);
    for (let i = 0; i < short(first); i++) {
      const entry = first + 2 + i * 12;
      if (short(entry) !== 0x0112) continue;
      const value = short(entry + 8);
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch {
    // A block that ends too early says nothing.
  }
  return 1;
}

/** A block that says which way up, and nothing else: without it a photograph of a telephone would lie on its side. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}
