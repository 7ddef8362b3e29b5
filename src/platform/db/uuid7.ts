import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** RFC 9562 version 7: 48 bits of milliseconds, the rest random. Made here so that one statement can write several rows. */
export function uuid7(now: Date): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const hex = pool.toString('hex', used, used + 10);
  used += 10;
  const time = now.getTime().toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(hex[3]!, 16) & 3]!;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`;
}
