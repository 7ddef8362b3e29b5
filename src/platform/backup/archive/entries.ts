import { damaged } from '../problems.ts';
import type { ByteReader } from './byte-reader.ts';
import type { SealedWriter } from './seal.ts';

/** Frames: one byte of kind, four of length, the content. An entry is a head, any number of data frames, an end. */
const HEAD = 1;
const DATA = 2;
const END = 3;
const FRAME_HEAD = 5;
/** Larger frames are not written, so none is believed. */
const MOST = 64 * 1024 * 1024;

export interface EntryWriter {
  head(head: object): Promise<void>;
  data(bytes: Buffer): Promise<void>;
  end(end: object): Promise<void>;
}

export function createEntryWriter({ write }: SealedWriter): EntryWriter {
  const frame = async (kind: number, content: Buffer): Promise<void> => {
    const start = Buffer.alloc(FRAME_HEAD);
    start[0] = kind;
    start.writeUInt32BE(content.length, 1);
    await write(start);
    await write(content);
  };
  return {
    head: (head) => frame(HEAD, Buffer.from(JSON.stringify(head))),
    data: (bytes) => frame(DATA, bytes),
    end: (end) => frame(END, Buffer.from(JSON.stringify(end))),
  };
}

export interface EntryReader {
  /** The head of the next entry; undefined after the last one. */
  next(): Promise<object | undefined>;
  /** The data of the entry whose head was just read, to be taken to its end. */
  data(): AsyncGenerator<Buffer, void, undefined>;
  /** What the end of the entry says, once its data is taken. */
  end(): object;
}

export function createEntryReader(reader: ByteReader): EntryReader {
  let ending: object | undefined;
  const take = async (): Promise<{ kind: number; content: Buffer } | undefined> => {
    const start = await reader.take(FRAME_HEAD);
    if (start.length === 0) return undefined;
    const length = start.length < FRAME_HEAD ? MOST + 1 : start.readUInt32BE(1);
    if (length > MOST) throw damaged('its order');
    const content = await reader.take(length);
    if (content.length < length) throw damaged('its order');
    return { kind: start[0]!, content };
  };
  const parse = (content: Buffer): object => JSON.parse(content.toString()) as object;
  return {
    async next() {
      const frame = await take();
      if (!frame) return undefined;
      if (frame.kind !== HEAD) throw damaged('its order');
      ending = undefined;
      return parse(frame.content);
    },
    async *data() {
      for (;;) {
        const frame = await take();
        if (frame?.kind === DATA) yield frame.content;
        else if (frame?.kind === END) {
          ending = parse(frame.content);
          return;
        } else throw damaged('its order');
      }
    },
    end() {
      if (!ending) throw damaged('its order');
      return ending;
    },
  };
}
