import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Thrown into an export whose reader went away or that was cancelled. */
export class ExportStopped extends Error {
  constructor() {
    super('The export was stopped.');
    this.name = 'ExportStopped';
  }
}

/** Where an export goes; `write` waits while the reader is slower than we are. */
export interface Sink {
  write(chunk: string | Uint8Array): Promise<void>;
  /** Total of bytes written. */
  size(): number;
}

/** @throws ExportStopped from `write` once the stream is closed */
export function sinkOf(stream: Writable): Sink {
  let size = 0;
  let closed = false;
  stream.once('close', () => {
    closed = true;
  });
  stream.on('error', () => {
    closed = true;
  });
  return {
    async write(chunk) {
      if (closed || stream.destroyed) throw new ExportStopped();
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (!stream.write(bytes)) {
        const gone = new AbortController();
        await Promise.race([
          once(stream, 'drain', { signal: gone.signal }),
          once(stream, 'close', { signal: gone.signal }),
        ]).catch(() => undefined);
        gone.abort();
        if (closed || stream.destroyed) throw new ExportStopped();
      }
    },
    size: () => size,
  };
}
