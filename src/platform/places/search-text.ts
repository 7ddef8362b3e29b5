/** Text for finding: lower case, without accents or Arabic vowel marks, one blank between words. */
export function plainText(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/[\p{M}\u0640]/gu, '')
      .toLowerCase()
      // Hyphens and apostrophes divide words differently in every list of the same places.
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}

/** One text in which every name, other name and code of a place can be found. */
export function searchText(...parts: readonly (string | readonly string[])[]): string {
  return [...new Set(parts.flat().map(plainText))].filter(Boolean).join(' | ').slice(0, 2000);
}

/** Pattern for LIKE that finds the words anywhere in a search text, in their order. */
export function searchPattern(query: string): string {
  return `%${plainText(query).replaceAll(' ', '%')}%`;
}
