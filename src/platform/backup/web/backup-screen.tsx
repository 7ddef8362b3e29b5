import { Box, Button, Skeleton } from '@mantine/core';
import { CallError } from '@sojourn/route-contract';
import { IconDatabaseExport, IconDatabaseImport } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { FollowedRun } from '#platform/jobs/web/run-panel.tsx';
import { useLiveRuns } from '#platform/jobs/web/use-run.ts';
import { useCall, useRead } from '#platform/ui/call.ts';
import { Facts } from '#platform/ui/facts.tsx';
import { ListScreen } from '#platform/ui/list/list-screen.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import {
  type Archive,
  type BackupOverview,
  beginBackup,
  beginDrill,
  getBackups,
  listArchives,
} from '../contract.ts';
import { backupMessages } from '../messages/catalogue.ts';
import { DrillPanel } from './drill-panel.tsx';
import { SettingForm } from './setting-form.tsx';

/** Whether the installation is backed up, the backups there are, and how they are made. */
export function BackupScreen() {
  const t = useT(backupMessages);
  const overview = useRead(getBackups, {}, { refreshMs: 30_000 });
  useLiveRuns(['backup']);
  const begin = useCall(beginBackup, { also: ['jobs'] });
  const drill = useCall(beginDrill, { also: ['jobs'] });
  const mayWrite = useMay('backup.backup.write');
  const setUp = overview.data?.setting;
  return (
    <RecordScreen
      reference={t('title')}
      title={t('title')}
      {...(overview.data ? { state: <OverviewState overview={overview.data} /> } : {})}
      actions={
        mayWrite &&
        setUp && (
          <>
            {overview.data?.lastGoodAt && (
              <Button
                variant="default"
                loading={drill.isPending}
                leftSection={<IconDatabaseImport size={16} aria-hidden />}
                onClick={() => drill.mutate({})}
              >
                {t('drill.now')}
              </Button>
            )}
            <Button
              loading={begin.isPending}
              leftSection={<IconDatabaseExport size={16} aria-hidden />}
              onClick={() => begin.mutate({})}
            >
              {t('now')}
            </Button>
          </>
        )
      }
      notice={
        <>
          {begin.error && <Problem error={begin.error} />}
          {begin.data && <FollowedRun runId={begin.data.runId} />}
          {drill.error && <Problem error={drill.error} />}
          {drill.data && <FollowedRun runId={drill.data.runId} />}
          {overview.error && <Problem error={overview.error} onRetry={() => void overview.refetch()} />}
          {overview.isPending && <Skeleton height={120} aria-label={t('loading')} />}
          {overview.data?.lastFailure && (
            <LastFailure
              failure={overview.data.lastFailure}
              {...(mayWrite ? { onRetry: () => begin.mutate({}) } : {})}
            />
          )}
          {overview.data?.setting && <OverviewFacts overview={overview.data} />}
          {overview.data?.setting && <DrillPanel overview={overview.data} />}
        </>
      }
      tabs={[
        {
          id: 'archives',
          label: t('tab.archives'),
          content: <ArchiveRows copies={overview.data?.bucket != null} />,
        },
        ...(overview.data
          ? [
              {
                id: 'setting',
                label: t('tab.setting'),
                content: <SettingForm overview={overview.data} readOnly={!mayWrite} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function LastFailure({
  failure: { problem, at },
  onRetry,
}: {
  failure: NonNullable<BackupOverview['lastFailure']>;
  onRetry?: () => void;
}) {
  const t = useT(backupMessages);
  const format = useFormat();
  const error = useMemo(
    () => new CallError({ type: 'about:blank', title: problem, status: 422, code: problem }),
    [problem],
  );
  return (
    <Box mb="md">
      <Problem
        title={t('failed', { when: format.dateTime(at) })}
        error={error}
        {...(onRetry ? { onRetry } : {})}
      />
    </Box>
  );
}

function OverviewState({ overview }: { overview: BackupOverview }) {
  const { setting, overdue, lastGoodAt, lastFailure, uncopied } = overview;
  const t = useT(backupMessages);
  if (overdue) return <StateBadge tone="bad">{t('state.overdue')}</StateBadge>;
  if (!setting?.enabled)
    return <StateBadge tone="warn">{t(setting ? 'state.off' : 'state.never')}</StateBadge>;
  if (!lastGoodAt) return <StateBadge tone="warn">{t('state.first')}</StateBadge>;
  if (lastFailure || uncopied > 0)
    return <StateBadge tone="warn">{t(uncopied > 0 ? 'state.uncopied' : 'state.failed')}</StateBadge>;
  return <StateBadge tone="good">{t('state.good')}</StateBadge>;
}

function OverviewFacts({ overview }: { overview: BackupOverview }) {
  const t = useT(backupMessages);
  const format = useFormat();
  const { lastGoodAt, nextAt, freeBytes, key } = overview;
  return (
    <Panel title={t('intro')}>
      <Facts
        facts={[
          { label: t('fact.last'), value: lastGoodAt ? format.dateTime(lastGoodAt) : t('noneYet') },
          { label: t('fact.next'), value: nextAt ? format.dateTime(nextAt) : t('drill.off') },
          ...(freeBytes === null ? [] : [{ label: t('fact.free'), value: format.bytes(freeBytes) }]),
          { label: t('fact.key'), value: t(`key.${key ?? 'none'}`) },
          ...(overview.bucket
            ? [
                {
                  label: t('fact.bucket'),
                  value: (
                    <>
                      <bdi className="sj-code">{overview.bucket}</bdi>{' '}
                      {overview.uncopied > 0 && (
                        <StateBadge tone="warn">
                          {t('fact.uncopied', { count: overview.uncopied })}
                        </StateBadge>
                      )}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function ArchiveRows({ copies }: { copies: boolean }) {
  const t = useT(backupMessages);
  const format = useFormat();
  return (
    <ListScreen
      id="backup.archives"
      embedded
      title={t('tab.archives')}
      route={listArchives}
      rowKey={({ id }) => id}
      rowName={({ madeAt }) => format.dateTime(madeAt)}
      columns={[
        {
          id: 'made',
          header: t('made'),
          primary: true,
          width: 200,
          cell: (one: Archive) => format.dateTime(one.madeAt),
        },
        { id: 'size', header: t('size'), numeric: true, cell: (one: Archive) => format.bytes(one.bytes) },
        {
          id: 'verified',
          header: t('verified'),
          width: 140,
          cell: () => <StateBadge tone="good">{t('verified.yes')}</StateBadge>,
        },
        ...(copies
          ? [
              {
                id: 'copy',
                header: t('copy'),
                width: 140,
                cell: (one: Archive) =>
                  one.copy ? <StateBadge tone="good">{t('copy.there')}</StateBadge> : t('copy.none'),
              },
            ]
          : []),
        {
          id: 'took',
          header: t('took'),
          numeric: true,
          cell: (one: Archive) => t('took.seconds', { count: Math.round(one.seconds) }),
        },
        { id: 'rows', header: t('rows'), numeric: true, cell: (one: Archive) => format.number(one.rows) },
        { id: 'files', header: t('files'), numeric: true, cell: (one: Archive) => format.number(one.files) },
        {
          id: 'faults',
          header: t('faults'),
          numeric: true,
          cell: (one: Archive) => format.number(one.faults),
        },
        {
          id: 'path',
          header: t('path'),
          width: 320,
          cell: (one: Archive) => <bdi className="sj-code">{one.path}</bdi>,
        },
      ]}
      empty={{ icon: IconDatabaseExport, title: t('empty'), text: t('empty.text') }}
    />
  );
}
