import { useLocation } from '@tanstack/react-router';
import { useRef } from 'react';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useInSight } from '#platform/ui/in-sight.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { webMessages } from '../messages/catalogue.ts';
import { longestWithin } from '../slices.ts';
import classes from './rail.module.css';
import { useNavigation } from './use-navigation.ts';

/** The screens side by side of the current place. */
export function SectionStrip() {
  const t = useT(webMessages);
  const { current } = useNavigation();
  const pathname = useLocation({ select: (location) => location.pathname });
  const row = useRef<HTMLElement>(null);
  const sections = current?.sections ?? [];
  const here = longestWithin(
    pathname,
    sections.map(({ path }) => path),
  );
  useInSight(row, '[aria-current]', here ?? '');
  if (sections.length < 2) return null;
  return (
    <nav ref={row} className={classes.strip} aria-label={`${t('sections')}: ${current!.label}`}>
      <ul>
        {sections.map(({ label, path }) => (
          <li key={path}>
            <AppLink
              to={path}
              className={classes.stripLink}
              aria-current={here === path ? 'page' : undefined}
            >
              {label}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
