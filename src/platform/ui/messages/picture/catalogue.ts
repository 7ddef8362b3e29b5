import { defineCatalogue } from '../../../i18n/messages.ts';

/** The words around maps and charts, apart from what everybody's first view loads. */
export const pictureMessages = defineCatalogue('ui.picture', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
