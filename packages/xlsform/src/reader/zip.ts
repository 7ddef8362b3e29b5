import { Inflate } from 'fflate';
import type { Report } from '../diagnostics/report.ts';
import type { ReadLimits } from './limits.ts';

/** An opened archive: its parts by name, unpacked one by one under a common cap. */
export interface Archive {
  readonly names: readonly string[];
  /** Undefined if there is no such part. */
  readonly read: (name: string) => Uint8Array | undefined;
}

interface Entry {
  readonly method: number;
  readonly compressed: number;
  readonly size: number;
  readonly offset: number;
}

const MEGABYTE = 1024 * 1024;
const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ZIP64 = 1;
const UNKNOWN = 0xffffffff;
const SLICE = 32 * 1024;

/**
 * Opens a zip archive by its central directory. Sizes that it declares are checked before anything is
 * unpacked, and real sizes while unpacking, for a directory may lie.
 * Source: PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function openArchive(bytes: Uint8Array, limits: ReadLimits, report: Report): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(bytes, view, report);
  const cap = limits.maxUnpackedMegabytes * MEGABYTE;
  let declared = 0;
  for (const { size } of entries.values()) declared += size;
  if (declared > cap) report.refuse('zip_bomb', {}, { limit: limits.maxUnpackedMegabytes });
  let unpacked = 0;
  const read = (name: string): Uint8Array | undefined => {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) return undefined;
    const packed = partBytes(bytes, view, entry, report);
    const budget = cap - unpacked;
    const result = entry.method === 0 ? packed : inflate(packed, budget);
    if (result === 'too large') return report.refuse('zip_bomb', {}, { limit: limits.maxUnpackedMegabytes });
    if (result === 'damaged') return report.refuse('truncated_file', {});
    unpacked += result.length;
    return result;
  };
  return { names: [...entries.keys()], read };
}

function readDirectory(bytes: Uint8Array, view: DataView, report: Report): Map<string, Entry> {
  const end = findEnd(view);
  if (end < 0) return report.refuse('truncated_file', {});
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL_SIGNATURE)
      report.refuse('truncated_file', {});
    const nameLength = view.getUint16(at + 28, true);
    const name = decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength));
    entries.set(name.replace(/\\/g, '/').replace(/^\//, '').toLowerCase(), readEntry(view, at, nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Sizes of 0xffffffff stand for 64-bit ones in the extra field, which some writers use for small files, too. */
function readEntry(view: DataView, at: number, nameLength: number): Entry {
  const values = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  let extra = at + 46 + nameLength;
  const end = Math.min(extra + view.getUint16(at + 30, true), view.byteLength);
  while (extra + 4 <= end) {
    const length = view.getUint16(extra + 2, true);
    if (view.getUint16(extra, true) === ZIP64) {
      let field = extra + 4;
      for (const [i, value] of values.entries()) {
        if (value !== UNKNOWN || field + 8 > end) continue;
        values[i] = Number(view.getBigUint64(field, true));
        field += 8;
      }
    }
    extra += 4 + length;
  }
  return {
    method: view.getUint16(at + 10, true),
    size: values[0]!,
    compressed: values[1]!,
    offset: values[2]!,
  };
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  return -1;
}

function partBytes(bytes: Uint8Array, view: DataView, entry: Entry, report: Report): Uint8Array {
  const { offset, compressed } = entry;
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== LOCAL_SIGNATURE)
    report.refuse('truncated_file', {});
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + compressed > bytes.length || (entry.method !== 0 && entry.method !== 8))
    report.refuse('truncated_file', {});
  return bytes.subarray(start, start + compressed);
}

function inflate(packed: Uint8Array, budget: number): Uint8Array | 'too large' | 'damaged' {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let finished = false;
  const stream = new Inflate((chunk, final) => {
    chunks.push(chunk);
    total += chunk.length;
    finished ||= final;
  });
  try {
    for (let at = 0; at < packed.length && !finished; at += SLICE) {
      stream.push(packed.subarray(at, at + SLICE), at + SLICE >= packed.length);
      if (total > budget) return 'too large';
    }
  } catch {
    return 'damaged';
  }
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
