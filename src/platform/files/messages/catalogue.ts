import { defineCatalogue } from '../../i18n/messages.ts';

export const filesMessages = defineCatalogue('files', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
