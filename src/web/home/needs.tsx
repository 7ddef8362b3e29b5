import { IconChevronRight } from '@tabler/icons-react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import type { Need } from '#platform/ui/slice.ts';
import { StateBadge, type Tone } from '#platform/ui/state-badge.tsx';
import { webMessages } from '../messages/catalogue.ts';
import classes from './home.module.css';

const order = { now: 0, soon: 1, whenever: 2 } as const;
const tones: Record<Need['urgency'], Tone> = { now: 'bad', soon: 'warn', whenever: 'neutral' };

const byUrgency = (a: Need, b: Need): number =>
  order[a.urgency] - order[b.urgency] || (a.due ?? '9').localeCompare(b.due ?? '9');

export function Needs({ needs }: { needs: readonly Need[] }) {
  const t = useT(webMessages);
  const format = useFormat();
  return (
    <ul className={classes.needs}>
      {needs.toSorted(byUrgency).map((need) => (
        <li key={need.id}>
          <AppLink to={need.to} className={classes.need}>
            <span className={classes.needMark}>
              <StateBadge tone={tones[need.urgency]}>{t(`home.${need.urgency}`)}</StateBadge>
            </span>
            <span className={classes.needText}>
              <span className={classes.needTitle}>{need.title}</span>
              <span className={classes.needDetail}>
                {[
                  need.detail,
                  need.count !== undefined && t('home.count', { count: need.count }),
                  need.due && t('home.due', { when: format.relative(need.due) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <IconChevronRight size={18} stroke={1.7} className="sj-flip" aria-hidden />
          </AppLink>
        </li>
      ))}
    </ul>
  );
}
