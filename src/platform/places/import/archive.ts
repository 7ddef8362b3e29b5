import { strToU8, unzipSync, zipSync } from 'fflate';
import { IMPORT_LIMITS } from './limits.ts';
import { ImportRefused } from './problem.ts';

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * Unpacks the wanted entries of an archive. The sizes that the archive declares are added up before anything is
 * unpacked, and no entry is given more room than it declared, so a bomb costs nothing.
 */
export function unpack(name: string, bytes: Uint8Array, wanted: RegExp): Map<string, Uint8Array> {
  let total = 0;
  let entries = 0;
  const refuse = (code: string, params: Record<string, string | number> = {}) => {
    throw new ImportRefused(code, { file: name, ...params });
  };
  const out = new Map<string, Uint8Array>();
  try {
    const files = unzipSync(bytes, {
      filter: (entry) => {
        entries++;
        total += entry.originalSize;
        if (entries > IMPORT_LIMITS.entries) {
          refuse('places.import.archive_entries', { limit: IMPORT_LIMITS.entries });
        }
        if (total > IMPORT_LIMITS.unpackedBytes || total > bytes.length * IMPORT_LIMITS.ratio + 1_000_000) {
          refuse('places.import.archive_bomb', { limit: IMPORT_LIMITS.unpackedBytes / 1024 / 1024 });
        }
        return wanted.test(entry.name) && !/(^|\/)(__MACOSX|\._)/.test(entry.name);
      },
    });
    for (const [path, content] of Object.entries(files)) out.set(path, content);
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause;
    refuse('places.import.archive_broken');
  }
  return out;
}

/** The same archive packed again from safely unpacked entries, for readers that unpack without limits. */
export function repacked(name: string, bytes: Uint8Array): Uint8Array {
  const entries: Record<string, Uint8Array> = {};
  for (const [path, content] of unpack(name, bytes, /./)) entries[path] = content;
  return zipSync(Object.keys(entries).length ? entries : { empty: strToU8('') }, { level: 0 });
}
