import { defineCatalogue } from '#platform/i18n/messages.ts';

export const vaultMessages = defineCatalogue('vault', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
