import { Button, Skeleton } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useLiveRuns } from '#platform/jobs/web/use-run.ts';
import { useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { listExports } from '../contract/export.ts';
import { formsMessages } from '../messages/catalogue.ts';
import { ExportPanel } from './export/export-panel.tsx';
import classes from './forms.module.css';

/** The exports that this person began, newest first; those at work are followed. */
export function ExportList() {
  const t = useT(formsMessages);
  useLiveRuns(['forms']);
  const jobs = useRead(listExports, { querystring: {} });
  const items = jobs.data?.items;
  return (
    <>
      <ScreenHead title={t('exports.title')} intro={t('exports.intro')} />
      {jobs.error && <Problem error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isPending && <Skeleton height={120} aria-label={t('loading')} />}
      {items?.length === 0 && (
        <div className="sj-surface">
          <EmptyState
            icon={IconTableExport}
            title={t('exports.empty')}
            actions={
              <Button component={AppLink} to="/forms">
                {t('exports.toForms')}
              </Button>
            }
          >
            {t('exports.empty.text')}
          </EmptyState>
        </div>
      )}
      <div className={classes.stack}>
        {items?.map((job) => (
          <ExportPanel key={job.id} job={job} />
        ))}
      </div>
    </>
  );
}
