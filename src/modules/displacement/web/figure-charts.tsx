import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Chart } from '#platform/ui/chart/chart.tsx';
import { ageBands, type BandFigure, getTrend } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import type { FiguresChoice } from './use-figures-choice.ts';

/** Individuals round by round, at the reporting dates. */
export function TrendChart({ choice }: { choice: FiguresChoice }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const { operation, tool, category, within } = choice;
  const trend = useRead(
    getTrend,
    { querystring: { operationId: operation?.id ?? '', tool, category, ...(within ? { within } : {}) } },
    { skip: !operation },
  );
  const points = trend.data?.items ?? [];
  if (points.length < 2) return null;
  return (
    <Chart
      title={t('figures.trend')}
      kind="line"
      categories={points.map((p) => `${p.code} · ${format.date(p.reportingDate.slice(0, 7))}`)}
      categoryLabel={t('figures.round')}
      series={[{ name: t(`category.${category}`), values: points.map((p) => p.individuals) }]}
      note={t('figures.approximate')}
      onPick={(index) => choice.set({ round: points[index]?.roundId })}
    />
  );
}

/** Individuals by age, women and men side by side; only what was asked. */
export function SexAgeChart({ bands }: { bands: readonly BandFigure[] }) {
  const t = useT(displacementMessages);
  const ages = ageBands.filter((age) => bands.some((b) => b.age === age));
  if (ages.length === 0) return null;
  const values = (sex: 'female' | 'male') =>
    ages.map((age) => bands.find((b) => b.sex === sex && b.age === age)?.individuals ?? null);
  return (
    <Chart
      title={t('figures.sexAge')}
      kind="bar"
      categories={ages.map((age) => (age === 'all' ? t('age.all') : age))}
      categoryLabel={t('bind.band.age')}
      series={[
        { name: t('sex.female'), values: values('female') },
        { name: t('sex.male'), values: values('male') },
      ]}
    />
  );
}
