/** The languages that every screen, message and document of the product exists in. */
export const languages = ['en', 'fr', 'es', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each language under its own name, as a reader looks for it in a menu. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
};

/**
 * BCP 47 tag for Intl. English is written day before month; Arabic with Latin digits, because references,
 * P-codes and exported tables carry Latin digits and one screen must not mix two kinds.
 */
const tags: Record<Language, string> = { en: 'en-GB', fr: 'fr', es: 'es', ar: 'ar-u-nu-latn' };

export const localeTag = (language: Language): string => tags[language];

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

/**
 * The best of our languages for an Accept-Language header or a browser's list (`fr-CH, en;q=0.8`).
 * English when none fits.
 */
export function languageFrom(accepted: string | readonly string[] | undefined): Language {
  const list = typeof accepted === 'string' ? accepted.split(',') : (accepted ?? []);
  const wanted = list
    .map((entry, index) => {
      const [tag = '', ...rest] = entry.trim().split(';');
      const weight = rest.map((part) => /^\s*q=([\d.]+)/.exec(part)?.[1]).find(Boolean);
      return { base: tag.toLowerCase().split('-')[0], weight: weight ? Number(weight) : 1, index };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return wanted.map(({ base }) => base).find(isLanguage) ?? 'en';
}
