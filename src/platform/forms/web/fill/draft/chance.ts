/** Random numbers and identities that come out the same again, so that a draft reopens as the very same record. */
export interface Chance {
  /** 0 <= n < 1 */
  random: () => number;
  /** RFC 4122 version 4, without prefix. */
  uuid: () => string;
}

/** 128 bits of the system's own randomness as 32 hexadecimal digits. */
export function freshSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function asUuid(hex: string): string {
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

/** The first identity is the seed itself: all of its bits come from the system. sfc32 gives what follows. */
export function chanceFrom(seed: string): Chance {
  let [a, b, c, counter] = [0, 8, 16, 24].map((at) => Number.parseInt(seed.slice(at, at + 8), 16) | 0) as [
    number,
    number,
    number,
    number,
  ];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  let first = true;
  const hex = () => next().toString(16).padStart(8, '0');
  return {
    random: () => next() / 2 ** 32,
    uuid: () => {
      if (!first) return asUuid(hex() + hex() + hex() + hex());
      first = false;
      return asUuid(seed);
    },
  };
}
