import type { Language } from '#platform/i18n/language.ts';
import { fillMessage } from '#platform/i18n/messages.ts';
import { problemTexts as ar } from './messages/problems/ar.ts';
import { problemTexts as en, type ProblemKey, type ProblemTexts } from './messages/problems/en.ts';
import { problemTexts as es } from './messages/problems/es.ts';
import { problemTexts as fr } from './messages/problems/fr.ts';

const texts: Readonly<Record<Language, ProblemTexts>> = { en, fr, es, ar };

/** Every problem code of the slice that has a text, as a key of the slice's messages: `problem.<code>`. */
export const problemKeys = Object.keys(en) as ProblemKey[];

/** The sentence of a problem in one language; an unknown code reads as itself. */
export function messageOf(
  language: Language,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = (texts[language] as Record<string, string>)[`problem.${code}`];
  return text === undefined ? code : fillMessage(language, text, params).replace(/ +([.،.])/g, '$1');
}
