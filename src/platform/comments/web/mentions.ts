export interface Person {
  id: string;
  name: string;
}

const MENTION = /@\{([0-9a-f-]{36})\}/gi;

/** A text in its parts: plain pieces, and the people it mentions. */
export function partsOf(text: string, people: readonly Person[]): (string | Person)[] {
  const parts: (string | Person)[] = [];
  let from = 0;
  for (const match of text.matchAll(MENTION)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const person = people.find(({ id }) => id === match[1]!.toLowerCase());
    if (person) parts.push(person);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** As it is typed: `@Amal Haddad`. */
export const toTyped = (text: string, people: readonly Person[]): string =>
  partsOf(text, people)
    .map((part) => (typeof part === 'string' ? part : `@${part.name}`))
    .join('');

/** As it is sent: `@{account id}`. Longer names first, so that Ana does not take the beginning of Ana Ruiz. */
export function toSent(typed: string, chosen: readonly Person[]): string {
  const byLength = chosen.toSorted((a, b) => b.name.length - a.name.length);
  return byLength.reduce((text, { id, name }) => text.replaceAll(`@${name}`, `@{${id}}`), typed);
}

/** What is typed after the last @ before the caret, where that may become a mention. */
export function mentionAt(typed: string, caret: number): { from: number; q: string } | undefined {
  const before = typed.slice(0, caret);
  const found = /(?:^|[\s(])@([\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u.exec(before);
  return found ? { from: caret - found[1]!.length - 1, q: found[1]! } : undefined;
}
