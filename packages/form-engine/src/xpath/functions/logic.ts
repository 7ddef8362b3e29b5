import type { Compiled } from '../compiled.ts';
import type { XPathContext } from '../host.ts';
import { isNodeSet, nodeText, textToNumber, toNumber, words } from '../values.ts';
import { ANY_NUMBER, any, boolean, number, text } from './define.ts';
import type { Library } from './spec.ts';

/** `checklist` counts what converts to a number above zero: booleans and 1/0 answers alike. */
function truths(c: XPathContext, arg: Compiled): boolean[] {
  const value = arg.evaluate(c);
  if (isNodeSet(value)) return value.map((node) => isTrue(nodeText(c.host, node), c));
  if (typeof value === 'string') return [isTrue(value, c)];
  return [toNumber(c.host, value) > 0];
}

function isTrue(value: string, c: XPathContext): boolean {
  return value === 'true' || textToNumber(c.host, value) > 0;
}

/** -1 stands for no bound. */
function within(total: number, min: number, max: number): boolean {
  return (min < 0 || total >= min) && (max < 0 || total <= max);
}

function weightedTotal(c: XPathContext, pairs: readonly Compiled[]): number {
  let total = 0;
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    const weight = pairs[index + 1]?.number(c) ?? 0;
    total += truths(c, pairs[index]!).filter(Boolean).length * weight;
  }
  return total;
}

export const LOGIC_FUNCTIONS: Library = new Map([
  ['true', boolean(0, () => () => true)],
  ['false', boolean(0, () => () => false)],
  ['not', boolean(1, (value) => (c) => !(value?.boolean(c) ?? false))],
  ['boolean', boolean(1, (value) => (c) => value?.boolean(c) ?? false)],
  [
    'if',
    any(3, (test, yes, no) => (c) => (test?.boolean(c) ? (yes?.evaluate(c) ?? '') : (no?.evaluate(c) ?? ''))),
  ],
  [
    'coalesce',
    text([1, ANY_NUMBER], (...args) => (c) => {
      for (const arg of args) {
        const value = arg.text(c);
        if (value !== '') return value;
      }
      return '';
    }),
  ],
  [
    'once',
    text(1, (value) => (c) => {
      const current = nodeText(c.host, c.origin);
      return current === '' ? (value?.text(c) ?? '') : current;
    }),
  ],
  [
    'selected',
    boolean(2, (list, value) => (c) => {
      const wanted = (value?.text(c) ?? '').trim();
      const chosen = list?.text(c) ?? '';
      if (chosen === wanted) return wanted !== '';
      return words(chosen).includes(wanted);
    }),
  ],
  [
    'selected-at',
    text(2, (list, index) => (c) => words(list?.text(c) ?? '')[Math.trunc(index?.number(c) ?? 0)] ?? ''),
  ],
  ['count-selected', number(1, (list) => (c) => words(list?.text(c) ?? '').length)],
  [
    'checklist',
    boolean([2, ANY_NUMBER], (min, max, ...args) => (c) => {
      const total = args.flatMap((arg) => truths(c, arg)).filter(Boolean).length;
      return within(total, min?.number(c) ?? -1, max?.number(c) ?? -1);
    }),
  ],
  [
    'weighted-checklist',
    boolean([2, ANY_NUMBER], (min, max, ...pairs) => (c) => {
      return within(weightedTotal(c, pairs), min?.number(c) ?? -1, max?.number(c) ?? -1);
    }),
  ],
]);
