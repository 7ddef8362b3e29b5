import { defineCatalogue } from '../../../i18n/messages.ts';

/** Accounts of programs, apart from what everybody's first view loads. */
export const serviceMessages = defineCatalogue('identity.service', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
