import { type Language, languageNames, languages as ours } from '#platform/i18n/language.ts';
import type { Outline, OutlineNode, Texts } from '../contract/shapes.ts';

/** Names that authors give a language without its code, beside its own name. */
const names: Record<Language, readonly string[]> = {
  en: ['english', 'anglais', 'inglés', 'ingles'],
  fr: ['french', 'francais', 'francés', 'frances'],
  es: ['spanish', 'espanol', 'castellano', 'espagnol'],
  ar: ['arabic', 'arabe', 'árabe'],
};

/** The language of a form's language name, such as `Français (fr)`, `fr`, `French`; undefined when it is none of ours. */
export function languageOf(name: string): Language | undefined {
  const code = (/\(\s*([A-Za-z]{2,3})\b[^)]*\)\s*$/.exec(name)?.[1] ?? name)
    .trim()
    .toLowerCase()
    .split(/[-_]/)[0];
  const plain = name.replace(/\(.*$/, '').trim().toLowerCase();
  return ours.find(
    (one) => one === code || names[one].includes(plain) || languageNames[one].toLowerCase() === plain,
  );
}

/** The form's language that suits the reader best: their own, else the form's default. */
export const bestLanguage = (
  form: Pick<Outline, 'languages' | 'defaultLanguage'>,
  reader: Language,
): string =>
  form.languages.find((name) => languageOf(name) === reader) ??
  (form.languages.includes(form.defaultLanguage) ? form.defaultLanguage : form.languages[0]) ??
  form.defaultLanguage;

/** A text of the form in one of its languages, else in another that has it; markup taken away. */
export function textIn(texts: Texts, language: string): string {
  const text = texts[language] || texts.default || Object.values(texts).find(Boolean) || '';
  return plainText(text);
}

/** Labels may carry Markdown, HTML and references to answers; a table head and a filter want the words alone. */
export function plainText(text: string): string {
  return text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\$\{[^}]*\}/g, '…')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(.*?)\1/g, '$2')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The label of a question, or its name where the form gives none. */
export const labelOf = (node: Pick<OutlineNode, 'label' | 'name'>, language: string): string =>
  textIn(node.label, language) || node.name;

/** Labels of choices by value, list by list, in one language. */
export function choiceLabels(outline: Pick<Outline, 'lists'>, language: string) {
  const cache = new Map<string, Map<string, string>>();
  return (list: string, value: string): string => {
    let labels = cache.get(list);
    if (!labels) {
      labels = new Map(
        (outline.lists[list] ?? []).map((choice) => [choice.value, textIn(choice.label, language)]),
      );
      cache.set(list, labels);
    }
    return labels.get(value) || value;
  };
}

/** Writing direction of a form's language, for the texts shown in it. */
export const directionIn = (name: string): 'rtl' | 'auto' => (languageOf(name) === 'ar' ? 'rtl' : 'auto');
