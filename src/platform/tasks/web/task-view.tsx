import { Button, Skeleton } from '@mantine/core';
import { IconEdit, IconHandGrab } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useDirectory } from '#platform/access/web/use-directory.ts';
import { RecordTimeline } from '#platform/audit/web/record-timeline.tsx';
import { useConversationTab } from '#platform/comments/web/record-conversation.tsx';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Facts } from '#platform/ui/facts.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, RecordScreen, UnreadableRecord } from '#platform/ui/record/record-screen.tsx';
import { NextActions } from '#platform/workflow/web/next-actions.tsx';
import type { Task } from '../contract/shapes.ts';
import { getTask, moveTask, takeTask, watchTask } from '../contract/task.ts';
import { isOpen, taskMachine } from '../domain/task-machine.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import { DueText, PriorityText, RecordLink, TaskStateBadge } from './parts.tsx';
import { EditTask, HandOver } from './task-dialogs.tsx';
import classes from './tasks.module.css';

/** One task: what is to be done, by whom, until when, and what people say of it. */
export function TaskView() {
  const { taskId } = useParams({ strict: false }) as { taskId: string };
  const t = useT(tasksMessages);
  const answer = useRead(getTask, { params: { taskId } });
  if (answer.error && !answer.data) {
    const back = { to: '/tasks', label: t('list.title') };
    return <UnreadableRecord back={back} error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (!answer.data) return <Skeleton height={240} aria-label={t('loading')} aria-busy />;
  return <Loaded task={answer.data} />;
}

function Loaded({ task }: { task: Task }) {
  const t = useT(tasksMessages);
  const conversation = useConversationTab('tasks.task', task.id);
  return (
    <RecordScreen
      reference={task.code}
      title={task.title}
      back={{ to: '/tasks', label: t('list.title') }}
      state={
        <>
          <TaskStateBadge state={task.state} />
          {task.priority !== 'normal' && <PriorityText priority={task.priority} />}
        </>
      }
      owner={task.owner?.name ?? null}
      actions={<Actions task={task} />}
      tabs={[
        { id: 'overview', label: t('tab.overview'), content: <Overview task={task} /> },
        ...conversation,
        {
          id: 'history',
          label: t('tab.history'),
          content: (
            <Panel title={t('tab.history')}>
              <RecordTimeline entity="tasks.task" entityId={task.id} />
            </Panel>
          ),
        },
      ]}
    />
  );
}

function Actions({ task }: { task: Task }) {
  const t = useT(tasksMessages);
  const [open, setOpen] = useState<'edit' | 'assign' | null>(null);
  const params = { taskId: task.id };
  const move = useCall(moveTask, { also: ['audit'] });
  const take = useCall(takeTask, { also: ['audit'] });
  const watch = useCall(watchTask, { also: ['audit'] });
  const error = take.error ?? watch.error;
  const mayLeave = task.watching || !task.may.work;
  return (
    <>
      {error && <Problem error={error} />}
      {task.may.take && (
        <Button
          leftSection={<IconHandGrab size={18} aria-hidden />}
          loading={take.isPending}
          onClick={() => take.mutate({ params })}
        >
          {t('take')}
        </Button>
      )}
      {task.may.work && (
        <>
          <NextActions
            machine={taskMachine}
            state={task.state}
            facts={{ owned: task.owner !== null }}
            words={(transition) => ({
              label: t(`move.${transition}`),
              title: t(`move.${transition}.title`, { code: task.code }),
              ...(transition === 'cancel' ? { aside: true as const } : {}),
            })}
            onMove={(body) => move.mutateAsync({ params, body })}
          />
          {isOpen(task.state) && (
            <Button variant="default" onClick={() => setOpen('assign')}>
              {t('handOver')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconEdit size={18} aria-hidden />}
            onClick={() => setOpen('edit')}
          >
            {t('edit')}
          </Button>
        </>
      )}
      {mayLeave && (
        <Button
          variant="subtle"
          loading={watch.isPending}
          onClick={() => watch.mutate({ params, body: { watching: !task.watching } })}
        >
          {t(task.watching ? 'unfollow' : 'follow')}
        </Button>
      )}
      {open === 'edit' && <EditTask task={task} onClose={() => setOpen(null)} />}
      {open === 'assign' && <HandOver task={task} onClose={() => setOpen(null)} />}
    </>
  );
}

function Overview({ task }: { task: Task }) {
  const t = useT(tasksMessages);
  const format = useFormat();
  const { nameOfRole } = useDirectory();
  const { escalation, dueAt, zone } = task;
  const superior = escalation?.toName ?? (escalation?.roleId ? nameOfRole(escalation.roleId) : null);
  return (
    <>
      {task.note && (
        <Panel title={t('note')}>
          <p className={classes.note} dir="auto">
            {task.note}
          </p>
        </Panel>
      )}
      <Panel title={t('tab.overview')}>
        <Facts
          facts={[
            { label: t('column.record'), value: <RecordLink record={task.record} /> },
            {
              label: t('field.owner'),
              value:
                task.owner?.name ?? (task.roleId ? t('queueOf', { role: nameOfRole(task.roleId) }) : null),
            },
            { label: t('field.priority'), value: <PriorityText priority={task.priority} /> },
            {
              label: t('field.dueAt'),
              value: dueAt && (
                <>
                  {t('dueIn', { when: format.dateTime(dueAt, zone ?? undefined), zone: zone ?? '' })}{' '}
                  {isOpen(task.state) && <DueText task={task} />}
                </>
              ),
            },
            ...(dueAt
              ? [
                  {
                    label: t('field.remindBefore'),
                    value: task.remindBefore
                      ? t(`value.remindBefore.${task.remindBefore}`)
                      : t('remind.atDue'),
                  },
                ]
              : []),
            ...(escalation
              ? [
                  {
                    label: t('field.escalation'),
                    value: t('escalatesTo', { hours: escalation.hours, whom: superior ?? '–' }),
                  },
                ]
              : []),
            {
              label: t('column.created'),
              value: task.createdBy
                ? t('madeBy', { who: task.createdBy.name, when: format.dateTime(task.createdAt) })
                : format.dateTime(task.createdAt),
            },
            ...(task.closedAt
              ? [
                  {
                    label: t('column.closed'),
                    value: t('madeBy', {
                      who: task.closedBy?.name ?? '–',
                      when: format.dateTime(task.closedAt),
                    }),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
  );
}
