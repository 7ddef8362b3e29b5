import type { AuditActor } from '#platform/audit/audit.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/tx.ts';
import type { RecordName } from '#platform/http/records.ts';
import type { Due, Escalation, Priority, Reminder } from './contract/shapes.ts';
import { addTask, entry } from './service/task.ts';
import { tell } from './service/tell.ts';
import { codeOf } from './service/view.ts';
import { whoSees } from './store/people.ts';
import { closeKeyed } from './store/task.ts';

/** A task that a slice gives. */
export interface SliceTask {
  /** Plain words, at most 200 characters, in the language of whoever caused it: nothing sensitive. */
  title: string;
  note?: string;
  record: RecordName;
  /** Tells it from other tasks of the record, as `review`; while one is open no second one is made. */
  key: string;
  /** Where it lies; from the record itself where left out. A job without an account must say it. */
  officeId?: string | null;
  operationId?: string | null;
  /** Who gets it. One who cannot see the record is passed over for the role. */
  ownerId?: string | null;
  /** Whose holders may take it. */
  roleId: string;
  priority?: Priority;
  due?: Due | null;
  remindBefore?: Reminder | null;
  escalation?: Escalation | null;
}

/**
 * Gives a task inside the caller's transaction: without the change there is no task. Who gets it is told.
 * @returns its id; undefined where a task of this key is open for the record already
 * @throws Problem for a zone that does not exist
 */
export async function createTask(
  tx: Tx,
  actor: AuditActor,
  input: SliceTask,
  now: Date,
): Promise<string | undefined> {
  const { ownerId = null, record } = input;
  const fits = ownerId !== null && (await whoSees(tx, [ownerId], record)).length > 0;
  const row = await addTask(
    tx,
    actor,
    {
      note: '',
      officeId: null,
      operationId: null,
      priority: 'normal',
      due: null,
      remindBefore: null,
      escalation: null,
      ...input,
      ownerId: fits ? ownerId : null,
    },
    now,
  );
  return row?.id;
}

/**
 * Closes the task of a key on a record, if one is open, inside the caller's transaction: the matter is settled, whoever
 * settled it. The caller must see the record, not the task.
 * @returns how many were closed: 0 or 1
 */
export async function completeTasks(
  tx: Tx,
  actor: AuditActor,
  record: RecordName,
  key: string,
  now: Date,
): Promise<number> {
  const closed = await closeKeyed(tx, record, key, now);
  for (const task of closed) {
    await audit(tx, actor, {
      ...entry(task, now),
      action: 'tasks.task_moved',
      before: { state: task.state },
      after: { code: codeOf(task), state: 'done' },
    });
    if (task.created_by && task.created_by !== actor.accountId)
      await tell(tx, 'tasks.task_closed', task, [task.created_by], now);
  }
  return closed.length;
}
