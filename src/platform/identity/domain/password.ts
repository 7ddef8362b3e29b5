/** Why a password is refused: many people use it, or whoever knows the person or the agency would try it. */
export type Weakness = 'common' | 'guessable';

export interface KnownPasswords {
  /** Whole passwords, folded, that many people use. */
  whole: ReadonlySet<string>;
  /** Short ones, folded, that people lengthen by digits and signs. */
  stems: ReadonlySet<string>;
}

/** What a common password is lengthened by: `password1234!`. More than that is a secret of its own. */
const LENGTHENED_BY = 6;
/** What must be left of a password beside the words that others know. */
const OWN_LETTERS = 8;
/** Shorter words of a name hit too many good passwords by chance. */
const WORD = 3;

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
};
const undisguised = (text: string): string => text.replace(/[@431!0$57]/g, (sign) => DISGUISES[sign] ?? sign);

/** The shortest part that makes the whole by being repeated; the whole itself where none does. */
export function repeatedPart(text: string): string {
  for (let length = 1; length <= text.length / 2; length += 1) {
    const part = text.slice(0, length);
    if (text.length % length === 0 && part.repeat(text.length / length) === text) return part;
  }
  return text;
}

/** Letters or digits in a row, up or down: `abcdefghijkl`, `987654321098`. */
function isRow(text: string): boolean {
  const steps = [...text].slice(1).map((letter, i) => letter.charCodeAt(0) - text.charCodeAt(i));
  return [1, -1].some((way) => steps.every((step) => step === way || step === -9 * way));
}

function isCommon(folded: string, { whole, stems }: KnownPasswords): boolean {
  if (whole.has(folded) || isRow(folded)) return true;
  const part = repeatedPart(folded);
  if (part !== folded && (part.length <= 4 || stems.has(part))) return true;
  // Signs that stand for letters are letters inside; at the ends they may be either.
  const bare = folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  if (bare.length === 0 || folded.length - bare.length > LENGTHENED_BY) return false;
  return [bare, undisguised(bare)].some((stem) => stems.has(stem) || stems.has(repeatedPart(stem)));
}

/** The words by which one person, their agency and this product are known, folded. */
export function wordsOf(...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => fold(text).split(/[^\p{L}\p{M}\p{N}]+/u));
  return [...new Set(words)].filter((word) => [...word].length >= WORD);
}

/** What is left beside those words is too little to be a secret. */
function isGuessable(folded: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const without = (text: string) => longestFirst.reduce((left, word) => left.replaceAll(word, ''), text);
  return [folded, undisguised(folded)].some((text) => {
    const left = without(text);
    return left.length < text.length && left.length < OWN_LETTERS;
  });
}

/**
 * @param words as `wordsOf` gives them
 * @returns undefined where nothing speaks against the password
 */
export function passwordWeakness(
  password: string,
  known: KnownPasswords,
  words: readonly string[],
): Weakness | undefined {
  const folded = fold(password);
  if (isCommon(folded, known)) return 'common';
  return isGuessable(folded, words) ? 'guessable' : undefined;
}
