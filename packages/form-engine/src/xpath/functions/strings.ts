import { textsOf } from '../compiled.ts';
import { nodeText, textToPlainNumber, toText } from '../values.ts';
import { ANY_NUMBER, boolean, number, text } from './define.ts';
import { decodeBase64, digest } from './digest.ts';
import type { Library } from './spec.ts';

const REGEX_CACHE = new Map<string, RegExp | undefined>();

/** Patterns come from the form: an invalid one matches nothing instead of stopping the form. */
function pattern(source: string): RegExp | undefined {
  if (!REGEX_CACHE.has(source)) {
    if (REGEX_CACHE.size > 500) REGEX_CACHE.clear();
    REGEX_CACHE.set(source, compilePattern(source));
  }
  return REGEX_CACHE.get(source);
}

function compilePattern(source: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags);
    } catch {
      // Java's dialect allows escapes that the unicode mode refuses; the second try is the lenient mode.
    }
  }
  return undefined;
}

/** XPath 1.0 `substring`: 1-based, rounded, and safe with NaN and infinities. */
function substring(source: string, from: number, length: number): string {
  const characters = [...source];
  const start = Math.round(from);
  const end = start + Math.round(length);
  return characters.filter((_, index) => index + 1 >= start && index + 1 < end).join('');
}

function translate(source: string, from: string, to: string): string {
  const target = [...to];
  const map = new Map<string, string>();
  [...from].forEach((character, index) => {
    if (!map.has(character)) map.set(character, target[index] ?? '');
  });
  return [...source].map((character) => map.get(character) ?? character).join('');
}

const HEX = 'abcdefghijklmnopqrstuvwxyz0123456789';

function randomText(length: number, random: () => number): string {
  const count = Math.min(Math.max(Math.trunc(length), 0), 10_000);
  let made = '';
  while (made.length < count) made += HEX[Math.floor(random() * HEX.length)];
  return made;
}

export const STRING_FUNCTIONS: Library = new Map([
  [
    'string',
    text([0, 1], (value) => (c) => (value === undefined ? nodeText(c.host, c.node) : value.text(c))),
  ],
  [
    'concat',
    text([0, ANY_NUMBER], (...args) => (c) => {
      let joined = '';
      for (const arg of args) for (const part of textsOf(c.host, arg.evaluate(c))) joined += part;
      return joined;
    }),
  ],
  [
    'join',
    text([1, ANY_NUMBER], (separator, ...args) => (c) => {
      const parts = args.flatMap((arg) => textsOf(c.host, arg.evaluate(c)));
      return parts.join(separator?.text(c) ?? '');
    }),
  ],
  [
    'substr',
    text([2, 3], (value, from, to) => (c) => {
      const source = value?.text(c) ?? '';
      const start = from?.number(c) ?? 0;
      const end = to === undefined ? source.length : to.number(c);
      return source.slice(start, end);
    }),
  ],
  [
    'substring',
    text([2, 3], (value, from, length) => (c) => {
      return substring(
        value?.text(c) ?? '',
        from?.number(c) ?? 1,
        length?.number(c) ?? Number.POSITIVE_INFINITY,
      );
    }),
  ],
  [
    'substring-before',
    text(2, (value, mark) => (c) => {
      const source = value?.text(c) ?? '';
      const index = source.indexOf(mark?.text(c) ?? '');
      return index < 0 ? '' : source.slice(0, index);
    }),
  ],
  [
    'substring-after',
    text(2, (value, mark) => (c) => {
      const source = value?.text(c) ?? '';
      const found = mark?.text(c) ?? '';
      const index = source.indexOf(found);
      return index < 0 ? '' : source.slice(index + found.length);
    }),
  ],
  [
    'translate',
    text(
      3,
      (value, from, to) => (c) => translate(value?.text(c) ?? '', from?.text(c) ?? '', to?.text(c) ?? ''),
    ),
  ],
  [
    'normalize-space',
    text([0, 1], (value) => (c) => {
      const source = value === undefined ? nodeText(c.host, c.node) : value.text(c);
      return source.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
    }),
  ],
  [
    'string-length',
    number([0, 1], (value) => (c) => {
      const source = value === undefined ? nodeText(c.host, c.node) : value.text(c);
      return [...source].length;
    }),
  ],
  ['contains', boolean(2, (value, part) => (c) => (value?.text(c) ?? '').includes(part?.text(c) ?? ''))],
  ['starts-with', boolean(2, (value, part) => (c) => (value?.text(c) ?? '').startsWith(part?.text(c) ?? ''))],
  ['ends-with', boolean(2, (value, part) => (c) => (value?.text(c) ?? '').endsWith(part?.text(c) ?? ''))],
  [
    'regex',
    boolean(2, (value, source) => (c) => pattern(source?.text(c) ?? '')?.test(value?.text(c) ?? '') ?? false),
  ],
  ['lower-case', text(1, (value) => (c) => (value?.text(c) ?? '').toLowerCase())],
  ['upper-case', text(1, (value) => (c) => (value?.text(c) ?? '').toUpperCase())],
  [
    'uuid',
    text([0, 1], (length) => (c) => {
      return length === undefined ? c.host.uuid() : randomText(length.number(c), c.host.random);
    }),
  ],
  [
    'digest',
    text([2, 3], (value, algorithm, encoding) => (c) => {
      return digest(value?.text(c) ?? '', algorithm?.text(c) ?? '', encoding?.text(c) ?? 'base64');
    }),
  ],
  ['base64-decode', text(1, (value) => (c) => decodeBase64(value?.text(c) ?? ''))],
  [
    'boolean-from-string',
    boolean(1, (value) => (c) => {
      const answer = value === undefined ? '' : toText(c.host, value.evaluate(c));
      return answer === 'true' || textToPlainNumber(answer) === 1;
    }),
  ],
]);
