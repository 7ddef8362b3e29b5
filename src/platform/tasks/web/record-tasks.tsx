import { Button, Skeleton, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useDirectory } from '#platform/access/web/use-directory.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useList, useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, type RecordTab } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { type Task, taskStates } from '../contract/shapes.ts';
import { countTasks, listTasks, moveTask, takeTask } from '../contract/task.ts';
import { isOpen } from '../domain/task-machine.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import { DueText, PriorityText, TaskStateBadge } from './parts.tsx';
import classes from './tasks.module.css';

const NewTask = lazyPart(() => import('./new-task.tsx').then((m) => ({ default: m.NewTask })));

interface RecordProps {
  /** Table of the record, `schema.table`. */
  entity: string;
  entityId: string;
}

/** The tab of a record's tasks, with how many are open; none for people who have no tasks. */
export function useTasksTab(entity: string, entityId: string): RecordTab[] {
  const t = useT(tasksMessages);
  const format = useFormat();
  const may = useMay('tasks.task.work');
  const open = useRead(countTasks, { querystring: { view: 'all', entity, entityId } }, { skip: !may });
  if (!may) return [];
  return [
    {
      id: 'tasks',
      label: t('tab.tasks'),
      ...(open.data ? { count: format.number(open.data.count) } : {}),
      content: <RecordTasks entity={entity} entityId={entityId} />,
    },
  ];
}

/** Gives a task on a record, from its head. */
export function AddTaskButton({ entity, entityId }: RecordProps) {
  const t = useT(tasksMessages);
  const may = useMay('tasks.task.work');
  const [adding, setAdding] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('new')}
      </Button>
      <Suspense>
        {adding && <NewTask record={{ entity, entityId }} onClose={() => setAdding(false)} />}
      </Suspense>
    </>
  );
}

/** What is to be done about a record; what is over is shown when asked for. */
function RecordTasks({ entity, entityId }: RecordProps) {
  const t = useT(tasksMessages);
  const [closed, setClosed] = useState(false);
  const state = closed ? { state: [...taskStates] } : {};
  const list = useList(listTasks, { querystring: { view: 'all', entity, entityId, ...state } });
  const add = <AddTaskButton entity={entity} entityId={entityId} />;
  if (list.isError && list.items.length === 0)
    return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton height={120} aria-label={t('loading')} aria-busy />;
  const over = (
    <Switch
      label={t('showClosed')}
      checked={closed}
      onChange={(event) => setClosed(event.currentTarget.checked)}
    />
  );
  if (list.items.length === 0)
    return (
      <EmptyState
        title={t('record.empty')}
        actions={
          <>
            {add}
            {over}
          </>
        }
      >
        {t('record.empty.text')}
      </EmptyState>
    );
  return (
    <Panel title={t('tab.tasks')} aside={over}>
      <ul className={classes.rows}>
        {list.items.map((task) => (
          <Row key={task.id} task={task} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Panel>
  );
}

function Row({ task }: { task: Task }) {
  const t = useT(tasksMessages);
  const { nameOfRole } = useDirectory();
  const move = useCall(moveTask, { also: ['audit'] });
  const take = useCall(takeTask, { also: ['audit'] });
  const error = move.error ?? take.error;
  const params = { taskId: task.id };
  return (
    <li className={classes.row}>
      <div className={classes.rowMain}>
        <AppLink to={`/tasks/${task.id}`}>{task.title}</AppLink>
        <div className={classes.rowMeta}>
          <TaskStateBadge state={task.state} />
          <span>
            {task.owner?.name ?? (task.roleId ? t('queueOf', { role: nameOfRole(task.roleId) }) : '–')}
          </span>
          {task.dueAt && <DueText task={task} />}
          {task.priority !== 'normal' && <PriorityText priority={task.priority} />}
        </div>
        {error && <Problem error={error} />}
      </div>
      {task.may.take && (
        <Button
          size="compact-sm"
          variant="default"
          loading={take.isPending}
          onClick={() => take.mutate({ params })}
        >
          {t('take')}
        </Button>
      )}
      {task.may.work && task.owner && isOpen(task.state) && (
        <Button
          size="compact-sm"
          variant="default"
          loading={move.isPending}
          aria-label={t('finishOne', { title: task.title })}
          onClick={() => move.mutate({ params, body: { transition: 'finish', from: task.state } })}
        >
          {t('move.finish')}
        </Button>
      )}
    </li>
  );
}
