import type { Compiled } from '../compiled.ts';
import type { XPathContext } from '../host.ts';
import { isNodeSet, nodeText, textToNumber, toNumber } from '../values.ts';
import { ANY_NUMBER, number } from './define.ts';
import type { FunctionSpec, Library } from './spec.ts';

function math(apply: (value: number) => number): FunctionSpec {
  return number(1, (value) => (c) => apply(value?.number(c) ?? Number.NaN));
}

function math2(apply: (a: number, b: number) => number): FunctionSpec {
  return number(2, (a, b) => (c) => apply(a?.number(c) ?? Number.NaN, b?.number(c) ?? Number.NaN));
}

/** Numbers of all nodes and values; what is no number is passed over, as JavaRosa does for blank answers. */
function numbersOf(c: XPathContext, args: readonly Compiled[]): number[] {
  const found: number[] = [];
  for (const arg of args) {
    const value = arg.evaluate(c);
    if (isNodeSet(value)) for (const node of value) found.push(textToNumber(c.host, nodeText(c.host, node)));
    else found.push(toNumber(c.host, value));
  }
  return found.filter((each) => !Number.isNaN(each));
}

/** Half rounds up, also below zero (`round(-2.5)` is -2); decimal, so that 1.005 to two places is 1.01. */
function roundTo(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value;
  if (Number.isNaN(decimals) || Math.abs(decimals) > 30) return Number.NaN;
  const places = Math.trunc(decimals);
  const [mantissa, exponent = '0'] = String(value).split('e');
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`));
  const [rounded, power = '0'] = String(shifted).split('e');
  return Number(`${rounded}e${Number(power) - places}`);
}

export const NUMBER_FUNCTIONS: Library = new Map([
  [
    'number',
    number([0, 1], (value) => (c) => {
      return value === undefined ? textToNumber(c.host, nodeText(c.host, c.node)) : value.number(c);
    }),
  ],
  ['int', math((value) => Math.trunc(value))],
  [
    'round',
    number(
      [1, 2],
      (value, decimals) => (c) => roundTo(value?.number(c) ?? Number.NaN, decimals?.number(c) ?? 0),
    ),
  ],
  ['floor', math(Math.floor)],
  ['ceiling', math(Math.ceil)],
  ['abs', math(Math.abs)],
  ['sqrt', math(Math.sqrt)],
  ['exp', math(Math.exp)],
  ['exp10', math((value) => 10 ** value)],
  ['log', math(Math.log)],
  ['log10', math(Math.log10)],
  ['sin', math(Math.sin)],
  ['cos', math(Math.cos)],
  ['tan', math(Math.tan)],
  ['asin', math(Math.asin)],
  ['acos', math(Math.acos)],
  ['atan', math(Math.atan)],
  ['atan2', math2(Math.atan2)],
  ['pow', math2((base, power) => base ** power)],
  ['pi', number(0, () => () => Math.PI)],
  ['random', number(0, () => (c) => c.host.random())],
  [
    'sum',
    number(
      [1, ANY_NUMBER],
      (...args) =>
        (c) =>
          numbersOf(c, args).reduce((total, each) => total + each, 0),
    ),
  ],
  [
    'max',
    number([1, ANY_NUMBER], (...args) => (c) => {
      return numbersOf(c, args).reduce((best, each) => (each <= best ? best : each), Number.NaN);
    }),
  ],
  [
    'min',
    number([1, ANY_NUMBER], (...args) => (c) => {
      return numbersOf(c, args).reduce((best, each) => (each >= best ? best : each), Number.NaN);
    }),
  ],
]);
