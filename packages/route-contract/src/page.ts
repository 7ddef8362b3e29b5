import { type ZodType, z } from 'zod';

/** Query fields of every paged list. `cursor` is opaque; pass back `nextCursor` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
});

/** A page: the items and the cursor of the next page, null at the end. */
export function pageOf<T extends ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** Turns keyset values into an opaque cursor (base64url of JSON). */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Reads a cursor back; undefined when it is not one of ours or has another length than expected. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] | undefined {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const values: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(values) && values.length === length ? values : undefined;
  } catch {
    return undefined;
  }
}
