import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useList } from '#platform/ui/call.ts';
import { DataTable } from '#platform/ui/data-table.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { placesMessages } from '../../messages/catalogue.ts';
import classes from '../places.module.css';
import type { AnyImport, ImportRoutes } from './kinds.ts';
import { useProblemWords } from './problem-words.ts';

type ProblemGroup = NonNullable<AnyImport['report']>['groups'][number];
const severities = ['error', 'warning', 'info'] as const;
const severityTones = { error: 'bad', warning: 'warn', info: 'info' } as const;

/** What the check found, kind by kind; each kind opens the rows that it concerns. */
export function ProblemGroups({ item, routes }: { item: AnyImport; routes: ImportRoutes }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const narrow = useMediaQuery('(max-width: 599px)', false, { getInitialValueInEffect: false });
  const [shown, setShown] = useState<string>('all');
  const report = item.report!;
  const groups = report.groups.filter(({ severity }) => shown === 'all' || severity === shown);
  if (report.groups.length === 0) return <p className={classes.quiet}>{t('import.noFindings')}</p>;
  const total = severities.reduce((sum, severity) => sum + report.counts[severity], 0);
  return (
    <Panel
      title={t('import.findings')}
      flush
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('import.severity')}
          orientation={narrow ? 'vertical' : 'horizontal'}
          fullWidth={narrow}
          style={narrow ? { inlineSize: '100%' } : undefined}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: `${t('import.all')} ${format.number(total)}` },
            ...severities.map((severity) => ({
              value: severity,
              label: `${t(`import.severity.${severity}`)} ${format.number(report.counts[severity])}`,
            })),
          ]}
        />
      }
    >
      {groups.length === 0 ? (
        <p className={`${classes.quiet} ${classes.padded}`}>{t('import.noneOfKind')}</p>
      ) : (
        <ul className={classes.groups}>
          {groups.map((group) => (
            <li key={`${group.severity}.${group.code}`}>
              <GroupRows group={group} item={item} routes={routes} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function GroupRows(props: { group: ProblemGroup; item: AnyImport; routes: ImportRoutes }) {
  const { group } = props;
  const t = useT(placesMessages);
  const format = useFormat();
  const { titleOf, mendOf } = useProblemWords();
  const [open, setOpen] = useState(false);
  const mend = mendOf(group.code);
  return (
    <details className={classes.group} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <StateBadge tone={severityTones[group.severity]}>
          {t(`import.severity.one.${group.severity}`)}
        </StateBadge>
        <span className={classes.groupText}>{titleOf(group.code, group.count)}</span>
        <span className={classes.groupCount}>{format.number(group.count)}</span>
      </summary>
      {open && (
        <div className={classes.groupBody}>
          {mend && (
            <p className={classes.mend}>
              <strong>{t('import.howToMend')}</strong> {mend}
            </p>
          )}
          <Rows {...props} />
        </div>
      )}
    </details>
  );
}

function Rows({ group, item, routes }: { group: ProblemGroup; item: AnyImport; routes: ImportRoutes }) {
  const t = useT(placesMessages);
  const format = useFormat();
  const lang = useLanguage();
  const list = useList<ImportRoutes['problems']>(routes.problems, {
    params: { importId: item.id },
    querystring: { severity: group.severity, code: group.code, lang, limit: 25 },
  });
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton height={60} aria-busy />;
  return (
    <>
      <DataTable
        caption={t('import.findings')}
        hideCaption
        rows={list.items}
        rowKey={({ position }) => String(position)}
        columns={[
          {
            id: 'row',
            header: t('import.row'),
            numeric: true,
            rowHeader: true,
            cell: ({ row }) => (row === null ? '–' : format.number(row)),
          },
          { id: 'what', header: t('import.finding'), cell: ({ message }) => message },
          { id: 'file', header: t('import.file'), cell: ({ layer }) => <bdi>{layer ?? '–'}</bdi> },
        ]}
      />
      {list.hasNextPage && (
        <Group mt="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('import.moreRows')}
          </Button>
        </Group>
      )}
    </>
  );
}
