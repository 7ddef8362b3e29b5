import { useEffect, useReducer } from 'react';
import type { Language } from '#platform/i18n/language.ts';
import { fillMessage, loadMessages, type MessageValues, messagesNow } from '#platform/i18n/messages.ts';
import { useLanguage } from '#platform/i18n/web/use-t.tsx';
import { catalogueOf } from '#platform/ui/problem.tsx';
import { auditMessages } from '../messages/catalogue.ts';

/** Says a key of a slice's own messages, else of ours; undefined where neither has it. */
export type SliceWords = (slice: string, key: string, values?: MessageValues) => string | undefined;

const cataloguesOf = (slices: readonly string[]) =>
  [...slices.map(catalogueOf), auditMessages].filter((catalogue) => catalogue !== undefined);

function wordsIn(language: Language): SliceWords {
  return (slice, key, values) => {
    const message = cataloguesOf([slice])
      .map((catalogue) => messagesNow(catalogue, language)?.[key])
      .find((text) => text !== undefined);
    return message === undefined ? undefined : fillMessage(language, message, values);
  };
}

/**
 * The messages of several slices by their names, each loaded when it is first asked for. Until one has come its words
 * are missing, not the screen.
 */
export function useSliceWords(slices: readonly string[]): SliceWords {
  const language = useLanguage();
  const [, arrived] = useReducer((count: number) => count + 1, 0);
  const wanted = [...new Set(slices)].sort().join(' ');
  useEffect(() => {
    let gone = false;
    const missing = cataloguesOf(wanted.split(' ')).filter((one) => !messagesNow(one, language));
    if (missing.length === 0) return;
    void Promise.allSettled(missing.map((one) => loadMessages(one, language))).then(() => {
      if (!gone) arrived();
    });
    return () => {
      gone = true;
    };
  }, [wanted, language]);
  return wordsIn(language);
}
