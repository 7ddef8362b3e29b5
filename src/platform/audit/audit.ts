import type { Actor, Tx } from '#platform/db/tx.ts';
import { toJson } from './domain/canonical.ts';
import { entryText } from './domain/entry.ts';
import { appendEntries, appendEntry, type EntryRow, listTimeline } from './store/entry.ts';

/** The actor, with the roles in which they act where the caller knows them. */
export type AuditActor = Actor & { readonly roles?: readonly string[] };

/** What happened to one record. */
export interface AuditEvent {
  /** `slice.noun_verb` or `slice.noun.verb`; a mere look ends in read, viewed, searched, exported, revealed or explained. */
  action: string;
  /** Table of the record, `schema.table`: its row-level security decides who sees the timeline. */
  entity: string;
  /** Primary key of the record. For an event of no record (a search), the account that acts: never one constant, since
   * entries of the same record wait for each other. */
  entityId: string;
  officeId?: string | null;
  operationId?: string | null;
  /** The changed fields before and after; no sealed text, no name or narrative that readers of the log may not see. */
  before?: unknown;
  after?: unknown;
  reason?: string | null;
  at: Date;
  /** Overrides the roles of the actor. */
  roles?: readonly string[];
}

/**
 * Adds an entry to the audit log inside the transaction of what it tells of: without the one the other is not kept.
 * One round trip. Locks the chain of that record until the transaction ends.
 * @returns the entry's number in the chain of its record, from 1
 * @throws when the actor is not the one of the transaction
 */
export function audit(tx: Tx, actor: AuditActor, event: AuditEvent): Promise<number> {
  return appendEntry(tx, auditText(actor, event));
}

/** Many entries in one round trip, for bulk work; entries of one record keep their order. */
export async function auditMany(tx: Tx, actor: AuditActor, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await appendEntries(
    tx,
    events.map((event) => auditText(actor, event)),
  );
}

/** The text of an entry, for database functions that write it themselves together with what it tells of. */
export function auditText(actor: AuditActor, event: AuditEvent): string {
  return entryText({
    at: event.at.toISOString(),
    actor: actor.accountId,
    actorKind: actor.kind,
    roles: [...(event.roles ?? actor.roles ?? [])].sort(),
    action: event.action,
    entity: event.entity,
    entityId: event.entityId,
    office: event.officeId ?? null,
    operation: event.operationId ?? null,
    before: toJson(event.before),
    after: toJson(event.after),
    reason: event.reason ? (toJson(event.reason) as string) : null,
    request: actor.requestId || null,
  });
}

/** A page of the timeline of one record, newest first. */
export interface TimelinePage {
  items: EntryRow[];
  /** Pass back to get older entries; null at the end. */
  before: number | null;
}

/**
 * What was done to a record. The database shows it to those who can see the record's own row, without the entries that
 * only looked; readers of the audit log in its office or operation see those too. To everyone else it is empty.
 */
export async function timeline(
  tx: Tx,
  record: { entity: string; entityId: string },
  page: { limit: number; before?: number | null | undefined },
): Promise<TimelinePage> {
  const rows = await listTimeline(tx, record, { limit: page.limit + 1, before: page.before ?? null });
  const items = rows.slice(0, page.limit);
  return { items, before: rows.length > page.limit ? items.at(-1)!.seq : null };
}
