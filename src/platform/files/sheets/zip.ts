import { once } from 'node:events';
import type { TransformOptions } from 'node:stream';
import { crc32, createDeflateRaw, type ZlibOptions } from 'node:zlib';
import type { Sink } from './sink.ts';

/** A zip written file after file straight into a sink; memory holds what the sink has not taken yet. */
export interface ZipWriter {
  /** Begins a file; the one before must be at its end. */
  file(name: string): Promise<ZipFile>;
  end(): Promise<void>;
}
interface ZipFile {
  write(text: string): Promise<void>;
  end(): Promise<void>;
}

/** A file or the whole would pass 4 GB, which this form of zip cannot hold. */
class ZipTooLarge extends Error {}

const MOST = 0xffff_fffe;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980, midnight: a fixed time keeps equal exports equal. */
const DOS_DATE = 0x0021;

/**
 * Fast compression: the link is rarely slower than level 3, and the server has other work. A megabyte may wait for it:
 * the next rows are made while these are packed.
 */
const PACKING: ZlibOptions & TransformOptions = {
  level: 3,
  memLevel: 9,
  chunkSize: 65_536,
  highWaterMark: 1_048_576,
};

interface Entry {
  name: Buffer;
  crc: number;
  size: number;
  packed: number;
  offset: number;
}

/** PKWARE APPNOTE 6.3.x, without ZIP64. Compression runs beside us in the thread pool of Node. */
export function createZip(sink: Sink): ZipWriter {
  const entries: Entry[] = [];
  const put = async (bytes: Buffer): Promise<void> => {
    if (sink.size() + bytes.length > MOST) throw new ZipTooLarge('The zip would pass 4 GB.');
    await sink.write(bytes);
  };
  return {
    async file(name) {
      const entry: Entry = { name: Buffer.from(name), crc: 0, size: 0, packed: 0, offset: sink.size() };
      entries.push(entry);
      await put(localHead(entry));
      return openFile(entry, put);
    },
    async end() {
      const start = sink.size();
      for (const entry of entries) await put(centralHead(entry));
      await put(endRecord(entries.length, sink.size() - start, start));
    },
  };
}

function openFile(entry: Entry, put: (bytes: Buffer) => Promise<void>): ZipFile {
  const deflate = createDeflateRaw(PACKING);
  let ready: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => ready.push(chunk));
  const drain = async (): Promise<void> => {
    const chunks = ready;
    ready = [];
    for (const chunk of chunks) {
      entry.packed += chunk.length;
      await put(chunk);
    }
  };
  return {
    async write(text) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (entry.size > MOST) throw new ZipTooLarge('A file of the zip would pass 4 GB.');
      if (!deflate.write(bytes)) await once(deflate, 'drain');
      await drain();
    },
    async end() {
      const ended = once(deflate, 'end');
      deflate.end();
      await ended;
      await drain();
      const tail = Buffer.alloc(16);
      tail.writeUInt32LE(0x08074b50, 0);
      tail.writeUInt32LE(entry.crc, 4);
      tail.writeUInt32LE(entry.packed, 8);
      tail.writeUInt32LE(entry.size, 12);
      await put(tail);
    },
  };
}

function localHead({ name }: Entry): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DOS_DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function centralHead({ name, crc, size, packed, offset }: Entry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(DOS_DATE, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A name not yet taken: two repeats in different groups may be called alike. */
export function freeName(name: string, taken: Set<string>, most = 100): string {
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `_${n}`;
    const candidate = name.slice(0, most - suffix.length) + suffix;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}
