import { IconSun } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { EmptyState } from '#platform/ui/empty-state.tsx';
import { lazyPart } from '#platform/ui/lazy-part.ts';
import { useProviderContext } from '#platform/ui/provider-context.ts';
import { ScreenHead } from '#platform/ui/screen-head.tsx';
import { may, useMe, useOperation } from '#platform/ui/session.tsx';
import type { SlicePages } from '#platform/ui/slice.ts';
import { ScreenLoading } from '../frame/screens.tsx';
import { webMessages } from '../messages/catalogue.ts';
import { slices } from '../slices.ts';
import { FirstSteps } from './first-steps.tsx';
import classes from './home.module.css';
import { Needs } from './needs.tsx';
import { PanelGuard } from './panel-guard.tsx';
import { Places } from './places.tsx';

const withHome = slices.filter((slice) => slice.home !== undefined);

const panels = new Map(
  withHome.map((slice) => [
    slice.id,
    lazyPart(async () => ({ default: (await slice.home!()).Panel ?? (() => null) })),
  ]),
);

const usable = (slice: SlicePages, me: ReturnType<typeof useMe>) =>
  slice.entries.some((entry) => may(me, entry.permission));

/** "What needs me now": what the modules of this person report, most urgent first. */
export function Home() {
  const t = useT(webMessages);
  const me = useMe();
  const mine = withHome.filter((slice) => usable(slice, me));
  const reports = useReports(mine);
  const needs = reports.flatMap((report) => report.data?.needs ?? []);
  const steps = reports.flatMap((report) => report.data?.steps ?? []);
  const waiting = reports.some((report) => report.isPending);
  const failed = reports.some((report) => report.isError);
  const first = me.account.name.split(/\s+/)[0] ?? me.account.name;
  return (
    <>
      <ScreenHead title={t('home')} heading={t('home.greeting', { name: first })} />
      {steps.some((step) => !step.done) && <FirstSteps steps={steps} />}
      <section aria-labelledby="needs" className={classes.section}>
        <h2 id="needs" className={classes.title}>
          {t('home.needs')}
        </h2>
        <div className="sj-surface" aria-busy={waiting}>
          {needs.length > 0 ? (
            <Needs needs={needs} />
          ) : waiting ? (
            <ScreenLoading />
          ) : (
            <EmptyState icon={IconSun} title={t('home.nothing')}>
              {t('home.nothingText')}
            </EmptyState>
          )}
        </div>
        {failed && <p className={classes.partial}>{t('home.panelFailed')}</p>}
      </section>
      {mine.map((slice) => {
        const Panel = panels.get(slice.id)!;
        return (
          <PanelGuard key={slice.id} label={t('home.panelFailed')}>
            <Suspense fallback={null}>
              <Panel />
            </Suspense>
          </PanelGuard>
        );
      })}
      <Places />
    </>
  );
}

/** Asks each module on its own: a slow or broken one does not hold the others back. */
function useReports(mine: readonly SlicePages[]) {
  const context = useProviderContext();
  const operation = useOperation()?.id ?? null;
  const language = useLanguage();
  return useQueries({
    queries: mine.map((slice) => ({
      queryKey: [slice.id, 'home', operation, language],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const provider = await slice.home!();
        const asked = { ...context, signal };
        const [needs, steps] = await Promise.all([provider.needs?.(asked), provider.firstSteps?.(asked)]);
        return { needs: needs ?? [], steps: steps ?? [] };
      },
      refetchInterval: 120_000,
    })),
  });
}
