import type { RouteInput } from '@sojourn/route-contract';
import { toLocal } from '#platform/i18n/zone.ts';
import type { Due, Escalation, Priority, Reminder, Task } from '../contract/shapes.ts';
import type { createTask } from '../contract/task.ts';

/** What stands in the fields of a task. */
export interface TaskValues {
  title: string;
  note: string;
  whom: 'person' | 'role';
  ownerId: string | null;
  roleId: string | null;
  operationId: string | null;
  priority: Priority;
  date: string;
  time: string;
  zone: string;
  remindBefore: Reminder | null;
  escalateHours: string;
  escalateWhom: 'person' | 'role';
  escalateTo: string | null;
  escalateRole: string | null;
}

/** The end of a usual working day. */
const END_OF_DAY = '17:00';

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function valuesOf(task: Task | null, operationId: string | null): TaskValues {
  const zone = task?.zone ?? ownZone();
  const local = task?.dueAt ? toLocal(new Date(task.dueAt), zone) : '';
  return {
    title: task?.title ?? '',
    note: task?.note ?? '',
    whom: 'person',
    ownerId: null,
    roleId: null,
    operationId,
    priority: task?.priority ?? 'normal',
    date: local.slice(0, 10),
    time: local.slice(11) || END_OF_DAY,
    zone,
    remindBefore: task?.remindBefore ?? null,
    escalateHours: task?.escalation ? String(task.escalation.hours) : '',
    escalateWhom: task?.escalation?.roleId ? 'role' : 'person',
    escalateTo: task?.escalation?.to ?? null,
    escalateRole: task?.escalation?.roleId ?? null,
  };
}

const dueOf = (v: TaskValues): Due | null => (v.date ? { local: `${v.date}T${v.time}`, zone: v.zone } : null);

function escalationOf(v: TaskValues): Escalation | null {
  if (!v.date || v.escalateHours.trim() === '') return null;
  const person = v.escalateWhom === 'person';
  return {
    hours: Number(v.escalateHours),
    to: person ? v.escalateTo : null,
    roleId: person ? null : v.escalateRole,
  };
}

/** What a change of a task sends. */
export const changeOf = (v: TaskValues, revision: number) => ({
  title: v.title,
  note: v.note,
  priority: v.priority,
  due: dueOf(v),
  remindBefore: v.date ? v.remindBefore : null,
  escalation: escalationOf(v),
  revision,
});

/** What a new task sends. */
export function newTaskOf(
  v: TaskValues,
  record: { entity: string; entityId: string } | null,
): RouteInput<typeof createTask>['body'] {
  const { revision: _, ...rest } = changeOf(v, 0);
  return {
    ...rest,
    record,
    operationId: record ? null : v.operationId,
    ownerId: v.whom === 'person' ? v.ownerId : null,
    roleId: v.whom === 'role' ? v.roleId : null,
  };
}
