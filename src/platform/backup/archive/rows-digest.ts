import { hash } from 'node:crypto';

const LANES = 8;

/**
 * Digest of a table's rows whatever their order: the sum, modulo 2^256, of the SHA-256 of each row. Two orders of the same
 * rows are equal; a row that is lost, doubled or changed is not. (Against accident: against intent stands the seal.)
 */
interface RowsDigest {
  add(row: Uint8Array): void;
  /** Rows so far. */
  rows(): number;
  /** 64 hexadecimal digits. */
  value(): string;
}

export function createRowsDigest(): RowsDigest {
  const lanes = new Uint32Array(LANES);
  let count = 0;
  return {
    add(row) {
      const digest = hash('sha256', row, 'buffer');
      let carry = 0;
      for (let lane = LANES - 1; lane >= 0; lane--) {
        const sum = lanes[lane]! + digest.readUInt32BE(lane * 4) + carry;
        lanes[lane] = sum;
        carry = sum > 0xffff_ffff ? 1 : 0;
      }
      count++;
    },
    rows: () => count,
    value: () => Array.from(lanes, (lane) => lane.toString(16).padStart(8, '0')).join(''),
  };
}
