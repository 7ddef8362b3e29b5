import { Button, Select, SimpleGrid, Stack, UnstyledButton } from '@mantine/core';
import { routeUrl } from '@sojourn/route-contract';
import { IconCalendarPlus, IconDownload, IconFileText } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useFormat, useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { categories, exportFigures, getFigures, type RoundState, tools } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import { AreaMap } from './area-map.tsx';
import { AreaTable } from './area-table.tsx';
import { SexAgeChart, TrendChart } from './figure-charts.tsx';
import classes from './figures.module.css';
import { KeyFigures, LeftOut } from './key-figures.tsx';
import { RoundStateBadge } from './parts.tsx';
import { type FiguresChoice, useFiguresChoice } from './use-figures-choice.ts';

/** The dashboard: key figures, map, trend, sex and age, and the table, each opening its records. */
export function Figures() {
  const t = useT(displacementMessages);
  const choice = useFiguresChoice();
  const mayPlan = useMay('displacement.round.write');
  const { operation, rounds, round } = choice;
  return (
    <>
      <ScreenHead
        title={t('figures.title')}
        intro={t('figures.intro')}
        actions={round && <ExportButtons choice={choice} />}
      />
      {!operation && <EmptyState title={t('empty.title')}>{t('empty.operation')}</EmptyState>}
      {rounds.error && <Problem error={rounds.error} onRetry={rounds.refetch} />}
      {operation && rounds.data && !round && (
        <EmptyState
          title={t('empty.title')}
          actions={
            mayPlan && (
              <Button
                component={AppLink}
                to="/displacement/rounds"
                leftSection={<IconCalendarPlus size={18} aria-hidden />}
              >
                {t('empty.plan')}
              </Button>
            )
          }
        >
          {t('empty.text')}
        </EmptyState>
      )}
      {round && <Dashboard choice={choice} roundId={round.id} />}
    </>
  );
}

function Dashboard({ choice, roundId }: { choice: FiguresChoice; roundId: string }) {
  const t = useT(displacementMessages);
  const language = useLanguage();
  const { tool, category, level, within } = choice;
  const figures = useRead(
    getFigures,
    { querystring: { roundId, tool, category, level, language, ...(within ? { within } : {}) } },
    { keepPrevious: true },
  );
  const data = figures.data;
  return (
    <Stack gap="lg">
      <Choices choice={choice} areaName={data?.total.name} />
      {figures.error && <Problem error={figures.error} onRetry={figures.refetch} />}
      {data && data.total.records === 0 && (
        <EmptyState title={t('empty.title')}>{t('empty.round')}</EmptyState>
      )}
      {data && data.total.records > 0 && (
        <>
          <KeyFigures total={data.total} choice={choice} />
          <div className={classes.pictures}>
            <AreaMap areas={data.areas} choice={choice} />
            <div className={classes.charts}>
              <TrendChart choice={choice} />
              <SexAgeChart bands={data.bands} />
            </div>
          </div>
          <AreaTable areas={data.areas} choice={choice} />
        </>
      )}
      {data && data.leftOut.length > 0 && <LeftOut leftOut={data.leftOut} />}
    </Stack>
  );
}

function Choices({ choice, areaName }: { choice: FiguresChoice; areaName: string | undefined }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const { items, round, tool, category, level, within, set } = choice;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="sm">
      <Select
        label={t('figures.round')}
        description={round && <RoundStateBadge state={round.state as RoundState} />}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={items.map((r) => ({ value: r.id, label: `${r.code} · ${format.date(r.reportingDate)}` }))}
        value={round?.id ?? null}
        onChange={(value) => value && set({ round: value })}
        allowDeselect={false}
      />
      <Select
        label={t('figures.tool')}
        data={tools.map((value) => ({ value, label: t(`tool.${value}`) }))}
        value={tool}
        onChange={(value) => value && set({ tool: value })}
        allowDeselect={false}
      />
      <Select
        label={t('figures.category')}
        data={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
        value={category}
        onChange={(value) => value && set({ category: value })}
        allowDeselect={false}
      />
      <Select
        label={t('figures.level')}
        description={
          within && (
            <UnstyledButton className="sj-link" fz="inherit" onClick={() => set({ within: undefined })}>
              {t('figures.within', { area: areaName ?? within })} ×
            </UnstyledButton>
          )
        }
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[0, 1, 2, 3, 4].map((n) => ({ value: String(n), label: t(`level.${n as 0}`) }))}
        value={String(level)}
        onChange={(value) => value && set({ level: value })}
        allowDeselect={false}
      />
    </SimpleGrid>
  );
}

const ReportDialog = lazyPart(() =>
  import('./report-dialog.tsx').then(({ ReportDialog }) => ({ default: ReportDialog })),
);

function ExportButtons({ choice }: { choice: FiguresChoice }) {
  const t = useT(displacementMessages);
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const { round, tool, category, level, within } = choice;
  const querystring = { roundId: round!.id, tool, category, level, language, ...(within ? { within } : {}) };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileText size={18} aria-hidden />}
        onClick={() => setAsking(true)}
      >
        {t('report.button')}
      </Button>
      <Button
        component="a"
        href={routeUrl(exportFigures, { querystring })}
        download
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('figures.csv')}
      </Button>
      {asking && (
        <Suspense fallback={null}>
          <ReportDialog choice={choice} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
