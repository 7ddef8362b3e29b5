import { useT } from '#platform/i18n/web/use-t.tsx';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { jobsMessages } from '../messages/catalogue.ts';
import { RunRows } from './run-rows.tsx';
import { ScheduleRows } from './schedule-rows.tsx';
import { useLiveRuns } from './use-run.ts';

/** The jobs of the installation, and what it does by itself. */
export function JobScreen() {
  const t = useT(jobsMessages);
  useLiveRuns();
  return (
    <RecordScreen
      reference={t('title')}
      title={t('title')}
      keep={['state', 'task']}
      tabs={[
        { id: 'runs', label: t('tab.runs'), content: <RunRows /> },
        { id: 'schedules', label: t('tab.schedules'), content: <ScheduleRows /> },
      ]}
    />
  );
}
