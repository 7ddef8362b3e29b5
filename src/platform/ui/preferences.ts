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

/** Minutes without a touch after which the screen asks for the password again; 0 as late as the roles allow. */
export const lockAfterPreference = createStoredStore<number>('sojourn.lockAfter', 30);

const wantsLess = (): boolean =>
  typeof navigator !== 'undefined' &&
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Spare data: maps and pictures only when asked for, shorter pages. The browser's own wish holds until one is chosen here. */
export const sparingPreference = createStoredStore<boolean>('sojourn.sparing', wantsLess());
