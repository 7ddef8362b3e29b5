import { isLanguage, type Language, languageFrom } from '../i18n/language.ts';
import { createStoredStore, readStored } from './store.ts';

export type Density = 'comfortable' | 'compact';

const languageKey = 'sojourn.language';
const stored = readStored<unknown>(languageKey, undefined);

/** The reader's language: what was chosen here last, else what the browser asks for. */
export const languagePreference = createStoredStore<Language>(
  languageKey,
  isLanguage(stored) ? stored : languageFrom(typeof navigator === 'undefined' ? [] : navigator.languages),
);

export const densityPreference = createStoredStore<Density>('sojourn.density', 'comfortable');

/** Single-key shortcuts can be turned off (WCAG 2.1.4). */
export const shortcutsPreference = createStoredStore<boolean>('sojourn.shortcuts', true);

/** The operation that screens are narrowed to; null for all that the person may see. */
export const operationPreference = createStoredStore<string | null>('sojourn.operation', null);
