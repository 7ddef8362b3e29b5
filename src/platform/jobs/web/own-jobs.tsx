import { Button, Skeleton } from '@mantine/core';
import { IconProgressCheck } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useList } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { listOwnRuns } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunPanel } from './run-panel.tsx';
import { useLiveRuns } from './use-run.ts';

/** What the server does for this person, newest first. */
export function OwnJobs() {
  const t = useT(jobsMessages);
  useLiveRuns();
  const runs = useList(listOwnRuns, { querystring: { limit: 20 } });
  return (
    <>
      <ScreenHead title={t('mine.title')} intro={t('mine.intro')} />
      {runs.error && <Problem error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <Skeleton height={96} aria-label={t('loading')} />}
      {!runs.isPending && runs.items.length === 0 && !runs.error && (
        <div className="sj-surface">
          <EmptyState icon={IconProgressCheck} title={t('mine.empty')}>
            {t('mine.empty.text')}
          </EmptyState>
        </div>
      )}
      <div className={classes.stack}>
        {runs.items.map((run) => (
          <RunPanel key={run.id} run={run} />
        ))}
      </div>
      {runs.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={runs.isFetchingNextPage}
          onClick={() => runs.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </>
  );
}
