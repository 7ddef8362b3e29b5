import type { RouteRequest } from '@sojourn/route-contract';
import type { Tx } from '#platform/db/tx.ts';
import { type AuditActor, audit } from './audit.ts';
import type * as contract from './contract.ts';
import { type EntryRow, listEntries } from './store/entry.ts';

export type EntryQuery = Omit<RouteRequest<typeof contract.listEntries>['querystring'], 'cursor'> & {
  below?: number | undefined;
};

/** A page of the log. That somebody read it, and what they asked for, is itself an entry: of the reader's own chain. */
export async function readEntries(
  tx: Tx,
  actor: AuditActor,
  query: EntryQuery,
  now: Date,
): Promise<{ rows: EntryRow[]; more: boolean }> {
  const rows = await listEntries(tx, { ...query, limit: query.limit + 1 });
  await audit(tx, actor, {
    action: 'audit.entry.read',
    entity: 'identity.account',
    entityId: actor.accountId ?? 'nobody',
    after: query,
    at: now,
  });
  return { rows: rows.slice(0, query.limit), more: rows.length > query.limit };
}
