import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import type { Tx } from '#platform/db/tx.ts';
import { type Binding, bind } from '#platform/http/binding.ts';
import { timeline } from './audit.ts';
import * as contract from './contract.ts';
import { idsOf, toAuditEntry } from './entry-view.ts';
import { readEntries } from './service.ts';
import { readPublicKeys } from './signer.ts';
import { type EntryRow, findCheckpoint, findPeople } from './store/entry.ts';

async function toEntries(tx: Tx, rows: readonly EntryRow[]): Promise<contract.AuditEntry[]> {
  const people = await findPeople(tx, idsOf(rows));
  return rows.map((row) => toAuditEntry(row, people));
}

/** `dataDir`: where the public keys of the log are noted. */
export const auditRoutes = (dataDir: string): readonly Binding[] => [
  bind(contract.listEntries, async (c) => {
    const { cursor, ...filter } = c.querystring;
    const [id] = (cursor && decodeCursor(cursor, 1)) || [];
    const below = typeof id === 'number' && Number.isSafeInteger(id) ? id : undefined;
    const { rows, more } = await readEntries(c.tx, c.actor, { ...filter, below }, c.now);
    const last = rows.at(-1);
    const items = await toEntries(c.tx, rows);
    return { items, nextCursor: more && last ? encodeCursor([last.id]) : null };
  }),
  bind(contract.listTimeline, async (c) => {
    const { entity, entityId, limit, cursor } = c.querystring;
    const [seq] = (cursor && decodeCursor(cursor, 1)) || [];
    const page = { limit, before: typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : null };
    const { items, before } = await timeline(c.tx, { entity, entityId }, page);
    return {
      items: await toEntries(c.tx, items),
      nextCursor: before === null ? null : encodeCursor([before]),
    };
  }),
  bind(contract.findCheckpoint, async (c) => {
    const found = await findCheckpoint(c.tx);
    return {
      checkpoint: found ? { ...found, at: found.at.toISOString() } : null,
      publicKeys: await readPublicKeys(dataDir),
    };
  }),
];
