/** Exact arithmetic on decimal numbers written as text: 0.3 is a multiple of 0.1. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Undefined unless the text is a finite decimal number of sensible length. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text.trim());
  if (match === null || text.length > 40) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

export function minus(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = aligned(a, b);
  return { digits: x - y, scale };
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): number {
  const [x, y] = aligned(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function isMultiple(a: Decimal, step: Decimal): boolean {
  const [x, y] = aligned(a, step);
  return y !== 0n && x % y === 0n;
}

export const isZero = (a: Decimal): boolean => a.digits === 0n;
export const absolute = (a: Decimal): Decimal => ({ ...a, digits: a.digits < 0n ? -a.digits : a.digits });
export const isWhole = (a: Decimal): boolean => a.digits % 10n ** BigInt(a.scale) === 0n;
