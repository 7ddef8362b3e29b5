import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import type { NameFilter } from '../store.ts';

/** One page of accounts by name, and where the next one begins. */
export async function pageByName<Row extends { name: string; id: string }, Item>(
  asked: Omit<NameFilter, 'after'> & { cursor?: string | undefined },
  list: (filter: NameFilter) => Promise<Row[]>,
  toItem: (row: Row) => Item,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const { cursor, limit, ...filter } = asked;
  const [name, id] = (cursor && decodeCursor(cursor, 2)) || [];
  const after = typeof name === 'string' && typeof id === 'string' ? { name, id } : undefined;
  const rows = await list({ ...filter, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toItem),
    nextCursor: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null,
  };
}
