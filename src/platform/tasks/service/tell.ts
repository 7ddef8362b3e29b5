import type { Tx } from '#platform/db/tx.ts';
import { notify } from '#platform/notify/notify.ts';
import { whoSees } from '../store/people.ts';
import { codeOf } from './view.ts';

export const noticeKinds = {
  'tasks.task_assigned': {},
  'tasks.task_queued': {},
  'tasks.task_closed': {},
  'tasks.task_due_soon': {},
  'tasks.task_due': {},
  'tasks.task_overdue': {},
} as const;
export type TaskNotice = keyof typeof noticeKinds;

const urgency = {
  'tasks.task_assigned': 'soon',
  'tasks.task_queued': 'whenever',
  'tasks.task_closed': 'whenever',
  'tasks.task_due_soon': 'soon',
  'tasks.task_due': 'now',
  'tasks.task_overdue': 'now',
} as const;

/**
 * Tells of a task those who may see it at this moment; its code is all that is said of it.
 * @returns accounts that were told
 */
export async function tell(
  tx: Tx,
  kind: TaskNotice,
  task: { id: string; number: number },
  to: readonly string[],
  at: Date,
): Promise<string[]> {
  if (to.length === 0) return [];
  const record = { entity: 'tasks.task', entityId: task.id };
  return notify(tx, {
    kind,
    to: await whoSees(tx, to, record),
    ...record,
    values: { code: codeOf(task) },
    urgency: urgency[kind],
    key: `${kind} ${task.id}`,
    at,
  });
}
