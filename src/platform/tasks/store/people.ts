import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface PersonRow {
  id: string;
  name: string;
}

/** Which of these accounts see the record, each asked under its own rights. */
export const whoSees = async (
  tx: Tx,
  accounts: readonly string[],
  record: { entity: string; entityId: string },
): Promise<string[]> =>
  (
    await rawQuery<{ id: string }>(
      tx,
      'select a.id from unnest($1::uuid[]) a(id) where audit.visible_to(a.id, $2, $3)',
      [[...new Set(accounts)], record.entity, record.entityId],
    )
  ).map(({ id }) => id);

/** Who serves a queue today. */
export const queueMembers = async (
  tx: Tx,
  queue: { roleId: string; officeId: string | null; operationId: string | null },
): Promise<string[]> =>
  (
    await rawQuery<{ members: string[] }>(tx, 'select access.queue_members($1, $2, $3) members', [
      queue.roleId,
      queue.officeId,
      queue.operationId,
    ])
  )[0]!.members;

const SHOWN = 20;

/**
 * Colleagues by the beginnings of their names, of those who see the record; nobody where the caller does not see it. The
 * inner order is kept, so that no more people are asked about than are shown.
 */
export const findColleagues = (
  tx: Tx,
  q: string | undefined,
  record: { entity: string; entityId: string } | undefined,
): Promise<PersonRow[]> =>
  rawQuery<PersonRow>(
    tx,
    `select c.id, c.name from (select id, name from access.colleagues($1) order by name, id offset 0) c
     where $2::text is null or (audit.record_visible($2, $3) and audit.visible_to(c.id, $2, $3)) limit ${SHOWN}`,
    [q || null, record?.entity ?? null, record?.entityId ?? null],
  );
