import { rawQuery, type Tx } from '#platform/db/tx.ts';

export async function appendEntry(tx: Tx, text: string): Promise<number> {
  const options = { name: 'audit.append' };
  const [row] = await rawQuery<{ seq: number }>(tx, 'select audit.append($1) as seq', [text], options);
  return row!.seq;
}

export async function appendEntries(tx: Tx, texts: readonly string[]): Promise<void> {
  await rawQuery(tx, 'select audit.append_many($1::text[])', [texts]);
}

/** An entry as the log holds it; `body` is its canonical JSON. */
export interface EntryRow {
  id: number;
  seq: number;
  body: string;
  hash: Buffer;
  actor_name: string | null;
}

// The name is joined under the reader's own rights: unknown accounts stay without one.
const columns = 'e.id, e.seq, e.body, e.hash, a.name as actor_name';
const source = 'audit.entry e left join identity.account a on a.id = e.actor_id';

/** Opens the policy for this one record, then lists under it; newest first. */
export async function listTimeline(
  tx: Tx,
  { entity, entityId }: { entity: string; entityId: string },
  { limit, before }: { limit: number; before: number | null },
): Promise<EntryRow[]> {
  await rawQuery(
    tx,
    `select set_config('app.audit_entity', $1, true), set_config('app.audit_entity_id', $2, true)`,
    [entity, entityId],
  );
  return rawQuery<EntryRow>(
    tx,
    `select ${columns} from ${source}
      where e.entity_id = $1 and e.entity = $2 and ($3::bigint is null or e.seq < $3)
      order by e.seq desc limit $4`,
    [entityId, entity, before, limit],
  );
}

export interface EntryFilter {
  entity?: string | undefined;
  entityId?: string | undefined;
  actorId?: string | undefined;
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Id of the last entry of the page before. */
  below?: number | undefined;
  limit: number;
}

/** Entries that the actor may read, newest first. */
export function listEntries(tx: Tx, filter: EntryFilter): Promise<EntryRow[]> {
  const values: unknown[] = [];
  const where: string[] = [];
  const add = (value: unknown, test: (place: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    where.push(test(`$${values.length}`));
  };
  add(filter.entityId, (p) => `e.entity_id = ${p}`);
  add(filter.entity, (p) => `e.entity = ${p}`);
  add(filter.actorId, (p) => `e.actor_id = ${p}::uuid`);
  add(filter.action, (p) => `e.action = ${p}`);
  add(filter.from, (p) => `e.at >= ${p}::timestamptz`);
  add(filter.to, (p) => `e.at < ${p}::timestamptz`);
  add(filter.below, (p) => `e.id < ${p}::bigint`);
  values.push(filter.limit);
  return rawQuery<EntryRow>(
    tx,
    `select ${columns} from ${source} ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
      order by e.id desc limit $${values.length}`,
    values,
  );
}

/** What people are called, by account; identifiers of something else, and people whom the actor may not be told of, are left out. */
export async function findPeople(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await rawQuery<{ id: string; name: string | null }>(
    tx,
    'select x.id, access.person_name(x.id) as name from unnest($1::uuid[]) x(id)',
    [ids],
  );
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}

/** The last signed checkpoint, for readers of the log. */
export async function findCheckpoint(tx: Tx): Promise<{ size: number; note: string; at: Date } | undefined> {
  const [row] = await rawQuery<{ size: number; note: string; at: Date }>(
    tx,
    'select size, note, at from audit.checkpoint order by size desc limit 1',
  );
  return row;
}
