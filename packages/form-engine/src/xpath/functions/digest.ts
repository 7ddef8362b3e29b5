/**
 * `digest()` and `base64-decode()`. Written out because expressions are synchronous and WebCrypto is not.
 * FIPS 180-4 (SHA) and RFC 1321 (MD5); 64-bit words as BigInt, which is fast enough for an answer.
 */

type Hash = (bytes: Uint8Array) => Uint8Array;

function rotl(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function padded(bytes: Uint8Array, block: number, littleEndian: boolean): DataView {
  const lengthBytes = block / 8;
  const total = Math.ceil((bytes.length + 1 + lengthBytes) / block) * block;
  const buffer = new Uint8Array(total);
  buffer.set(bytes);
  buffer[bytes.length] = 0x80;
  const view = new DataView(buffer.buffer);
  const bits = BigInt(bytes.length) * 8n;
  view.setBigUint64(total - 8, bits, littleEndian);
  return view;
}

/** First `bits` bits of the fractional part of the n-th root of `value`: where SHA's constants come from. */
function rootFraction(value: bigint, root: 2n | 3n, bits: bigint): bigint {
  const scaled = value << (bits * root);
  let low = 0n;
  let high = 1n << (bits + 12n);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** root <= scaled) low = middle;
    else high = middle - 1n;
  }
  return low & ((1n << bits) - 1n);
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n += 1n) {
    if (found.every((prime) => n % prime !== 0n)) found.push(n);
  }
  return found;
}

function words32(constants: readonly bigint[]): number[] {
  return constants.map((constant) => Number(constant) | 0);
}

let sha2Constants: { k: readonly bigint[]; h512: readonly bigint[]; h384: readonly bigint[] } | undefined;

function constants(): NonNullable<typeof sha2Constants> {
  sha2Constants ??= {
    k: primes(80).map((prime) => rootFraction(prime, 3n, 64n)),
    h512: primes(8).map((prime) => rootFraction(prime, 2n, 64n)),
    h384: primes(16)
      .slice(8)
      .map((prime) => rootFraction(prime, 2n, 64n)),
  };
  return sha2Constants;
}

const sha256: Hash = (bytes) => {
  const { k, h512 } = constants();
  const table = words32(k.slice(0, 64).map((constant) => constant >> 32n));
  const state = words32(h512.map((constant) => constant >> 32n));
  const view = padded(bytes, 64, false);
  const w = new Int32Array(64);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let t = 0; t < 64; t++) w[t] = t < 16 ? view.getInt32(offset + t * 4) : expand256(w, t);
    mix256(state, w, table);
  }
  return bytesOf32(state, false);
};

function expand256(w: Int32Array, t: number): number {
  const x = w[t - 15]!;
  const y = w[t - 2]!;
  const s0 = rotl(x, 25) ^ rotl(x, 14) ^ (x >>> 3);
  const s1 = rotl(y, 15) ^ rotl(y, 13) ^ (y >>> 10);
  return (w[t - 16]! + s0 + w[t - 7]! + s1) | 0;
}

function mix256(state: number[], w: Int32Array, table: readonly number[]): void {
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = rotl(e, 26) ^ rotl(e, 21) ^ rotl(e, 7);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + table[t]! + w[t]!) | 0;
    const s0 = rotl(a, 30) ^ rotl(a, 19) ^ rotl(a, 10);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = (state[index]! + value) | 0;
  });
}

const U64 = (1n << 64n) - 1n;
const rotr64 = (x: bigint, n: bigint): bigint => ((x >> n) | (x << (64n - n))) & U64;

function sha512With(initial: readonly bigint[], length: number): Hash {
  return (bytes) => {
    const state = [...initial];
    const view = padded(bytes, 128, false);
    const w: bigint[] = new Array(80).fill(0n);
    for (let offset = 0; offset < view.byteLength; offset += 128) {
      for (let t = 0; t < 80; t++) w[t] = t < 16 ? view.getBigUint64(offset + t * 8) : expand512(w, t);
      mix512(state, w, constants().k);
    }
    const out = new DataView(new ArrayBuffer(64));
    state.forEach((word, index) => {
      out.setBigUint64(index * 8, word);
    });
    return new Uint8Array(out.buffer, 0, length);
  };
}

function expand512(w: readonly bigint[], t: number): bigint {
  const x = w[t - 15]!;
  const y = w[t - 2]!;
  const s0 = rotr64(x, 1n) ^ rotr64(x, 8n) ^ (x >> 7n);
  const s1 = rotr64(y, 19n) ^ rotr64(y, 61n) ^ (y >> 6n);
  return (w[t - 16]! + s0 + w[t - 7]! + s1) & U64;
}

