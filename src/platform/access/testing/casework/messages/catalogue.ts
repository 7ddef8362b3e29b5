import { defineCatalogue } from '../../../../i18n/messages.ts';

export const caseworkMessages = defineCatalogue('casework', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
