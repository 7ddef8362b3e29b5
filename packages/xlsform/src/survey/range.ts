import type { RowContext, SurveyContext } from './context.ts';
import {
  absolute,
  compare,
  type Decimal,
  isMultiple,
  isWhole,
  isZero,
  minus,
  parseDecimal,
} from './decimal.ts';
import type { FormNode } from './node.ts';
import { checkParameters, type Parameters } from './parameters.ts';
import { asQuestion, nodeFromRow } from './row-node.ts';

interface RangeNumbers {
  readonly start: Decimal;
  readonly end: Decimal;
  readonly step: Decimal;
  readonly interval: Decimal | undefined;
  readonly placeholder: Decimal | undefined;
}

const DEFAULTS: Parameters = { start: '1', end: '10', step: '1' };

/** Reads a range row: its numbers must fit together, its tick labels must lie on the ticks. */
export function rangeNode(context: SurveyContext, at: RowContext, name: string, given: Parameters): FormNode {
  const node = nodeFromRow('question', 'range', name, at.row);
  const appearance = node.control.appearance ?? '';
  const check = checkParameters(given, at.place('parameters'), context.report);
  check.accept('end', 'placeholder', 'start', 'step', 'tick_interval', 'tick_labelset');
  const ticked = ['tick_interval', 'placeholder', 'tick_labelset'].some((key) => given[key] !== undefined);
  if (ticked && appearance !== '' && !/vertical|no-ticks/.test(appearance))
    at.refuse('range_appearance', ['appearance']);
  const values = { ...DEFAULTS, ...given };
  const numbers = readNumbers(at, values);
  checkNumbers(at, numbers);
  const { tick_labelset: labels, tick_interval: interval, placeholder, ...rest } = values;
  if (labels !== undefined) {
    checkLabels(context, at, labels, numbers, appearance.includes('no-ticks'));
    node.itemset = labels;
  }
  if (!allWhole(numbers)) node.bind = { ...node.bind, type: 'decimal' };
  node.parameters = values;
  node.control = {
    ...node.control,
    ...rest,
    ...(interval === undefined ? {} : { 'odk:tick-interval': interval }),
    ...(placeholder === undefined ? {} : { 'odk:placeholder': placeholder }),
  };
  return asQuestion(node);
}

function readNumbers(at: RowContext, values: Parameters): RangeNumbers {
  const read = (name: string): Decimal | undefined => {
    const text = values[name];
    if (text === undefined) return undefined;
    return parseDecimal(text) ?? at.refuse('parameter_not_number', ['parameters'], { name });
  };
  return {
    start: read('start')!,
    end: read('end')!,
    step: read('step')!,
    interval: read('tick_interval'),
    placeholder: read('placeholder'),
  };
}

function checkNumbers(at: RowContext, numbers: RangeNumbers): void {
  const { start, end, step, interval, placeholder } = numbers;
  const width = absolute(minus(end, start));
  for (const [name, value] of [
    ['step', step],
    ['tick_interval', interval],
  ] as const) {
    if (value === undefined) continue;
    if (isZero(value)) at.refuse('range_zero', ['parameters'], { name });
    if (compare(value, width) > 0) at.refuse('range_too_large', ['parameters'], { name });
  }
  if (interval !== undefined && !isMultiple(interval, step)) {
    at.refuse('range_not_multiple', ['parameters'], { name: 'tick_interval' });
  }
  if (placeholder === undefined) return;
  if (!isMultiple(minus(placeholder, start), step))
    at.refuse('range_not_multiple', ['parameters'], { name: 'placeholder' });
  if (!within(placeholder, numbers)) at.refuse('range_outside', ['parameters'], { name: 'placeholder' });
}

function within(value: Decimal, { start, end }: RangeNumbers): boolean {
  const [low, high] = compare(start, end) <= 0 ? [start, end] : [end, start];
  return compare(value, low) >= 0 && compare(value, high) <= 0;
}

function checkLabels(
  context: SurveyContext,
  at: RowContext,
  list: string,
  numbers: RangeNumbers,
  noTicks: boolean,
): void {
  const choices = context.choices.get(list);
  if (choices === undefined) at.refuse('range_labels_unknown', ['parameters'], { list });
  const { start, end, step, interval } = numbers;
  const found: Decimal[] = [];
  for (const choice of choices!.choices) {
    const value = parseDecimal(choice.name) ?? at.refuse('range_label_not_number', ['parameters'], { list });
    if (!within(value, numbers)) at.refuse('range_label_outside', ['parameters'], { list });
    if (!isMultiple(minus(value, start), interval ?? step)) {
      const name = interval === undefined ? 'step' : 'tick_interval';
      at.refuse('range_label_multiple', ['parameters'], { list, name });
    }
    if (!found.some((other) => compare(other, value) === 0)) found.push(value);
  }
  if (!noTicks) return;
  const ends = [start, end].every((wanted) => found.some((value) => compare(value, wanted) === 0));
  const size = compare(start, end) === 0 ? 1 : 2;
  if (!ends || found.length !== size) at.refuse('range_labels_ends', ['parameters'], { list });
}

const allWhole = ({ start, end, step, interval, placeholder }: RangeNumbers): boolean =>
  [start, end, step, interval, placeholder].every((value) => value === undefined || isWhole(value));
