import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { Priority, Reminder, TaskState } from '../contract/shapes.ts';

export interface TaskRow {
  id: string;
  number: number;
  title: string;
  note: string;
  entity: string | null;
  entity_id: string | null;
  key: string | null;
  office_id: string | null;
  operation_id: string | null;
  owner_id: string | null;
  owner_name: string | null;
  role_id: string | null;
  watchers: string[];
  priority: Priority;
  state: TaskState;
  due_at: Date | null;
  zone: string | null;
  remind_before: Reminder | null;
  escalate_hours: number | null;
  escalate_to: string | null;
  escalate_to_name: string | null;
  escalate_role: string | null;
  reminded_at: Date | null;
  due_told_at: Date | null;
  escalated_at: Date | null;
  created_by: string | null;
  created_by_name: string | null;
  created_at: Date;
  updated_at: Date;
  closed_by: string | null;
  closed_by_name: string | null;
  closed_at: Date | null;
  revision: number;
  /** The caller's own queue. */
  in_queue: boolean;
  /** The caller looks after the tasks of this place. */
  manages: boolean;
}

const TASK = `t.id, t.number, t.title, t.note, t.entity, t.entity_id, t.key, t.office_id, t.operation_id, t.owner_id,
  access.person_name(t.owner_id) owner_name, t.role_id, t.watchers, t.priority, t.state, t.due_at, t.zone, t.remind_before,
  t.escalate_hours, t.escalate_to, access.person_name(t.escalate_to) escalate_to_name, t.escalate_role, t.reminded_at,
  t.due_told_at, t.escalated_at, t.created_by, access.person_name(t.created_by) created_by_name, t.created_at, t.updated_at, t.closed_by,
  access.person_name(t.closed_by) closed_by_name, t.closed_at, t.revision,
  coalesce(t.role_id || ' ' || coalesce(t.operation_id, t.office_id)::text = any((select access.my_queues())::text[]), false) in_queue,
  coalesce(t.operation_id = any((select access.scope_operations('tasks.task.manage'))::uuid[])
    or t.office_id = any((select access.scope_offices('tasks.task.manage'))::uuid[]), false) manages`;

export interface TaskFilter {
  view: 'mine' | 'queue' | 'made' | 'following' | 'all';
  states: readonly TaskState[];
  priority?: string | undefined;
  due?: 'overdue' | 'day' | 'week' | 'none' | undefined;
  operationId?: string | undefined;
  entity?: string | undefined;
  entityId?: string | undefined;
  q?: string | undefined;
  now: Date;
}

const views = {
  mine: 't.owner_id = platform.actor()',
  queue: `t.owner_id is null and t.role_id || ' ' || coalesce(t.operation_id, t.office_id)::text = any((select access.my_queues())::text[])`,
  made: 't.created_by = platform.actor()',
  following: 't.watchers @> array[platform.actor()]',
  all: 'true',
} as const;

const windows = {
  any: '$8::timestamptz is not null',
  overdue: 't.due_at < $8::timestamptz',
  day: `t.due_at < $8::timestamptz + interval '1 day'`,
  week: `t.due_at < $8::timestamptz + interval '7 days'`,
  none: 't.due_at is null and $8::timestamptz is not null',
} as const;

const where = (f: TaskFilter): string => `where ${views[f.view]} and ${windows[f.due ?? 'any']}
  and t.state = any($1) and ($2::text is null or t.priority = $2) and ($3::uuid is null or t.operation_id = $3)
  and ($4::text is null or t.entity = $4) and ($5::text is null or t.entity_id = $5)
  and ($6::text is null or strpos(lower(t.title), lower($6)) > 0 or t.number = $7)`;

const values = (f: TaskFilter): unknown[] => [
  f.states,
  f.priority ?? null,
  f.operationId ?? null,
  f.entity ?? null,
  f.entityId ?? null,
  f.q || null,
  numberIn(f.q),
  f.now,
];

/** The number of a code as people type it: `TSK-12`, `tsk 12`, `12`. */
const numberIn = (q: string | undefined): number | null => {
  const digits = /^(?:tsk[- ]?)?(\d{1,15})$/i.exec(q?.trim() ?? '')?.[1];
  return digits ? Number(digits) : null;
};

const orders = {
  due: { by: `coalesce(t.due_at, 'infinity')`, way: 'asc', past: '>' },
  '-due': { by: `coalesce(t.due_at, '-infinity')`, way: 'desc', past: '<' },
  created: { by: 't.created_at', way: 'asc', past: '>' },
  '-created': { by: 't.created_at', way: 'desc', past: '<' },
} as const;
type TaskOrder = keyof typeof orders;

export interface TaskPage {
  sort: TaskOrder;
  limit: number;
  /** `sort_at` and id of the last row of the page before. */
  after?: { at: string; id: string } | undefined;
}

