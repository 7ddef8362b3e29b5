import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { Figure, FigureRow } from '#platform/ui/figure.tsx';
import { may, useMay } from '#platform/ui/session.tsx';
import type { HomeProvider } from '#platform/ui/slice.ts';
import { clocksOf } from '#platform/workflow/domain/decide.ts';
import { getTrend, listRounds } from '../contract.ts';
import { roundFacts, roundMachine } from '../domain/round-machine.ts';
import { displacementHome } from '../messages/home/catalogue.ts';
import { firstView, latestOf } from './use-figures-choice.ts';
import { useOneOperation } from './use-one-operation.ts';

/** What the module brings to the home screen. */
export const home: HomeProvider = {
  async firstSteps({ call, me, operation, translate }) {
    const chosen = operation ?? me.operations[0];
    if (!chosen || !may(me, 'displacement.round.write')) return [];
    const t = await translate(displacementHome);
    const { items } = await call(listRounds, { querystring: { operationId: chosen.id } });
    return [
      {
        id: 'displacement.round',
        title: t('home.step.title'),
        detail: t('home.step.detail'),
        to: '/displacement/rounds',
        order: 30,
        done: items.length > 0,
      },
    ];
  },
  async needs({ call, me, operation, translate }) {
    const chosen = operation ?? me.operations[0];
    if (!chosen || !may(me, 'displacement.round.write')) return [];
    const t = await translate(displacementHome);
    const { items } = await call(listRounds, { querystring: { operationId: chosen.id } });
    const today = new Date().toISOString().slice(0, 10);
    return items
      .filter((r) => clocksOf(roundMachine, r.state, roundFacts(r)).some((clock) => clock.due < today))
      .map((r) => ({
        id: `displacement.round.${r.id}`,
        title: t('home.need.move', { code: r.code }),
        to: `/displacement/rounds/${r.id}`,
        urgency: 'soon' as const,
        due: r.endsOn,
      }));
  },
  Panel: LatestFigures,
};

function LatestFigures() {
  const t = useT(displacementHome);
  const format = useFormat();
  const operation = useOneOperation();
  const mayRead = useMay('displacement.figure.read');
  const operationId = operation?.id ?? '';
  const rounds = useRead(listRounds, { querystring: { operationId } }, { skip: !operation || !mayRead });
  const latest = latestOf(rounds.data?.items ?? []);
  const trend = useRead(
    getTrend,
    { querystring: { operationId, ...firstView(latest) } },
    { skip: !rounds.data || !operation || !mayRead },
  );
  const points = trend.data?.items ?? [];
  const at = points.findIndex((point) => point.roundId === latest?.id);
  const last = points[at];
  const before = points[at - 1];
  if (!last) return null;
  const to = `/displacement?round=${last.roundId}`;
  return (
    <section>
      <h2>{t('home.panel')}</h2>
      <FigureRow>
        <Figure
          label={t('home.individuals')}
          value={last.individuals}
          to={to}
          note={`${last.code} · ${format.date(last.reportingDate)}`}
        />
        <Figure label={t('home.households')} value={last.households} to={to} />
        <Figure
          label={t('home.places')}
          value={last.places}
          to={to}
          {...(before ? { change: { value: last.places - before.places, since: before.code } } : {})}
        />
      </FigureRow>
    </section>
  );
}
