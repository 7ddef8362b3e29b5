import { NCNAME, QNAME } from './names.ts';

/** Kinds of token, in the order in which they are tried at each position. */
const RULES = [
  ['datetime', '-?\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\s+)?(?:[+-]\\d{2}:\\d{2}|Z)?'],
  ['date', '-?\\d{4}-\\d{2}-\\d{2}'],
  ['time', '\\d{2}:\\d{2}:\\d{2}(?:\\.\\s+)?(?:[+-]\\d{2}:\\d{2}|Z)?'],
  ['number', '-?\\d+\\.\\d*|-?\\.\\d+|-?\\d+'],
  ['math', '[*+-]| mod | div '],
  ['compare', '!=|<=|>=|[=<>]'],
  ['bool', ' and | or '],
  ['union', '\\|'],
  ['open', '\\('],
  ['close', '\\)'],
  ['bracket', '[\\[{}]'],
  ['parent', '\\.\\.'],
  ['self', '\\.'],
  ['slash', '/'],
  ['literal', '"[^"]*"|\'[^\']*\''],
  ['comma', ','],
  ['space', '\\s+'],
  ['reference', `\\$\\{(?:last-saved#)?${NCNAME}\\}`],
  ['call', `${QNAME}\\(`],
  ['predicate', `${QNAME}\\[`],
  ['predicateEnd', '\\]'],
  ['uri', `${NCNAME}://`],
  ['name', QNAME],
  ['other', '[^]'],
] as const;

type TokenKind = (typeof RULES)[number][0];

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const PATTERN = new RegExp(RULES.map(([kind, source]) => `(?<${kind}>${source})`).join('|'), 'uy');
const KINDS: readonly TokenKind[] = RULES.map(([kind]) => kind);

/** Splits an expression (or any text that may hold one) into tokens; never fails. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  for (let match = PATTERN.exec(text); match !== null; match = PATTERN.exec(text)) {
    let kind: TokenKind = 'other';
    for (let i = 0; i < KINDS.length; i++) {
      if (match[i + 1] !== undefined) {
        kind = KINDS[i]!;
        break;
      }
    }
    tokens.push({ kind, text: match[0], start: match.index, end: PATTERN.lastIndex });
    if (PATTERN.lastIndex >= text.length) break;
  }
  return tokens;
}

const HYPHENATED = new Set(['date', 'dateTime', 'geopoint', 'geotrace', 'geoshape']);

/**
 * Whether a default must be computed: it calls a function, refers to a question or does arithmetic. A hyphen
 * in a date or position is no minus.
 */
export function isDynamicDefault(value: string | undefined, type: string): boolean {
  if (value === undefined || value === '' || /^[\w .:]*$/.test(value.replace(/ (?:mod|div) /, '*')))
    return false;
  for (const token of tokenize(value)) {
    if (token.kind === 'math' && token.text === '-' && HYPHENATED.has(type)) return false;
    if (
      token.kind === 'math' ||
      token.kind === 'union' ||
      token.kind === 'reference' ||
      token.kind === 'call'
    )
      return true;
  }
  return false;
}
