import type { DataType } from '../definition/types.ts';
import { parseDate, parseTime } from '../xpath/dates.ts';
import { parsePoint, parsePoints } from '../xpath/functions/geo.ts';
import { textToPlainNumber, words } from '../xpath/values.ts';
import { isFromFile, itemsOf } from './choices.ts';
import { labelOf } from './labels.ts';
import { computed, read } from './reactive.ts';
import { contextOf, isTrue, markTouched, type NodeState, type Runtime } from './state.ts';
import type { NodeError } from './types.ts';
import { isRelevant, readValue } from './values.ts';

const NO_ERRORS: readonly NodeError[] = [];

export function isRequired(runtime: Runtime, state: NodeState): boolean {
  const expression = state.model.bind?.required;
  if (expression === undefined) return false;
  if (expression.constant !== undefined) return expression.constant;
  state.required ??= computed(false, () => isTrue(runtime, expression, state.node), notify(runtime, state));
  return read(runtime.graph, state.required);
}

/** Its own `readonly`, or that of anything around it. */
export function isReadonly(runtime: Runtime, state: NodeState): boolean {
  for (let at: NodeState | undefined = state; at !== undefined; at = at.parent) {
    if (ownReadonly(runtime, at)) return true;
  }
  return false;
}

function ownReadonly(runtime: Runtime, state: NodeState): boolean {
  const expression = state.model.bind?.readonly;
  if (expression === undefined) return false;
  if (expression.constant !== undefined) return expression.constant;
  state.readonly ??= computed(
    false,
    () => isTrue(runtime, expression, state.node),
    // It holds for everything inside as well.
    () => runtime.flipped.add(state.id),
  );
  return read(runtime.graph, state.readonly);
}

function notify(runtime: Runtime, state: NodeState): () => void {
  return () => {
    markTouched(runtime, state.id);
  };
}

/** Faults of one answer, as the form defines them: missing, of the wrong type, or against its constraint. */
export function errorsOf(runtime: Runtime, state: NodeState): readonly NodeError[] {
  if (!isRelevant(runtime, state)) return NO_ERRORS;
  const value = readValue(runtime, state);
  if (value === '') {
    return isRequired(runtime, state)
      ? [{ kind: 'required', message: message(runtime, state, 'requiredMessage') }]
      : NO_ERRORS;
  }
  const type = state.model.bind?.type ?? 'string';
  if (!isOfType(runtime, type, value) || !isOffered(runtime, state, value))
    return [{ kind: 'type', message: '' }];
  const constraint = state.model.bind?.constraint;
  if (constraint === undefined || isTrue(runtime, constraint, state.node)) return NO_ERRORS;
  return [{ kind: 'constraint', message: message(runtime, state, 'constraintMessage') }];
}

/**
 * Whether the choices of the form hold the answer. Lists from files are not asked: those of the device may have been
 * newer. While a form is filled in this is always so; a submission may hold anything.
 */
function isOffered(runtime: Runtime, state: NodeState, value: string): boolean {
  const { control } = state.model;
  if (runtime.mode !== 'view' || control?.choices === undefined || isFromFile(runtime, state)) return true;
  const items = itemsOf(runtime, state);
  return items.has(value) || (control.control !== 'select1' && words(value).every((word) => items.has(word)));
}

export function message(
  runtime: Runtime,
  state: NodeState,
  which: 'requiredMessage' | 'constraintMessage',
): string {
  const source = state.model.bind?.[which];
  return source === undefined ? '' : labelOf(runtime, source, contextOf(runtime, state.node)).text;
}

/** Whether a stored text is a value of its data type. */
function isOfType(runtime: Runtime, type: DataType, value: string): boolean {
  const { zone } = runtime.host;
  switch (type) {
    case 'int':
      return /^\s*-?\d+\s*$/.test(value);
    case 'decimal':
      return !Number.isNaN(textToPlainNumber(value));
    case 'date':
      return parseDate(value.trim(), zone) !== undefined;
    case 'dateTime':
      return parseDate(value.trim(), zone)?.hasTime === true;
    case 'time':
      return parseTime(value.trim(), zone, 0) !== undefined;
    case 'geopoint':
      return parsePoint(value) !== undefined;
    case 'geotrace':
      return (parsePoints(value)?.length ?? 0) >= 2;
    case 'geoshape':
      return (parsePoints(value)?.length ?? 0) >= 3;
    default:
      return true;
  }
}
