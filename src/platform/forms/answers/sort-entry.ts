import type { AnswerValue } from './read-answers.ts';
import { plain } from './words.ts';

/** Texts are told apart by so many characters; equal ones follow the order of their records' ids. */
const LONGEST = 40;
const bits = new DataView(new ArrayBuffer(8));

/**
 * Place of an answer among all answers to its question, as hexadecimal text that compares as the bytes do: a key, then
 * the 16 bytes of the record's id. Numbers stand before texts; texts are compared without case and accents, the numbers
 * within them by their size. Null for what is not answered, and for a repeat.
 */
export function sortEntry(value: AnswerValue | null | undefined, recordId: string): string | null {
  const key = keyOf(value);
  return key === null ? null : key + idHex(recordId);
}

/** Between which entries all answers from one value to another stand, both included; undefined for an open end. */
export function entryBounds(
  from: number | string | undefined,
  to: number | string | undefined,
): { least: string | undefined; greatest: string | undefined } {
  const greatest = to === undefined ? undefined : keyOf(to);
  return {
    least: (from === undefined ? undefined : keyOf(from)) ?? undefined,
    // Whatever begins so stands before; a text may go on where its zero byte would be.
    greatest: greatest
      ? `${typeof to === 'string' ? greatest.slice(0, -2) : greatest}${'ff'.repeat(17)}`
      : undefined,
  };
}

let lastId = '';
let lastHex = '';
/** A record has many answers: its id is written once for all of them. */
function idHex(id: string): string {
  if (id !== lastId) {
    lastId = id;
    lastHex = id.replaceAll('-', '');
  }
  return lastHex;
}

/** The record of an entry. */
export function recordOfEntry(entry: string): string {
  const id = entry.slice(-32);
  return `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`;
}

function keyOf(value: AnswerValue | null | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return `10${numberKey(value)}`;
  if (typeof value === 'string') return textKey(value);
  return value.every((one) => typeof one === 'string') ? textKey(value.join(' ')) : null;
}

/** The bits of a double, turned so that they compare as the numbers do. */
function numberKey(value: number): string {
  bits.setFloat64(0, value === 0 ? 0 : value);
  const high = bits.getUint32(0);
  const low = bits.getUint32(4);
  const negative = high >>> 31 === 1;
  return hex32(negative ? ~high : high | 0x80000000) + hex32(negative ? ~low : low);
}

const hex32 = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');

function textKey(text: string): string {
  // The zero byte ends the text: "ab" stands before "abc" whatever id follows.
  return `20${Buffer.from(smallText(text), 'utf8').toString('hex')}00`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is meant
const ASCII = /^[\x01-\x7f]*$/;

function smallText(text: string): string {
  const start = text.trim().slice(0, LONGEST * 2);
  // Most answers are ASCII, and runs are made of many of them.
  const small = ASCII.test(start) ? start.toLowerCase() : otherText(start);
  // A number is led by its length: 9 stands before 10.
  const led = small.replace(/\d+/g, (run) => {
    const digits = run.charCodeAt(0) === 0x30 ? run.replace(/^0+(?=\d)/, '') : run;
    return String.fromCharCode(0x30 + Math.min(digits.length, 15)) + digits;
  });
  return led.slice(0, LONGEST);
}

const otherText = (text: string): string =>
  plain(text)
    .replaceAll('\u0000', '')
    .replace(/\p{Cs}/gu, '')
    // Eastern digits count as ours.
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
