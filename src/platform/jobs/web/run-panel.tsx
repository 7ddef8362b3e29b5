import { Button, Skeleton } from '@mantine/core';
import { IconArrowRight, IconDownload } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { cancelRun, getRun, type Run } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunProblem, useJobNames } from './run-words.tsx';
import { useLiveRuns } from './use-run.ts';

/** One's own job: its name, how far it is, a way to stop it, and its result. Drawn anew when `useLiveRuns` hears of it. */
export function RunPanel({ run, name }: { run: Run; name?: string }) {
  const t = useT(jobsMessages);
  const format = useFormat();
  const nameOf = useJobNames([run.task]);
  const at = run.note && run.state === 'running' ? nameOf(`${run.task}.${run.note}`) : undefined;
  const cancel = useCall(cancelRun);
  const to = (run.state === 'done' && run.link) || run.followedAt;
  return (
    <ProgressPanel
      name={name ?? nameOf(run.task)}
      state={run.state}
      done={run.done}
      {...(run.total === null ? {} : { total: run.total })}
      {...(run.cancelling || run.followedAt
        ? {}
        : { onCancel: () => cancel.mutate({ params: { runId: run.id }, body: {} }) })}
    >
      {run.problem && (
        <p role="alert" className={classes.line}>
          <RunProblem run={run} />
        </p>
      )}
      {cancel.error && <Problem error={cancel.error} />}
      <div className={classes.foot}>
        {to && <ResultLink to={to} label={t(run.state === 'done' ? 'open' : 'follow')} />}
        <span className={classes.quiet}>
          {run.cancelling ? t('state.cancelling') : (at ?? format.relative(run.finishedAt ?? run.createdAt))}
        </span>
      </div>
    </ProgressPanel>
  );
}

/** A screen of the product, or a file that the server gives. */
function ResultLink({ to, label }: { to: string; label: string }) {
  return to.startsWith('/api/') ? (
    <Button
      component="a"
      href={to}
      download
      size="compact-md"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {label}
    </Button>
  ) : (
    <Button
      component={AppLink}
      to={to}
      size="compact-md"
      rightSection={<IconArrowRight size={16} className="sj-flip" aria-hidden />}
    >
      {label}
    </Button>
  );
}

/** A job that was just begun, followed to its end; it goes on when the page is left. */
export function FollowedRun({ runId, name }: { runId: string; name?: string }) {
  const t = useT(jobsMessages);
  useLiveRuns();
  const run = useRead(getRun, { params: { runId } });
  if (run.error) return <Problem error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <Skeleton height={96} aria-label={t('loading')} />;
  return (
    <>
      <RunPanel run={run.data} {...(name ? { name } : {})} />
      <p className={classes.quiet}>
        {t('mine.intro')} <AppLink to="/jobs">{t('mine.all')}</AppLink>
      </p>
    </>
  );
}
