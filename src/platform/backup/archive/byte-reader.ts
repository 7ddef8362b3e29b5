/** Bytes of a stream in the portions that a format asks for. */
export interface ByteReader {
  /** So many bytes; fewer only at the end of the stream. */
  take(length: number): Promise<Buffer>;
}

export function createByteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return {
    async take(length) {
      while (size < length) {
        const next = await chunks.next();
        if (next.done) break;
        held.push(next.value);
        size += next.value.length;
      }
      const whole = held.length === 1 ? held[0]! : Buffer.concat(held);
      const taken = whole.subarray(0, length);
      held = taken.length < whole.length ? [whole.subarray(length)] : [];
      size -= taken.length;
      return taken;
    },
  };
}
