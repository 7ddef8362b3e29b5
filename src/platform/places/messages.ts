import type { Language } from '#platform/i18n/language.ts';
import { fillMessage } from '#platform/i18n/messages.ts';
import { texts as ar } from './problem-texts/ar.ts';
import { texts as en, type ProblemCode, type ProblemTexts } from './problem-texts/en.ts';
import { texts as es } from './problem-texts/es.ts';
import { texts as fr } from './problem-texts/fr.ts';

const texts: Readonly<Record<Language, ProblemTexts>> = { en, fr, es, ar };

/** Every problem code of the slice that has a text. */
export const problemCodes = Object.keys(en) as ProblemCode[];

/** The sentence of a problem in one language; an unknown code reads as itself. */
export function messageOf(
  language: Language,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  const text = (texts[language] as Record<string, string>)[code];
  return text === undefined ? code : fillMessage(language, text, params).replace(/ +([.،.])/g, '$1');
}
