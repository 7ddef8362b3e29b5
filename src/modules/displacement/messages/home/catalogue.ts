import { defineCatalogue } from '#platform/i18n/messages.ts';

/** The few words that Home shows of this slice: it opens without all the others. */
export const displacementHome = defineCatalogue('displacement.home', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
