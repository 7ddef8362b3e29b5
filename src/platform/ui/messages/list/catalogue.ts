import { defineCatalogue } from '../../../i18n/messages.ts';

/** The words of lists, apart from what everybody's first view loads. */
export const listMessages = defineCatalogue('ui.list', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
