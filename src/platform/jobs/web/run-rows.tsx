import { IconPlayerStop, IconProgressCheck, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { call, refresh } from '#platform/ui/call.ts';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import type { BulkAction, Column } from '#platform/ui/list/types.ts';
import { useMay } from '#platform/ui/session.tsx';
import { useDeclaredWords } from '#platform/ui/slice-words.ts';
import { cancelRun, listRuns, type Run, retryRun, runStates } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunProblem, RunState } from './run-words.tsx';

/** The server tells people of their own jobs only; those of others are asked for. */
const ASK_AGAIN_MS = 5000;

function useColumns(nameOf: (task: string) => string): Column<Run>[] {
  const t = useT(jobsMessages);
  const format = useFormat();
  const personOf = (run: Run) =>
    run.accountId ? (run.accountName ?? t('person.hidden')) : t('person.platform');
  return [
    { id: 'name', header: t('name'), cell: (run) => nameOf(run.task), primary: true, width: 220 },
    { id: 'state', header: t('state'), cell: (run) => <RunState run={run} />, width: 170 },
    {
      id: 'progress',
      header: t('progress'),
      width: 260,
      cell: (run) => {
        if (run.problem)
          return (
            <span className={classes.problem}>
              <RunProblem run={run} />
            </span>
          );
        if (run.total) return t('progress.of', { done: run.done, total: run.total });
        return run.done ? format.number(run.done) : '';
      },
    },
    { id: 'person', header: t('person'), cell: personOf, width: 160 },
    { id: 'created', header: t('created'), cell: (run) => format.relative(run.createdAt), width: 150 },
    {
      id: 'finished',
      header: t('finished'),
      cell: (run) => run.finishedAt && format.dateTime(run.finishedAt),
      width: 180,
    },
    {
      id: 'attempts',
      header: t('attempts'),
      cell: (run) => format.number(run.attempts),
      numeric: true,
      hidden: true,
    },
  ];
}

function useActions(): BulkAction<Run>[] {
  const t = useT(jobsMessages);
  const queries = useQueryClient();
  if (!useMay('jobs.job.write')) return [];
  return [
    {
      id: 'retry',
      label: t('retry'),
      icon: IconRefresh,
      run: async (rows) => {
        for (const { id } of rows) await call(retryRun, { params: { runId: id } });
        await refresh(queries, ['jobs']);
      },
    },
    {
      id: 'cancel',
      label: t('cancel'),
      icon: IconPlayerStop,
      confirm: { title: t('cancel.title'), text: t('cancel.text'), reason: 'optional' },
      run: async (rows, reason) => {
        for (const { id } of rows) await call(cancelRun, { params: { runId: id }, body: { reason } });
        await refresh(queries, ['jobs']);
      },
    },
  ];
}

/** All jobs, newest first; some can be stopped or tried again together. */
export function RunRows() {
  const t = useT(jobsMessages);
  const queries = useQueryClient();
  const jobs = useDeclaredWords('job.', jobsMessages);
  const names = new Map(jobs.map(({ code, words }) => [code, words]));
  const nameOf = (task: string) => names.get(task) ?? task;
  const columns = useColumns(nameOf);
  const actions = useActions();
  const again = useRef(() => void refresh(queries, ['jobs']));
  useEffect(() => {
    const timer = setInterval(() => document.hidden || again.current(), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <ListScreen
      id="jobs.runs"
      embedded
      title={t('tab.runs')}
      route={listRuns}
      rowKey={({ id }) => id}
      rowName={(run) => nameOf(run.task)}
      columns={columns}
      bulkActions={actions}
      filters={[
        {
          id: 'state',
          label: t('state'),
          kind: 'multi',
          options: runStates.map((state) => ({ value: state, label: t(`state.${state}`) })),
        },
        {
          id: 'task',
          label: t('name'),
          kind: 'select',
          options: jobs.map(({ code, words }) => ({ value: code, label: words })),
        },
      ]}
      empty={{ icon: IconProgressCheck, title: t('empty'), text: t('empty.text') }}
    >
      <p>{t('intro')}</p>
    </ListScreen>
  );
}