export const listTasks = (tx: Tx, filter: TaskFilter, page: TaskPage) => {
  const { by, way, past } = orders[page.sort];
  return rawQuery<TaskRow & { sort_at: string }>(
    tx,
    `select ${TASK}, (${by})::text sort_at from tasks.task t ${where(filter)}
       and ($9::text is null or (${by}, t.id) ${past} ($9::timestamptz, $10::uuid))
     order by ${by} ${way}, t.id ${way} limit $11`,
    [...values(filter), page.after?.at ?? null, page.after?.id ?? null, page.limit],
  );
};

const MOST = 1000;

/** How many there are, up to a thousand. */
export const countTasks = async (tx: Tx, filter: TaskFilter): Promise<number> =>
  (
    await rawQuery<{ n: number }>(
      tx,
      `select count(*)::int n from (select from tasks.task t ${where(filter)} limit ${MOST}) found`,
      values(filter),
    )
  )[0]!.n;

export const findTask = async (tx: Tx, id: string): Promise<TaskRow | undefined> =>
  (await rawQuery<TaskRow>(tx, `select ${TASK} from tasks.task t where t.id = $1`, [id]))[0];

/** The task, kept from change by others until the transaction ends. */
export const lockTask = async (tx: Tx, id: string): Promise<TaskRow | undefined> =>
  (await rawQuery<TaskRow>(tx, `select ${TASK} from tasks.task t where t.id = $1 for update of t`, [id]))[0];

/** What a task may be changed to; fields that are left out stay. */
export interface TaskChange {
  title?: string;
  note?: string;
  owner_id?: string | null;
  role_id?: string | null;
  watchers?: readonly string[];
  priority?: Priority;
  state?: TaskState;
  due_at?: Date | null;
  zone?: string | null;
  remind_before?: Reminder | null;
  escalate_hours?: number | null;
  escalate_to?: string | null;
  escalate_role?: string | null;
  reminded_at?: Date | null;
  due_told_at?: Date | null;
  escalated_at?: Date | null;
  next_alarm_at?: Date | null;
  closed_by?: string | null;
  closed_at?: Date | null;
}

export interface NewTask extends TaskChange {
  title: string;
  entity: string | null;
  entity_id: string | null;
  key: string | null;
  office_id: string | null;
  operation_id: string | null;
  created_by: string | null;
  created_at: Date;
}

/** Undefined where a task of this key is open for the record. */
export async function insertTask(tx: Tx, task: NewTask): Promise<string | undefined> {
  const entries = Object.entries(task).filter(([, value]) => value !== undefined);
  const rows = await rawQuery<{ id: string }>(
    tx,
    `insert into tasks.task (${entries.map(([name]) => name).join(', ')})
     values (${entries.map((_, i) => `$${i + 1}`).join(', ')}) on conflict do nothing returning id`,
    entries.map(([, value]) => value),
  );
  return rows[0]?.id;
}

export const changeTask = async (tx: Tx, id: string, change: TaskChange, now: Date): Promise<void> => {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  await rawQuery(
    tx,
    `update tasks.task set ${entries.map(([name], i) => `${name} = $${i + 3}, `).join('')}
       updated_at = $2, revision = revision + 1 where id = $1`,
    [id, now, ...entries.map(([, value]) => value)],
  );
};

/** Makes the caller follow a task, or no longer. */
export const setWatching = (tx: Tx, id: string, watching: boolean) =>
  rawQuery(
    tx,
    watching
      ? `update tasks.task set watchers = array_append(array_remove(watchers, platform.actor()), platform.actor()) where id = $1`
      : 'select tasks.stop_watching($1)',
    [id],
  );

export interface ClosedRow {
  id: string;
  number: number;
  state: TaskState;
  office_id: string | null;
  operation_id: string | null;
  created_by: string | null;
}

/** Closes what a slice made on a record that the caller sees; nothing where nothing is open under the key. */
export async function closeKeyed(
  tx: Tx,
  record: { entity: string; entityId: string },
  key: string,
  now: Date,
): Promise<ClosedRow[]> {
  const [seen] = await rawQuery<{ may: boolean }>(
    tx,
    `select (platform.actor_kind() = 'job' and platform.actor() is null) or audit.record_visible($1, $2) may`,
    [record.entity, record.entityId],
  );
  if (!seen?.may) return [];
  return rawQuery<ClosedRow>(tx, 'select * from tasks.close_keyed($1, $2, $3, $4)', [
    record.entity,
    record.entityId,
    key,
    now,
  ]);
}

/** Codes by id. */
export const taskReferences = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await rawQuery<{ id: string; number: number }>(
    tx,
    'select id, number from tasks.task where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, number }) => [id, `TSK-${number}`]));
};
