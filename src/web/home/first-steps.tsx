import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import type { FirstStep } from '#platform/ui/slice.ts';
import { webMessages } from '../messages/catalogue.ts';
import classes from './home.module.css';

/** The way from an empty installation to a first figure. Gone once all is done. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const t = useT(webMessages);
  return (
    <section aria-labelledby="first-steps" className={classes.section}>
      <h2 id="first-steps" className={classes.title}>
        {t('home.firstSteps')}
      </h2>
      <p className={classes.partial}>{t('home.firstStepsText')}</p>
      <ol className={`sj-surface ${classes.needs}`}>
        {steps
          .toSorted((a, b) => a.order - b.order)
          .map((step) => (
            <li key={step.id}>
              <AppLink to={step.to} className={classes.need}>
                {step.done ? (
                  <IconCircleCheckFilled size={22} className={classes.stepDone} aria-label={t('home.done')} />
                ) : (
                  <IconCircle
                    size={22}
                    stroke={1.6}
                    className={classes.stepOpen}
                    aria-label={t('home.notDone')}
                  />
                )}
                <span className={classes.needText}>
                  <span className={classes.needTitle}>{step.title}</span>
                  <span className={classes.needDetail}>{step.detail}</span>
                </span>
              </AppLink>
            </li>
          ))}
      </ol>
    </section>
  );
}
