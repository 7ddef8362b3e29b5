import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Run } from '../contract.ts';

export interface RunRow {
  id: string;
  task: string;
  account_id: string | null;
  account_name: string | null;
  scheduled: boolean;
  state: Run['state'];
  attempts: number;
  done: number;
  total: number | null;
  note: string | null;
  problem: string | null;
  link: string | null;
  entity: string | null;
  entity_id: string | null;
  created_at: Date;
  started_at: Date | null;
  next_at: Date | null;
  cancel_asked_at: Date | null;
  finished_at: Date | null;
}

const RUN = `select r.id, r.task, r.account_id, a.name account_name, r.scheduled, r.state, r.attempts,
  r.done::float8 done, r.total::float8 total, r.note, r.problem, r.link, r.entity, r.entity_id, r.created_at, r.started_at, r.next_at,
  r.cancel_asked_at, r.finished_at
  from jobs.run r left join identity.account a on a.id = r.account_id`;

export const listRuns = (
  tx: Tx,
  f: {
    states?: readonly string[] | undefined;
    task?: string | undefined;
    accountId?: string | undefined;
    /** Tasks that are left out. */
    except?: readonly string[];
    before?: string | undefined;
    limit: number;
  },
) =>
  rawQuery<RunRow>(
    tx,
    `${RUN} where ($1::text[] is null or r.state = any($1)) and ($2::text is null or r.task = $2)
       and ($3::uuid is null or r.account_id = $3) and ($4::uuid is null or r.id < $4)
       and r.task <> all($6::text[])
     order by r.id desc limit $5`,
    [f.states ?? null, f.task ?? null, f.accountId ?? null, f.before ?? null, f.limit, f.except ?? []],
  );

export const findRun = async (tx: Tx, id: string): Promise<RunRow | undefined> =>
  (await rawQuery<RunRow>(tx, `${RUN} where r.id = $1`, [id]))[0];

/** The newest work on each of these records of one kind, by record. */
export const latestRuns = async (
  tx: Tx,
  entity: string,
  ids: readonly string[],
): Promise<Map<string, RunRow>> => {
  const rows = await rawQuery<RunRow>(
    tx,
    `${RUN} where r.id in (
       select n.id from unnest($2::text[]) e
       cross join lateral (
         select x.id from jobs.run x where x.entity = $1 and x.entity_id = e order by x.id desc limit 1) n)`,
    [entity, ids],
  );
  return new Map(rows.map((row) => [row.entity_id!, row]));
};

/** The newest run of each schedule. */
export const listLastRuns = (tx: Tx, tasks: readonly string[]) =>
  rawQuery<RunRow>(
    tx,
    `${RUN} where r.id in (
       select n.id from unnest($1::text[]) t
       cross join lateral (select x.id from jobs.run x where x.task = t and x.scheduled order by x.id desc limit 1) n)`,
    [tasks],
  );

export const listPaused = async (tx: Tx): Promise<Set<string>> =>
  new Set(
    (await rawQuery<{ id: string }>(tx, 'select id from jobs.schedule where paused')).map(({ id }) => id),
  );

export const pauseSchedule = async (
  tx: Tx,
  s: { id: string; paused: boolean; at: Date; by: string | null },
): Promise<void> => {
  await rawQuery(
    tx,
    `insert into jobs.schedule (id, paused, changed_at, changed_by) values ($1, $2, $3, $4)
     on conflict (id) do update set paused = excluded.paused, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by`,
    [s.id, s.paused, s.at, s.by],
  );
};

/** The state that follows; null where the run is none of the actor's. */
export const cancelRun = async (tx: Tx, id: string): Promise<string | null> =>
  (await rawQuery<{ state: string | null }>(tx, 'select jobs.cancel_run($1) as state', [id]))[0]!.state;

export const retryRun = async (tx: Tx, id: string): Promise<boolean> =>
  (await rawQuery<{ again: boolean }>(tx, 'select jobs.retry_run($1) as again', [id]))[0]!.again;

export const runSchedule = async (tx: Tx, task: string): Promise<string> =>
  (await rawQuery<{ id: string }>(tx, 'select jobs.run_schedule($1) as id', [task]))[0]!.id;