function mix512(state: bigint[], w: readonly bigint[], table: readonly bigint[]): void {
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let t = 0; t < 80; t++) {
    const s1 = rotr64(e, 14n) ^ rotr64(e, 18n) ^ rotr64(e, 41n);
    const t1 = (h + s1 + ((e & f) ^ (~e & U64 & g)) + table[t]! + w[t]!) & U64;
    const s0 = rotr64(a, 28n) ^ rotr64(a, 34n) ^ rotr64(a, 39n);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & U64;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) & U64, c, b, a, (t1 + t2) & U64];
  }
  [a, b, c, d, e, f, g, h].forEach((value, index) => {
    state[index] = (state[index]! + value) & U64;
  });
}

const sha1: Hash = (bytes) => {
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0];
  const view = padded(bytes, 64, false);
  const w = new Int32Array(80);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    for (let t = 0; t < 80; t++) {
      w[t] =
        t < 16 ? view.getInt32(offset + t * 4) : rotl(w[t - 3]! ^ w[t - 8]! ^ w[t - 14]! ^ w[t - 16]!, 1);
    }
    mix1(state, w);
  }
  return bytesOf32(state, false);
};

function mix1(state: number[], w: Int32Array): void {
  let [a, b, c, d, e] = state as [number, number, number, number, number];
  for (let t = 0; t < 80; t++) {
    const [f, k] = round1(t, b, c, d);
    const next = (rotl(a, 5) + f + e + k + w[t]!) | 0;
    [e, d, c, b, a] = [d, c, rotl(b, 30), a, next];
  }
  [a, b, c, d, e].forEach((value, index) => {
    state[index] = (state[index]! + value) | 0;
  });
}

function round1(t: number, b: number, c: number, d: number): readonly [number, number] {
  if (t < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (t < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (t < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

const MD5_SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

const md5: Hash = (bytes) => {
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  const view = padded(bytes, 64, true);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let t = 0; t < 64; t++) {
      const [f, g] = roundMd5(t, b, c, d);
      const constant = Math.floor(Math.abs(Math.sin(t + 1)) * 2 ** 32) | 0;
      const sum = (a + f + constant + view.getInt32(offset + g * 4, true)) | 0;
      [a, d, c, b] = [d, c, b, (b + rotl(sum, MD5_SHIFTS[(t >> 4) * 4 + (t & 3)]!)) | 0];
    }
    [a, b, c, d].forEach((value, index) => {
      state[index] = (state[index]! + value) | 0;
    });
  }
  return bytesOf32(state, true);
};

function roundMd5(t: number, b: number, c: number, d: number): readonly [number, number] {
  if (t < 16) return [(b & c) | (~b & d), t];
  if (t < 32) return [(d & b) | (~d & c), (5 * t + 1) % 16];
  if (t < 48) return [b ^ c ^ d, (3 * t + 5) % 16];
  return [c ^ (b | ~d), (7 * t) % 16];
}

function bytesOf32(words: readonly number[], littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4));
  words.forEach((word, index) => {
    view.setInt32(index * 4, word, littleEndian);
  });
  return new Uint8Array(view.buffer);
}

function hashNamed(algorithm: string): Hash | undefined {
  switch (algorithm.toUpperCase()) {
    case 'MD5':
      return md5;
    case 'SHA-1':
      return sha1;
    case 'SHA-256':
      return sha256;
    case 'SHA-384':
      return sha512With(constants().h384, 48);
    case 'SHA-512':
      return sha512With(constants().h512, 64);
    default:
      return undefined;
  }
}

/** XForms 1.1 `digest()`; empty for an algorithm or encoding that it does not name. */
export function digest(source: string, algorithm: string, encoding: string): string {
  const hash = hashNamed(algorithm);
  if (hash === undefined) return '';
  const bytes = hash(new TextEncoder().encode(source));
  if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return encoding === 'base64' ? btoa(String.fromCharCode(...bytes)) : '';
}

/** UTF-8 text of a base64 text; empty when it is not base64. */
export function decodeBase64(source: string): string {
  try {
    const bytes = Uint8Array.from(atob(source.trim()), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}

/** First 64 bits of SHA-256 as a signed integer: how clients derive a seed from a text. */
export function seedOf(source: string): bigint {
  const bytes = sha256(new TextEncoder().encode(source));
  return new DataView(bytes.buffer).getBigInt64(0);
}
