import { Button, Skeleton } from '@mantine/core';
import { IconArrowRight, IconDownload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ProgressPanel } from '#platform/ui/progress-panel.tsx';
import { recordPath } from '#platform/ui/record/record-kinds.ts';
import { useMay, useMe } from '#platform/ui/session.tsx';
import { cancelRun, getRun, type Run, retryRun, seeEnd } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunProblem, useJobNames } from './run-words.tsx';
import { useLiveRuns } from './use-run.ts';

/** The server tells people of their own jobs only; those of others are asked for. */
const ASK_AGAIN_MS = 3000;

interface RunPanelProps {
  run: Run;
  /** What it makes or works on; what kind of work it is when absent. */
  name?: string;
  /** Drawn on the screen of its record: no way there. */
  here?: boolean;
  /** Instead of the way to the result, once there is one. */
  result?: ReactNode;
  children?: ReactNode;
}

/** Whoever looks so soon after the end has seen it: what is quick ends before its first answer is drawn. */
const JUST_ENDED_MS = 5 * 60_000;

/** Tells the server that its person has seen on the screen how one's own job ended: the inbox need not say it again. */
function useSeenEnd({ id, accountId, finishedAt }: Run): void {
  const own = accountId === useMe().account.id;
  const { mutate } = useCall(seeEnd);
  const watched = useRef(false);
  useEffect(() => {
    if (!own) return;
    if (!finishedAt) {
      watched.current = true;
      return;
    }
    const seen = watched.current || Date.now() - Date.parse(finishedAt) < JUST_ENDED_MS;
    watched.current = false;
    if (seen && document.visibilityState === 'visible') mutate({ params: { runId: id } });
  }, [own, finishedAt, id, mutate]);
}

/**
 * A job: its name, how far it is, why it failed, ways to stop it and to try again, and its result. The one panel for all
 * that goes on in the background. Drawn anew when `useLiveRuns` hears of it.
 */
export function RunPanel(props: RunPanelProps) {
  const { run, name } = props;
  const t = useT(jobsMessages);
  const nameOf = useJobNames([run.task]);
  const keeps = useMay('jobs.job.write');
  useSeenEnd(run);
  const mine = run.accountId === useMe().account.id || keeps;
  // Screens of its record may show the run as a part of their own answer.
  const also = run.record ? [run.record.entity.split('.')[0]!] : [];
  const cancel = useCall(cancelRun, { also });
  const retry = useCall(retryRun, { also });
  const error = cancel.error ?? retry.error;
  const params = { runId: run.id };
  return (
    <ProgressPanel
      name={name ?? nameOf(run.task)}
      state={run.state}
      done={run.done}
      {...(run.total === null ? {} : { total: run.total })}
      {...(mine && !run.cancelling ? { onCancel: () => cancel.mutate({ params, body: {} }) } : {})}
    >
      {run.problem && (
        <p role="alert" className={classes.line}>
          <RunProblem run={run} />
        </p>
      )}
      {error && <Problem error={error} />}
      {props.children}
      <div className={classes.foot}>
        {run.state === 'done' && props.result ? props.result : <WayThere {...props} />}
        {run.state === 'failed' && mine && (
          <Button
            size="compact-md"
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate({ params })}
          >
            {t('retry')}
          </Button>
        )}
        <Moment run={run} />
      </div>
    </ProgressPanel>
  );
}

/** What the job is at; when it was begun or ended. */
function Moment({ run }: { run: Run }) {
  const t = useT(jobsMessages);
  const format = useFormat();
  const nameOf = useJobNames([run.task]);
  const at = run.note && run.state === 'running' ? nameOf(`${run.task}.${run.note}`) : undefined;
  return (
    <span className={classes.quiet}>
      {run.cancelling ? t('state.cancelling') : (at ?? format.relative(run.finishedAt ?? run.createdAt))}
    </span>
  );
}

function WayThere({ run, here }: RunPanelProps) {
  const t = useT(jobsMessages);
  if (run.state === 'done' && run.link) return <ResultLink to={run.link} label={t('open')} />;
  const to = here || !run.record ? undefined : recordPath(run.record.entity, run.record.entityId);
  return to ? <ResultLink to={to} label={t('follow')} /> : null;
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

interface FollowedRunProps extends Omit<RunPanelProps, 'run'> {
  runId: string;
  /** Called once when the job is seen to have ended: it may have done so before this was drawn. */
  onEnd?: () => void;
}

/** A job followed to its end; it goes on when the page is left. */
export function FollowedRun({ runId, onEnd, ...panel }: FollowedRunProps) {
  const t = useT(jobsMessages);
  const me = useMe().account.id;
  useLiveRuns();
  const known = useRead(getRun, { params: { runId } }, { skip: true }).data;
  const asks = known && !known.finishedAt && known.accountId !== me;
  const run = useRead(getRun, { params: { runId } }, asks ? { refreshMs: ASK_AGAIN_MS } : {});
  const atWork = run.data?.finishedAt === null;
  const endedRun = run.data && !atWork ? run.data.id : undefined;
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    if (endedRun) ended.current?.();
  }, [endedRun]);
  if (run.error) return <Problem error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <Skeleton height={96} aria-label={t('loading')} />;
  return (
    <>
      <RunPanel run={run.data} {...panel} />
      {atWork && (
        <p className={classes.quiet}>
          {t('mine.intro')} <AppLink to="/jobs">{t('mine.all')}</AppLink>
        </p>
      )}
    </>
  );
}
