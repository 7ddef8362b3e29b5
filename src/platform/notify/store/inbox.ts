import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface InboxRow {
  id: string;
  kind: string;
  urgency: 'now' | 'soon' | 'whenever';
  facts: Record<string, string | number>;
  at: Date;
  times: number;
  read_at: Date | null;
  archived_at: Date | null;
  entity: string | null;
  entity_id: string | null;
  visible: boolean;
}

export interface InboxFilter {
  state: 'unread' | 'archived' | undefined;
  kinds: readonly string[] | null;
  after: { at: string; id: string } | undefined;
  limit: number;
}

const NOTICE = `n.id, n.kind, n.urgency, n.facts, n.at, n.times, n.read_at, n.archived_at, n.entity, n.entity_id,
  n.entity is not null and audit.record_visible(n.entity, n.entity_id) as visible`;

/** The actor's own notices, newest first. */
export const listInbox = (tx: Tx, filter: InboxFilter): Promise<InboxRow[]> =>
  rawQuery<InboxRow>(
    tx,
    `select ${NOTICE}
       from notify.notice n
      where n.account_id = platform.actor()
        and case $1 when 'archived' then n.archived_at is not null
                    when 'unread' then n.archived_at is null and n.read_at is null
                    else n.archived_at is null end
        and ($2::text[] is null or n.kind = any($2))
        and ($3::timestamptz is null or (n.at, n.id) < ($3, $4::uuid))
      order by n.at desc, n.id desc limit $5`,
    [filter.state ?? '', filter.kinds, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );

export const findNotice = async (tx: Tx, id: string): Promise<InboxRow | undefined> =>
  (
    await rawQuery<InboxRow>(
      tx,
      `select ${NOTICE} from notify.notice n where n.account_id = platform.actor() and n.id = $1`,
      [id],
    )
  )[0];

/** More than this is "many" to anyone. */
const COUNTED = 1000;

/** Asked by every open page: from kind to kind through the index, not through all that was ever told. */
export async function countInbox(tx: Tx): Promise<{ unread: number; kinds: string[] }> {
  const rows = await rawQuery<{ unread: number; kinds: string[] }>(
    tx,
    `with recursive found (kind) as (
       select ''
       union all
       select (select min(n.kind) from notify.notice n where n.account_id = platform.actor() and n.kind > f.kind)
       from found f where f.kind is not null)
     select (select count(*)::int from (select from notify.notice where account_id = platform.actor()
               and read_at is null and archived_at is null limit ${COUNTED}) x) as unread,
            array(select kind from found where kind <> '') as kinds`,
  );
  return rows[0]!;
}

const CHANGES = {
  read: 'read_at = coalesce(read_at, $2)',
  unread: 'read_at = null',
  archived: 'archived_at = coalesce(archived_at, $2), read_at = coalesce(read_at, $2)',
  kept: 'archived_at = null',
} as const;

export async function markInbox(
  tx: Tx,
  ids: readonly string[],
  as: keyof typeof CHANGES,
  now: Date,
): Promise<void> {
  // Every variant names $2, which Postgres must be able to type.
  await rawQuery(
    tx,
    `update notify.notice set ${CHANGES[as]} where account_id = platform.actor() and id = any($1) and $2::timestamptz is not null`,
    [ids, now],
  );
}

export const readAll = (tx: Tx, until: string, now: Date): Promise<unknown> =>
  rawQuery(
    tx,
    `update notify.notice set read_at = $2
      where account_id = platform.actor() and read_at is null and at <= $1::timestamptz`,
    [until, now],
  );
