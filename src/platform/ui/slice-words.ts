import { useEffect, useReducer } from 'react';
import type { Language } from '../i18n/language.ts';
import {
  type Catalogue,
  fillMessage,
  loadMessages,
  type MessageValues,
  messagesNow,
} from '../i18n/messages.ts';
import { useLanguage } from '../i18n/web/use-t.tsx';
import { catalogueOf, slicesWithWords } from './problem.tsx';

/** Says a key of a slice's own messages, else of the fallback; undefined where neither has it. */
export type SliceWords = (slice: string, key: string, values?: MessageValues) => string | undefined;

const cataloguesOf = (slices: readonly string[], fallback: Catalogue | undefined) =>
  [...slices.map(catalogueOf), fallback].filter((catalogue) => catalogue !== undefined);

function wordsIn(language: Language, fallback: Catalogue | undefined): SliceWords {
  return (slice, key, values) => {
    const message = cataloguesOf([slice], fallback)
      .map((catalogue) => messagesNow(catalogue, language)?.[key])
      .find((text) => text !== undefined);
    return message === undefined ? undefined : fillMessage(language, message, values);
  };
}

/** Loads what is missing of these catalogues and draws anew when it has come. */
function useLoaded(slices: readonly string[], fallback: Catalogue | undefined): Language {
  const language = useLanguage();
  const [, arrived] = useReducer((count: number) => count + 1, 0);
  const wanted = [...new Set(slices)].sort().join(' ');
  useEffect(() => {
    let gone = false;
    const missing = cataloguesOf(wanted.split(' '), fallback).filter((one) => !messagesNow(one, language));
    if (missing.length === 0) return;
    void Promise.allSettled(missing.map((one) => loadMessages(one, language))).then(() => {
      if (!gone) arrived();
    });
    return () => {
      gone = true;
    };
  }, [wanted, language, fallback]);
  return language;
}

/**
 * The messages of several slices by their names, each loaded when it is first asked for. Until one has come its words
 * are missing, not the screen.
 */
export function useSliceWords(slices: readonly string[], fallback?: Catalogue): SliceWords {
  return wordsIn(useLoaded(slices, fallback), fallback);
}

/**
 * Everything that the slices say under a prefix, by what follows it: `action.` gives every action that has words. A new
 * slice is in it by its messages alone.
 */
export function useDeclaredWords(prefix: string, fallback?: Catalogue): { code: string; words: string }[] {
  const slices = slicesWithWords();
  const language = useLoaded(slices, fallback);
  const all = new Map<string, string>();
  for (const catalogue of cataloguesOf(slices, fallback))
    for (const [key, words] of Object.entries(messagesNow(catalogue, language) ?? {}))
      if (key.startsWith(prefix)) all.set(key.slice(prefix.length), words);
  return [...all]
    .map(([code, words]) => ({ code, words }))
    .toSorted((a, b) => a.words.localeCompare(b.words, language));
}

/** The name of a permission in the reader's words (`permission.<code>` of its slice); the code where it has none. */
export function usePermissionWords(codes: readonly string[]): (code: string) => string {
  const words = useSliceWords(codes.map((code) => code.split('.')[0] ?? code));
  return (code) => words(code.split('.')[0] ?? code, `permission.${code}`) ?? code;
}
