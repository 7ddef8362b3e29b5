import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { recordPath, useKindWords } from '#platform/ui/record/record-kinds.ts';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import type { Priority, Task, TaskState } from '../contract/shapes.ts';
import { isOpen } from '../domain/task-machine.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import classes from './tasks.module.css';

const stateTones: Record<TaskState, Tone> = {
  open: 'info',
  in_progress: 'warn',
  done: 'good',
  cancelled: 'neutral',
};

export function TaskStateBadge({ state }: { state: TaskState }) {
  const t = useT(tasksMessages);
  return <StateBadge tone={stateTones[state]}>{t(`value.state.${state}`)}</StateBadge>;
}

const priorityTones: Record<Priority, Tone> = {
  low: 'neutral',
  normal: 'neutral',
  high: 'warn',
  urgent: 'bad',
};

export function PriorityText({ priority }: { priority: Priority }) {
  const t = useT(tasksMessages);
  const words = t(`value.priority.${priority}`);
  if (priority === 'low' || priority === 'normal') return words;
  return <StateBadge tone={priorityTones[priority]}>{words}</StateBadge>;
}

const isOverdue = ({ state, dueAt }: Pick<Task, 'state' | 'dueAt'>): boolean =>
  isOpen(state) && dueAt !== null && new Date(dueAt).getTime() < Date.now();

/** When it is due, as it is from now; the clock of its own zone is in the title. */
export function DueText({ task }: { task: Pick<Task, 'state' | 'dueAt' | 'zone'> }) {
  const t = useT(tasksMessages);
  const format = useFormat();
  if (!task.dueAt) return <span className={classes.quiet}>–</span>;
  const exact = `${format.dateTime(task.dueAt, task.zone ?? undefined)} (${task.zone})`;
  if (isOverdue(task))
    return (
      <span title={exact}>
        <StateBadge tone="bad">{t('overdue', { when: format.relative(task.dueAt) })}</StateBadge>
      </span>
    );
  return (
    <time dateTime={task.dueAt} title={exact}>
      {isOpen(task.state) ? format.relative(task.dueAt) : format.date(task.dueAt)}
    </time>
  );
}

/** The record that a task is about, by its kind and reference. */
export function RecordLink({ record }: { record: Task['record'] }) {
  const words = useKindWords(record ? [record.entity] : []);
  if (!record) return <span className={classes.quiet}>–</span>;
  const text = [words(record.entity), record.reference].filter(Boolean).join(' ');
  const to = recordPath(record.entity, record.entityId);
  return to ? <AppLink to={to}>{text}</AppLink> : text;
}
