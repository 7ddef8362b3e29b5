import { rawQuery, type Tx } from '#platform/db/tx.ts';

export interface ViewRow {
  id: string;
  account_id: string;
  name: string;
  query: Record<string, string | string[]>;
  columns: string[];
  office_id: string | null;
  role_id: string | null;
}
const VIEW = 'id, account_id, name, query, columns, office_id, role_id';

/** The actor's own first, then what is shared with them, each by name. */
export const listViews = (tx: Tx, list: string): Promise<ViewRow[]> =>
  rawQuery<ViewRow>(
    tx,
    `select ${VIEW} from reports.view where list = $1 order by account_id <> platform.actor(), lower(name), id limit 200`,
    [list],
  );

export const saveView = async (
  tx: Tx,
  view: Omit<ViewRow, 'id'> & { list: string; now: Date },
): Promise<ViewRow> =>
  (
    await rawQuery<ViewRow>(
      tx,
      `insert into reports.view (account_id, list, name, query, columns, office_id, role_id, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (account_id, list, name) do update set query = excluded.query, columns = excluded.columns,
         office_id = excluded.office_id, role_id = excluded.role_id, updated_at = excluded.updated_at
       returning ${VIEW}`,
      [
        view.account_id,
        view.list,
        view.name,
        JSON.stringify(view.query),
        view.columns,
        view.office_id,
        view.role_id,
        view.now,
      ],
    )
  )[0]!;

/** Undefined when it is not the actor's own. */
export const removeView = async (tx: Tx, id: string): Promise<{ office_id: string | null } | undefined> =>
  (
    await rawQuery<{ office_id: string | null }>(
      tx,
      'delete from reports.view where id = $1 returning office_id',
      [id],
    )
  )[0];
