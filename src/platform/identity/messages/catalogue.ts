import { defineCatalogue } from '../../i18n/messages.ts';

export const identityMessages = defineCatalogue('identity', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
