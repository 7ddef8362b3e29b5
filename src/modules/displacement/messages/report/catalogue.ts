import { defineCatalogue } from '#platform/i18n/messages.ts';

/** The words of the report as a document; its names of figures are those of the screen. */
export const displacementReport = defineCatalogue('displacement.report', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
