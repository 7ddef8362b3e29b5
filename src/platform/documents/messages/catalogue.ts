import { defineCatalogue } from '#platform/i18n/messages.ts';

export const documentsMessages = defineCatalogue('documents', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
