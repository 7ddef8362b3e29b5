import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { Figure, FigureRow } from '#platform/ui/figure.tsx';
import type { AreaFigure } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';
import type { FiguresChoice } from './use-figures-choice.ts';

/** The four numbers that a reader takes away, each with its records and its rule. */
export function KeyFigures({ total, choice }: { total: AreaFigure; choice: FiguresChoice }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  const { change } = total;
  const to = choice.recordsTo();
  return (
    <FigureRow>
      <Figure
        label={t('figures.individuals')}
        value={total.individuals}
        to={to}
        note={t('figures.approximate')}
        reason={
          <>
            <p>{t('rule.individuals')}</p>
            <p>{t('rule.estimated')}</p>
            <p>{t('rule.nested')}</p>
          </>
        }
      />
      <Figure
        label={t('figures.households')}
        value={total.households}
        to={to}
        reason={<p>{t('rule.individuals')}</p>}
      />
      <Figure label={t('figures.places')} value={total.places} to={to} reason={<p>{t('rule.places')}</p>} />
      <Figure
        label={t('figures.change')}
        value={change?.difference ?? null}
        {...(change
          ? {
              shown: t('figures.percent', {
                percent:
                  change.percent === null ? '–' : `${format.change(Math.round(change.percent * 10) / 10)} %`,
                difference: format.change(change.difference),
              }),
            }
          : {})}
        note={
          change
            ? t('figures.newGone', {
                newCount: change.placesNew,
                newPeople: format.number(change.individualsNew),
                goneCount: change.placesGone,
                gonePeople: format.number(change.individualsGone),
              })
            : t('figures.noChange')
        }
        {...(change
          ? {
              reason: (
                <p>
                  {t('rule.change', {
                    count: change.placesInBoth,
                    before: format.number(change.before),
                    now: format.number(change.now),
                  })}
                </p>
              ),
            }
          : {})}
      />
    </FigureRow>
  );
}

/** Records that add nothing to the figures, by reason: nothing disappears silently. */
export function LeftOut({ leftOut }: { leftOut: readonly { reason: string; records: number }[] }) {
  const t = useT(displacementMessages);
  const format = useFormat();
  return (
    <section>
      <h2>{t('figures.leftOut')}</h2>
      <ul>
        {leftOut.map(({ reason, records }) => (
          <li key={reason}>
            {format.number(records)}: {t(`reason.${reason}` as 'reason.rejected')}
          </li>
        ))}
      </ul>
    </section>
  );
}
