import { inflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { IMPORT_LIMITS } from './limits.ts';
import { ImportRefused } from './problem.ts';

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  offset: number;
}

/** Entries of the central directory (APPNOTE 4.3.12); undefined when there is none. Zip64 is above every limit anyway. */
function readDirectory(data: DataView, bytes: Uint8Array): Entry[] | undefined {
  let end = bytes.length - 22;
  const stop = Math.max(0, end - 0xffff);
  while (end >= stop && data.getUint32(end, true) !== 0x06054b50) end--;
  if (end < stop || end < 0) return undefined;
  const entries: Entry[] = [];
  let at = data.getUint32(end + 16, true);
  for (let i = data.getUint16(end + 10, true); i > 0; i--) {
    if (at + 46 > bytes.length || data.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameLength = data.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: data.getUint16(at + 10, true),
      packed: data.getUint32(at + 20, true),
      size: data.getUint32(at + 24, true),
      offset: data.getUint32(at + 42, true),
    });
    at += 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true);
  }
  return entries;
}

/** Content of an entry; stops at the size that it declared, so a lie about it costs nothing. */
function readEntry(data: DataView, bytes: Uint8Array, entry: Entry): Uint8Array {
  const { offset, packed, size, method } = entry;
  if (data.getUint32(offset, true) !== 0x04034b50) throw new RangeError('no entry there');
  const start = offset + 30 + data.getUint16(offset + 26, true) + data.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw new RangeError('entry is cut');
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content;
  if (method !== 8) throw new RangeError('unknown method');
  const out = inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  if (out.length !== size) throw new RangeError('other size than declared');
  return new Uint8Array(out.buffer, out.byteOffset, out.length);
}

function checkEntries(name: string, archive: number, entries: readonly Entry[]): void {
  if (entries.length > IMPORT_LIMITS.entries) {
    throw new ImportRefused('places.import.archive_entries', { file: name, limit: IMPORT_LIMITS.entries });
  }
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > IMPORT_LIMITS.unpackedBytes || total > archive * IMPORT_LIMITS.ratio + 1_000_000) {
    const limit = IMPORT_LIMITS.unpackedBytes / 1024 / 1024;
    throw new ImportRefused('places.import.archive_bomb', { file: name, limit });
  }
}

/**
 * Unpacks the wanted entries of an archive. The sizes that it declares are added up before anything is unpacked, and
 * no entry is unpacked beyond the size that it declared.
 */
export function unpack(name: string, bytes: Uint8Array, wanted: RegExp): Map<string, Uint8Array> {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out = new Map<string, Uint8Array>();
  try {
    const entries = readDirectory(data, bytes);
    if (!entries) throw new RangeError('no directory');
    checkEntries(name, bytes.length, entries);
    for (const entry of entries) {
      if (entry.name.endsWith('/') || /(^|\/)(__MACOSX|\._)/.test(entry.name) || !wanted.test(entry.name))
        continue;
      out.set(entry.name, readEntry(data, bytes, entry));
    }
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause;
    throw new ImportRefused('places.import.archive_broken', { file: name });
  }
  return out;
}

/** The same archive packed again from safely unpacked entries, for readers that unpack without limits. */
export function repacked(name: string, bytes: Uint8Array): Uint8Array {
  return zipSync(Object.fromEntries(unpack(name, bytes, /./)), { level: 0 });
}
