import { Unusable } from './checked.ts';

/** A piece of a `$filter`: a literal with its value, a name, or a sign. */
export type Token =
  | { kind: 'literal'; value: string | number | boolean | null; at: number }
  | { kind: 'name'; text: string; at: number }
  | { kind: 'sign'; text: string; at: number };

export const unreadable = (message: string): Unusable =>
  new Unusable('reports.query_unreadable', '', message);
export const unsupported = (what: string): Unusable =>
  new Unusable('reports.query_unsupported', '', `${what} is not supported here.`);

// The order matters: an instant begins like a day, a day like a number.
const PATTERNS: [RegExp, (text: string) => Omit<Extract<Token, { kind: 'literal' }>, 'at'> | undefined][] = [
  [/'(?:[^']|'')*'/y, (t) => ({ kind: 'literal', value: t.slice(1, -1).replaceAll("''", "'") })],
  [
    /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![\w-])/y,
    (t) => ({ kind: 'literal', value: t }),
  ],
  [
    /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d))?(?![\w:-])/iy,
    (t) => ({ kind: 'literal', value: t.toUpperCase() }),
  ],
  [/[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:-])/y, (t) => ({ kind: 'literal', value: Number(t) })],
];
const NAME = /[A-Za-z_][\w.]*/y;
const WORDS: Record<string, boolean | null> = { true: true, false: false, null: null };

/** @throws Unusable at the first character that begins nothing */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const found = PATTERNS.map(([pattern, make]) => ({ piece: take(pattern), make })).find(
      (f) => f.piece !== undefined,
    );
    const name = found ? undefined : take(NAME);
    if (found) tokens.push({ ...found.make(found.piece!)!, at });
    else if (name !== undefined)
      tokens.push(
        name in WORDS ? { kind: 'literal', value: WORDS[name]!, at } : { kind: 'name', text: name, at },
      );
    else if ('(),/:'.includes(char)) tokens.push({ kind: 'sign', text: char, at });
    else throw unreadable(`The character at ${at + 1} of the filter begins nothing known.`);
    at += found?.piece?.length ?? name?.length ?? 1;
  }
  return tokens;
}
