import { defineCatalogue } from '#platform/i18n/messages.ts';
import type { messages } from './en.ts';

export type FillKey = keyof typeof messages;

/** Words around a form that is being filled; the form brings its own. */
export const fillMessages = defineCatalogue('fill', {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
});
