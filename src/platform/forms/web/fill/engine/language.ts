/** How a language of a form is written: its BCP 47 tag, where the form gives one, and its direction. */
export interface FormLanguage {
  readonly name: string;
  readonly tag: string | undefined;
  readonly direction: 'ltr' | 'rtl';
}

const RIGHT_TO_LEFT = new Set([
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'he',
  'ks',
  'prs',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);
const NAMED =
  /arabic|arabe|árabe|العربية|farsi|persian|فارسی|dari|دری|pashto|پښتو|urdu|اردو|sorani|hebrew|עברית/i;

/** Forms name their languages `Arabic (ar)`, `Arabic`, or just `ar`. */
export function languageOf(name: string): FormLanguage {
  const written = /\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*$/.exec(name)?.[1] ?? name;
  const tag = /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/.test(written) ? written.replace('_', '-') : undefined;
  const base = tag?.toLowerCase().split('-')[0] ?? '';
  const rtl = RIGHT_TO_LEFT.has(base) || NAMED.test(name);
  return { name, tag, direction: rtl ? 'rtl' : 'ltr' };
}

/** `Arabic (ar)` without its tag, for a menu. */
export const languageName = (name: string): string => name.replace(/\s*\([A-Za-z_-]+\)\s*$/, '') || name;

/** The form's language nearest to that of the reader; the form's own default when there is none. */
export const languageNear = (languages: readonly string[], reader: string): string | undefined =>
  languages.find((name) => languageOf(name).tag?.toLowerCase().split('-')[0] === reader);
