import { z } from 'zod';

export const id = z.uuid();

export const taskStates = ['open', 'in_progress', 'done', 'cancelled'] as const;
export type TaskState = (typeof taskStates)[number];
export const taskMoves = ['finish', 'start', 'hand_over', 'cancel', 'reopen'] as const;
export type TaskMove = (typeof taskMoves)[number];
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** A record of any kind: its table as `schema.table`, and its primary key. */
export const recordName = z.object({
  entity: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/),
  entityId: z.string().min(1).max(200),
});

export const person = z.object({ id, name: z.string() });

/** When a task is due: a time of the clock in a zone of the IANA database. */
export const due = z.object({
  local: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/),
  zone: z.string().min(1).max(60),
});
export type Due = z.infer<typeof due>;

/** So many hours after the due time, to one person or to the holders of a role where the task lies. */
export const escalation = z.object({
  hours: z.number().int().min(0).max(8760),
  to: id.nullable(),
  roleId: z.string().max(50).nullable(),
});
export type Escalation = z.infer<typeof escalation>;

/** How long before the due time one may be reminded; ISO 8601 durations. */
export const reminders = ['PT15M', 'PT1H', 'PT4H', 'P1D', 'P2D', 'P7D'] as const;
export type Reminder = (typeof reminders)[number];
export const reminder = z.enum(reminders);

export const task = z.object({
  id,
  /** What people call it: `TSK-12`. */
  code: z.string(),
  title: z.string(),
  note: z.string(),
  /** The record that it is about; `reference` is null where its kind has none. */
  record: recordName.extend({ reference: z.string().nullable() }).nullable(),
  officeId: id.nullable(),
  operationId: id.nullable(),
  owner: person.nullable(),
  /** The role whose holders may take it. */
  roleId: z.string().nullable(),
  priority: z.enum(priorities),
  state: z.enum(taskStates),
  dueAt: z.string().nullable(),
  zone: z.string().nullable(),
  remindBefore: reminder.nullable(),
  escalation: escalation.extend({ toName: z.string().nullable() }).nullable(),
  escalatedAt: z.string().nullable(),
  createdBy: person.nullable(),
  createdAt: z.string(),
  closedBy: person.nullable(),
  closedAt: z.string().nullable(),
  revision: z.number(),
  /** What the caller may do with it besides seeing it. */
  may: z.object({
    /** Move, hand over and change it. */
    work: z.boolean(),
    /** Take it from the queue. */
    take: z.boolean(),
  }),
  watching: z.boolean(),
});
export type Task = z.infer<typeof task>;
