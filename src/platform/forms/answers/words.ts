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

/** The words of what somebody searches for, as they stand in the index; null when it holds none. */
export function wordsOf(text: string): string[] | null {
  const words = new Set(
    plain(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.map((word) => word.slice(0, LONGEST)),
  );
  return words.size === 0 ? null : [...words].slice(0, 10);
}
