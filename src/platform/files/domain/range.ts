/**
 * The range that a `Range` header asks of so many bytes (RFC 9110, 14.1.2): one range only, others are answered whole.
 * @returns undefined for the whole, `outside` where nothing of it is there
 */
export function parseRange(
  header: string | undefined,
  size: number,
): { from: number; to: number } | 'outside' | undefined {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from >= size || (first === '' && Number(last) === 0)) return 'outside';
  return from <= to ? { from, to } : undefined;
}
