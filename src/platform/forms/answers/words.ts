const LONGEST = 40;
const MOST_WORDS = 1500;

/** Latin without accents, Arabic without vowel marks, hamza and tatweel, all small: the same for text and question. */
export const plain = (text: string): string =>
  // Most answers are ASCII, for which lower case is all there is to do.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant
  /^[\x00-\x7f]*$/.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/[\p{M}\u0640]/gu, '')
        .replaceAll('ى', 'ي')
        .replaceAll('ة', 'ه')
        .toLowerCase();

export function addWords(into: Set<string>, text: string): void {
  if (into.size >= MOST_WORDS) return;
  for (const word of plain(text).match(/[\p{L}\p{N}]+/gu) ?? []) into.add(word.slice(0, LONGEST));
}

/** All words of a question, each from its beginning, as tsquery text; null when it holds no word. */
export function wordQuery(text: string): string | null {
  const words =
    plain(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, 10) ?? [];
  return words.length === 0 ? null : words.map((word) => `'${word.slice(0, LONGEST)}':*`).join(' & ');
}
