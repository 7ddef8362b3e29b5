import { Fragment, useCallback, useMemo } from 'react';
import { localeTag } from '#platform/i18n/language.ts';
import { useLanguage, useT } from '#platform/i18n/web/use-t.tsx';
import { AppLink } from '#platform/ui/link.tsx';
import type { AreaBrief } from '../contract/shapes.ts';
import { type Names, nameIn } from '../domain.ts';
import { placesMessages } from '../messages/catalogue.ts';
import classes from './places.module.css';

/** The name of a place in the reader's language, or the nearest that there is. */
export function useNameOf(): (names: Names) => string {
  const language = useLanguage();
  return useCallback((names) => nameIn(names, language), [language]);
}

/** Names of languages in the reader's own. */
export function useLanguageName(): (code: string) => string {
  const language = useLanguage();
  const t = useT(placesMessages);
  const names = useMemo(
    () => new Intl.DisplayNames([localeTag(language)], { type: 'language', fallback: 'code' }),
    [language],
  );
  return (code) => (code === 'und' ? t('language.und') : (names.of(code) ?? code));
}

/** From the country down, each part a link. */
export function AreaPath({ areas }: { areas: readonly AreaBrief[] }) {
  const nameOf = useNameOf();
  return (
    <span className={classes.path}>
      {areas.map((area, index) => (
        <Fragment key={area.pcode}>
          {index > 0 && <span aria-hidden>›</span>}
          <AppLink to={`/places/areas/${area.pcode}`}>{nameOf(area.names)}</AppLink>
        </Fragment>
      ))}
    </span>
  );
}

export const Pcode = ({ children }: { children: string }) => (
  <span className={`sj-code ${classes.code}`}>{children}</span>
);

/** A name in a table that scrolls sideways: broken between words only. */
export const PlaceName = ({ children }: { children: string }) => (
  <bdi className={classes.placeName}>{children || '–'}</bdi>
);
