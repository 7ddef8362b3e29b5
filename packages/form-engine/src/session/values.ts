import type { DataType } from '../definition/types.ts';
import {
  civilDate,
  type DateValue,
  dateToString,
  dayOf,
  instant,
  instantOf,
  isDateValue,
  numberToDate,
  parseDate,
  type ZoneOffset,
} from '../xpath/dates.ts';
import type { XPathHost } from '../xpath/host.ts';
import { numberToText, textToPlainNumber, toText, words, type XPathValue } from '../xpath/values.ts';
import { hasItemset, isListMissing, itemsOf } from './choices.ts';
import { peek, read, source, track, write } from './reactive.ts';
import { contextOf, markTouched, type NodeState, type Runtime, stateOf } from './state.ts';

export function isRelevant(runtime: Runtime, state: NodeState): boolean {
  const cell = state.gate?.relevant;
  return cell === undefined || read(runtime.graph, cell);
}

/** Value as expressions and people see it: calculated first, and without choices that are no longer offered. */
export function readValue(runtime: Runtime, state: NodeState): string {
  const { graph } = runtime;
  const { calculate } = state;
  if (calculate !== undefined && calculate !== graph.running) read(graph, calculate);
  if (graph.reads !== undefined) {
    state.valueCell ??= source(state.node.text);
    track(graph, state.valueCell);
  }
  return offered(runtime, state);
}

function offered(runtime: Runtime, state: NodeState): string {
  const value = state.node.text;
  if (value === '' || runtime.mode === 'view' || !hasItemset(state) || state.items?.running) return value;
  const items = itemsOf(runtime, state);
  if (items.has(value) || (items.values.length === 0 && isListMissing(runtime, state))) return value;
  if (state.model.control?.control === 'select1') return '';
  const chosen = words(value);
  const left = chosen.filter((word) => items.has(word));
  return left.length === chosen.length ? value : left.join(' ');
}

/** Value of a group is, as in XPath, the text of everything inside it. */
export function textOf(runtime: Runtime, node: XNodeLike): string {
  const state = stateOf(node);
  if (state === undefined) return node.text;
  if (node.children.length === 0) return readValue(runtime, state);
  let text = '';
  for (const child of node.children) text += textOf(runtime, child);
  return text;
}

type XNodeLike = NodeState['node'];

/** Stores a value and marks what depends on it. Returns whether it was a change. */
export function writeValue(runtime: Runtime, state: NodeState, value: string): boolean {
  if (state.node.text === value) return false;
  state.node.text = value;
  if (state.valueCell !== undefined) write(state.valueCell, value);
  markTouched(runtime, state.id);
  if (runtime.ready && state.model.changeActions.length > 0) runtime.pending.changed.push(state);
  return true;
}

/**
 * Runs a calculation and stores what it gives, if that is new: what someone wrote over a calculated default stays
 * until the calculation has something else to say. A hidden node keeps what it had.
 */
export function runCalculation(runtime: Runtime, state: NodeState): string {
  const expression = state.model.bind?.calculate;
  if (expression === undefined || !isRelevant(runtime, state)) {
    state.computed = undefined;
    return state.node.text;
  }
  const value = expression.compiled.evaluate(contextOf(runtime, state.node));
  const text = storedText(runtime.host, value, state.model.bind?.type ?? 'string');
  if (text !== state.computed && !isKeptFromDraft(runtime, state)) writeValue(runtime, state, text);
  state.computed = text;
  return state.node.text;
}

/** Nothing changed since the draft was saved: what differs from the calculation was written over it by someone. */
function isKeptFromDraft(runtime: Runtime, state: NodeState): boolean {
  return runtime.mode === 'resume' && !runtime.ready && state.node.text !== '';
}

/**
 * Text to store for a computed value, by the type of its bind. What is no number becomes an empty answer and a
 * fraction in an integer is cut off, as JavaRosa stores them.
 */
export function storedText(host: XPathHost, value: XPathValue, type: DataType): string {
  if (typeof value === 'number' && Number.isNaN(value)) return '';
  if (type === 'int') {
    const number = typeof value === 'number' ? value : textToPlainNumber(toText(host, value));
    return Number.isFinite(number) ? numberToText(Math.trunc(number)) : toText(host, value);
  }
  if (type === 'date' || type === 'dateTime') {
    const date = dateIn(host, value);
    if (date !== undefined)
      return dateToString(type === 'date' ? asDay(date, host.zone) : asInstant(date, host.zone), host.zone);
  }
  if (type === 'time' && isDateValue(value) && value.hasTime) {
    return dateToString(value, host.zone).replace(/^.*T/, '');
  }
  const text = toText(host, value);
  return isDateValue(value) && text === 'Invalid Date' ? '' : text;
}

function dateIn(host: XPathHost, value: XPathValue): DateValue | undefined {
  if (isDateValue(value)) return Number.isFinite(value.ms) ? value : undefined;
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'number') return numberToDate(value);
  return parseDate(toText(host, value), host.zone);
}

function asDay(date: DateValue, zone: ZoneOffset): DateValue {
  return date.hasTime ? dayOf(date.ms, zone) : civilDate(date.ms);
}

function asInstant(date: DateValue, zone: ZoneOffset): DateValue {
  return instant(instantOf(date, zone));
}

/** For the outside: computes without leaving traces in whatever is being computed. */
export function peekValue(runtime: Runtime, state: NodeState): string {
  if (state.calculate !== undefined) peek(runtime.graph, state.calculate);
  return isRelevant(runtime, state) ? offered(runtime, state) : '';
}
