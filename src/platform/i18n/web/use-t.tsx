import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { patiently } from '../../ui/lazy-part.ts';
import {
  formatBytes,
  formatChange,
  formatDate,
  formatDateTime,
  formatLanguageName,
  formatList,
  formatNumber,
  formatPercent,
  formatRelative,
} from '../format.ts';
import type { Language } from '../language.ts';
import { type Catalogue, loadMessages, messagesNow, type Translator, translatorOf } from '../messages.ts';

const LanguageContext = createContext<Language>('en');

export const LanguageProvider = (props: { language: Language; children: ReactNode }) => (
  <LanguageContext value={props.language}>{props.children}</LanguageContext>
);

export const useLanguage = (): Language => useContext(LanguageContext);

/** The translator of a slice's catalogue. Suspends while the language's messages are on their way. */
export function useT<K extends string>(catalogue: Catalogue<K>): Translator<K> {
  const language = useLanguage();
  // Thrown and not handed to `use`: after `use` React replays the component, and where the words came meanwhile or the
  // language changed it mixes up the hooks of a first rendering with those of a later one (React error 467).
  const messages = messagesNow(catalogue, language);
  if (!messages) throw patiently(() => loadMessages(catalogue, language));
  return useMemo(() => translatorOf<K>(language, messages as Record<K, string>), [language, messages]);
}

/** Numbers, dates, sizes and lists in the reader's language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      number: (value: number, options?: Intl.NumberFormatOptions) => formatNumber(language, value, options),
      percent: (ratio: number) => formatPercent(language, ratio),
      change: (value: number) => formatChange(language, value),
      bytes: (value: number) => formatBytes(language, value),
      date: (value: string | Date, zone?: string) => formatDate(language, value, zone),
      dateTime: (value: string | Date, zone?: string) => formatDateTime(language, value, zone),
      relative: (value: string | Date) => formatRelative(language, value, new Date()),
      language: (named: Language) => formatLanguageName(language, named),
      list: (items: readonly string[]) => formatList(language, items),
    }),
    [language],
  );
}
