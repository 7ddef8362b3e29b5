import { defineCatalogue } from '#platform/i18n/messages.ts';

export const jobsMessages = defineCatalogue('jobs', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
