import { defineCatalogue } from '#platform/i18n/messages.ts';

export const notifyMessages = defineCatalogue('notify', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
