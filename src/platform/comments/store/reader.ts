import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { RecordName } from './comment.ts';

interface Standing {
  count: number;
  unread: number;
  following: boolean;
}

/** What was written after it was last read, by others; everything where it never was. */
export const findStanding = async (tx: Tx, { entity, entityId }: RecordName): Promise<Standing> =>
  (
    await rawQuery<Standing>(
      tx,
      `select count(*) filter (where c.removed_at is null)::int count,
         count(*) filter (where c.removed_at is null and c.author_id <> platform.actor()
           and c.created_at > coalesce(r.read_at, '-infinity'))::int unread,
         coalesce(bool_or(r.following), (select following from comments.reader
           where entity = $1 and entity_id = $2 and account_id = platform.actor()), false) following
       from comments.comment c left join comments.reader r
         on r.entity = c.entity and r.entity_id = c.entity_id and r.account_id = platform.actor()
       where c.entity = $1 and c.entity_id = $2`,
      [entity, entityId],
    )
  )[0]!;

export const findReadAt = async (tx: Tx, { entity, entityId }: RecordName): Promise<Date | null> =>
  (
    await rawQuery<{ read_at: Date | null }>(
      tx,
      'select read_at from comments.reader where entity = $1 and entity_id = $2 and account_id = platform.actor()',
      [entity, entityId],
    )
  )[0]?.read_at ?? null;

/** Notes how the caller reads a record; what is left out stays. */
export const noteReader = (
  tx: Tx,
  { entity, entityId }: RecordName,
  note: { readAt?: Date; following?: boolean; followIfNew?: boolean },
) =>
  rawQuery(
    tx,
    `insert into comments.reader as r (account_id, entity, entity_id, following, read_at)
     values (platform.actor(), $1, $2, coalesce($3::boolean, $4::boolean), $5::timestamptz)
     on conflict (entity, entity_id, account_id) do update
       set following = coalesce($3::boolean, r.following), read_at = coalesce($5::timestamptz, r.read_at)`,
    [entity, entityId, note.following ?? null, note.followIfNew ?? false, note.readAt ?? null],
  );

export const findFollowers = async (tx: Tx, { entity, entityId }: RecordName): Promise<string[]> =>
  (
    await rawQuery<{ followers: string[] }>(tx, 'select comments.followers($1, $2) followers', [
      entity,
      entityId,
    ])
  )[0]!.followers;

/** Names of those of these accounts who may read the conversation, each asked under its own rights. */
export const nameReaders = (
  tx: Tx,
  { entity, entityId }: RecordName,
  accounts: readonly string[],
): Promise<{ id: string; name: string }[]> =>
  accounts.length === 0
    ? Promise.resolve([])
    : rawQuery(
        tx,
        `select a.id, coalesce(access.person_name(a.id), '') as name from unnest($3::uuid[]) a(id)
         where comments.readable_by(a.id, $1, $2)`,
        [entity, entityId, accounts],
      );

const SHOWN = 8;

/** Colleagues who may read the conversation; nobody where the caller may not. */
export const findReaders = (
  tx: Tx,
  { entity, entityId }: RecordName,
  q: string | undefined,
): Promise<{ id: string; name: string }[]> =>
  rawQuery(
    tx,
    `select c.id, c.name from (select id, name from access.colleagues($3) order by name, id offset 0) c
     where comments.readable($1, $2) and comments.readable_by(c.id, $1, $2) limit ${SHOWN}`,
    [entity, entityId, q || null],
  );
