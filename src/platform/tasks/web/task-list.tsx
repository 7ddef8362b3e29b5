import { Button, Group } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { IconCalendarShare, IconCheck, IconChecklist, IconPlus } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useDirectory } from '#platform/access/web/use-directory.ts';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { BulkAction, Column, Filter } from '#platform/ui/list/types.ts';
import { useOperation } from '#platform/ui/session.tsx';
import { priorities, type Task, taskStates } from '../contract/shapes.ts';
import { dueWindows, finishTasks, listTasks, taskViews } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';
import { DueText, PriorityText, RecordLink, TaskStateBadge } from './parts.tsx';

const NewTask = lazyPart(() => import('./new-task.tsx').then((m) => ({ default: m.NewTask })));
const CalendarDialog = lazyPart(() =>
  import('./calendar-dialog.tsx').then((m) => ({ default: m.CalendarDialog })),
);

/** My tasks, those of my queues, those I made or follow: a place to work in. */
export function TaskList() {
  const t = useT(tasksMessages);
  const operation = useOperation();
  const [open, setOpen] = useState<'new' | 'calendar' | null>(null);
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen('new')}>
      {t('new')}
    </Button>
  );
  return (
    <>
      <ListScreen
        id="tasks"
        title={t('list.title')}
        route={listTasks}
        input={{ querystring: operation ? { operationId: operation.id } : {} }}
        rowKey={({ id }) => id}
        rowLink={({ id }) => `/tasks/${id}`}
        rowName={({ title }) => title}
        searchLabel={t('list.search')}
        columns={useColumns()}
        filters={useFilters()}
        defaultSort="due"
        bulkActions={useBulkActions()}
        actions={
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconCalendarShare size={18} aria-hidden />}
              onClick={() => setOpen('calendar')}
            >
              {t('calendar')}
            </Button>
            {add}
          </Group>
        }
        empty={{ icon: IconChecklist, title: t('list.empty'), text: t('list.empty.text'), actions: add }}
      />
      <Suspense>
        {open === 'new' && <NewTask onClose={() => setOpen(null)} />}
        {open === 'calendar' && <CalendarDialog onClose={() => setOpen(null)} />}
      </Suspense>
    </>
  );
}

function useColumns(): Column<Task>[] {
  const t = useT(tasksMessages);
  const format = useFormat();
  const { nameOfRole } = useDirectory();
  return [
    { id: 'title', header: t('column.title'), cell: ({ title }) => title, primary: true, width: 250 },
    {
      id: 'due',
      header: t('field.dueAt'),
      cell: (task) => <DueText task={task} />,
      sortable: true,
      width: 170,
    },
    {
      id: 'state',
      header: t('field.state'),
      cell: ({ state }) => <TaskStateBadge state={state} />,
      width: 125,
    },
    {
      id: 'priority',
      header: t('field.priority'),
      cell: ({ priority }) => <PriorityText priority={priority} />,
      width: 110,
    },
    {
      id: 'record',
      header: t('column.record'),
      cell: ({ record }) => <RecordLink record={record} />,
      width: 140,
    },
    {
      id: 'owner',
      header: t('field.owner'),
      cell: ({ owner, roleId }) => owner?.name ?? (roleId ? t('queueOf', { role: nameOfRole(roleId) }) : '–'),
      width: 180,
    },
    {
      id: 'code',
      header: t('column.code'),
      cell: ({ code }) => <span className="sj-code">{code}</span>,
      hidden: true,
      width: 110,
    },
    {
      id: 'created',
      header: t('column.created'),
      cell: ({ createdAt }) => format.date(createdAt),
      sortable: true,
      hidden: true,
      width: 140,
    },
  ];
}

function useFilters(): Filter[] {
  const t = useT(tasksMessages);
  return [
    {
      id: 'view',
      label: t('filter.view'),
      kind: 'select',
      options: taskViews.map((value) => ({ value, label: t(`view.${value}`) })),
    },
    {
      id: 'due',
      label: t('field.dueAt'),
      kind: 'select',
      options: dueWindows.map((value) => ({ value, label: t(`window.${value}`) })),
    },
    {
      id: 'state',
      label: t('field.state'),
      kind: 'multi',
      options: taskStates.map((value) => ({ value, label: t(`value.state.${value}`) })),
    },
    {
      id: 'priority',
      label: t('field.priority'),
      kind: 'select',
      options: priorities.map((value) => ({ value, label: t(`value.priority.${value}`) })),
    },
  ];
}

function useBulkActions(): BulkAction<Task>[] {
  const t = useT(tasksMessages);
  const finish = useCall(finishTasks, { also: ['audit'] });
  return [
    {
      id: 'finish',
      label: t('move.finish'),
      icon: IconCheck,
      run: async (rows) => {
        const { refused } = await finish.mutateAsync({ body: { ids: rows.map(({ id }) => id) } });
        // What could not be done stays chosen, with the reason of the first.
        if (refused.length > 0)
          throw new CallError({
            type: 'about:blank',
            title: refused[0]!.code,
            status: 409,
            code: refused[0]!.code,
          });
      },
    },
  ];
}
