import { Button, Skeleton } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { listSchedules, pauseSchedule, runSchedule, type Schedule } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunProblem, RunState, useJobNames } from './run-words.tsx';

/** What the installation does by itself, by name. */
export function ScheduleRows() {
  const t = useT(jobsMessages);
  const format = useFormat();
  const schedules = useRead(listSchedules, {}, { refreshMs: 15_000 });
  const items = schedules.data?.items ?? [];
  const nameOf = useJobNames(items.map(({ id }) => id));
  const mayWrite = useMay('jobs.job.write');
  if (schedules.isPending) return <Skeleton height={240} aria-label={t('loading')} />;
  return (
    <>
      {schedules.error && <Problem error={schedules.error} onRetry={() => void schedules.refetch()} />}
      <p className={classes.quiet}>
        {t('schedule.zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
      </p>
      <DataTable
        caption={t('tab.schedules')}
        hideCaption
        rows={items.toSorted((a, b) => nameOf(a.id).localeCompare(nameOf(b.id)))}
        rowKey={({ id }) => id}
        columns={[
          { id: 'name', header: t('name'), rowHeader: true, cell: ({ id }) => nameOf(id) },
          { id: 'last', header: t('schedule.last'), cell: ({ last }) => <LastRun last={last} /> },
          {
            id: 'next',
            header: t('schedule.next'),
            cell: ({ paused, nextAt }) =>
              paused ? (
                <StateBadge tone="warn">{t('schedule.paused')}</StateBadge>
              ) : (
                nextAt && format.dateTime(nextAt)
              ),
          },
          ...(mayWrite
            ? [
                {
                  id: 'actions',
                  header: t('schedule.actions'),
                  cell: (one: Schedule) => <Actions schedule={one} name={nameOf(one.id)} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

function LastRun({ last }: { last: Schedule['last'] }) {
  const t = useT(jobsMessages);
  const format = useFormat();
  if (!last) return <>{t('schedule.never')}</>;
  return (
    <div className={classes.actions}>
      <span>{format.dateTime(last.finishedAt ?? last.startedAt ?? last.createdAt)}</span>
      <RunState run={last} />
      {last.problem && <RunProblem run={last} />}
    </div>
  );
}

function Actions({ schedule, name }: { schedule: Schedule; name: string }) {
  const t = useT(jobsMessages);
  const run = useCall(runSchedule);
  const pause = useCall(pauseSchedule);
  const params = { scheduleId: schedule.id };
  const { paused } = schedule;
  return (
    <div className={classes.actions}>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('schedule.runOf', { name })}
        loading={run.isPending}
        onClick={() => run.mutate({ params })}
      >
        {t('schedule.run')}
      </Button>
      {schedule.essential ? (
        <span className={classes.quiet}>{t('schedule.essential')}</span>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t(paused ? 'schedule.resumeOf' : 'schedule.pauseOf', { name })}
          loading={pause.isPending}
          onClick={() => pause.mutate({ params, body: { paused: !paused } })}
        >
          {t(paused ? 'schedule.resume' : 'schedule.pause')}
        </Button>
      )}
      {(run.error ?? pause.error) && <Problem error={run.error ?? pause.error} />}
    </div>
  );
}
