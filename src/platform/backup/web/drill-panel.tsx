import { Text } from '@mantine/core';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import type { BackupOverview, DrillReport } from '../contract.ts';
import { backupMessages } from '../messages/catalogue.ts';

const TONES = { running: 'neutral', passed: 'good', findings: 'warn', failed: 'bad' } as const;

/** Whether the newest backup was proved to restore, and when it is next. */
export function DrillPanel({ overview: { lastDrill, drillAt } }: { overview: BackupOverview }) {
  const t = useT(backupMessages);
  const format = useFormat();
  return (
    <Panel title={t('drill.title')}>
      <Text size="sm">{t('drill.text')}</Text>
      <Facts
        facts={[
          { label: t('drill.result'), value: lastDrill ? <Result drill={lastDrill} /> : t('noneYet') },
          ...(lastDrill
            ? [
                { label: t('drill.when'), value: format.dateTime(lastDrill.begunAt) },
                { label: t('drill.of'), value: format.dateTime(lastDrill.archiveMadeAt) },
              ]
            : []),
          { label: t('drill.next'), value: drillAt ? format.dateTime(drillAt) : t('drill.off') },
        ]}
      />
    </Panel>
  );
}

function Result({ drill }: { drill: DrillReport }) {
  const t = useT(backupMessages);
  const { rows, files, faults, findings } = drill;
  return (
    <>
      <StateBadge tone={TONES[drill.state]}>{t(`drill.${drill.state}`)}</StateBadge>
      {rows !== null && files !== null && <Text size="sm">{t('drill.found', { rows, files })}</Text>}
      {drill.state === 'findings' && (
        <Text size="sm">{t('drill.damaged', { faults: faults ?? 0, findings: findings ?? 0 })}</Text>
      )}
    </>
  );
}
