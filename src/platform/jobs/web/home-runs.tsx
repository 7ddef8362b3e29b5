import { Title } from '@mantine/core';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import type { Run } from '../contract.ts';
import { jobsMessages } from '../messages/catalogue.ts';
import classes from './jobs.module.css';
import { RunPanel } from './run-panel.tsx';
import { useLiveRuns } from './use-run.ts';

export function HomeRuns({ runs }: { runs: readonly Run[] }) {
  const t = useT(jobsMessages);
  useLiveRuns();
  return (
    <section aria-label={t('mine.title')} className={classes.stack}>
      <Title order={2}>{t('mine.title')}</Title>
      {runs.map((run) => (
        <RunPanel key={run.id} run={run} />
      ))}
      <AppLink to="/jobs">{t('mine.all')}</AppLink>
    </section>
  );
}
