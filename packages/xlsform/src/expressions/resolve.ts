import type { FormNode } from '../survey/node.ts';
import { tokenize } from './lexer.ts';
import { mayRefer, type Reference, readReferences } from './references.ts';

/** How references of one expression are to be written. */
interface ResolveOptions {
  /** Write `current()/..` for relative paths: the expression is a predicate over other nodes. */
  readonly useCurrent?: boolean;
  /** Step up to the parent of the shared repeat, so that a predicate can follow: `select_one ${ref}`. */
  readonly toParent?: boolean;
}

/** Writes `${name}` as paths. */
export interface Resolver {
  readonly find: (name: string) => FormNode | undefined;
  /** An expression with its references replaced; `context` is the node that it belongs to. */
  readonly expression: (text: string, context: FormNode | undefined, options?: ResolveOptions) => string;
  /** Text parts and computed parts of a label or hint. */
  readonly parts: (text: string, context: FormNode | undefined) => TextPart[];
}

export type TextPart = { readonly text: string } | { readonly output: string; readonly source: string };

/** Resolver over the nodes that can be referred to, by name. */
export function createResolver(nodes: ReadonlyMap<string, FormNode>): Resolver {
  const find = (name: string): FormNode | undefined => nodes.get(name);
  const expression: Resolver['expression'] = (text, context, options = {}) => {
    if (!mayRefer(text)) return text;
    const { references } = readReferences(text);
    let result = '';
    let at = 0;
    for (const reference of references) {
      result += text.slice(at, reference.start) + pathOf(reference, text, context, find, options);
      at = reference.end;
    }
    return result + text.slice(at);
  };
  const parts: Resolver['parts'] = (text, context) => {
    const found: TextPart[] = [];
    let at = 0;
    const add = (start: number, end: number, output: string): void => {
      if (start > at) found.push({ text: text.slice(at, start) });
      found.push({ output, source: text.slice(start, end) });
      at = end;
    };
    const spans = text.includes('instance(') ? instanceSpans(text) : [];
    for (const { start, end } of mergeSpans(text, spans)) {
      add(start, end, expression(text.slice(start, end), context));
    }
    if (at < text.length) found.push({ text: text.slice(at) });
    return found;
  };
  return { find, expression, parts };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function mergeSpans(text: string, instances: readonly Span[]): Span[] {
  const spans: Span[] = [...instances];
  for (const { start, end } of mayRefer(text) ? readReferences(text).references : []) {
    if (!instances.some((span) => start >= span.start && end <= span.end)) spans.push({ start, end });
  }
  return spans.sort((a, b) => a.start - b.start);
}

/**
 * Spans of `instance('x')/path[predicate]/path` within a text. Outside a predicate white space ends the path,
 * for the rest is prose.
 */
function instanceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = -1;
  let end = 0;
  let state: 'call' | 'path' | 'predicate' = 'call';
  let last = '';
  const close = (): void => {
    if (start >= 0) spans.push({ start, end });
    start = -1;
  };
  for (const token of tokenize(text)) {
    if (start < 0) {
      if (token.kind !== 'call' || token.text !== 'instance(') continue;
      start = token.start;
      state = 'call';
    } else {
      const next = follow(state, last, token.kind);
      if (next === undefined) {
        close();
        continue;
      }
      state = next;
    }
    last = token.kind;
    end = token.end;
  }
  close();
  return spans;
}

/** The state after a token of an instance path; undefined when the path has ended. */
function follow(
  state: 'call' | 'path' | 'predicate',
  last: string,
  kind: string,
): 'call' | 'path' | 'predicate' | undefined {
  if (state === 'predicate') {
    if (kind === 'predicateEnd') return 'call';
    return 'predicate';
  }
  if (state === 'path') {
    if (kind === 'space') return undefined;
    return kind === 'predicate' ? 'predicate' : 'path';
  }
  if (kind === 'literal' && last === 'call') return 'call';
  if (kind === 'close' && last === 'literal') return 'call';
  if (kind === 'slash' && (last === 'close' || last === 'predicateEnd')) return 'path';
  return undefined;
}

function pathOf(
  reference: Reference,
  text: string,
  context: FormNode | undefined,
  find: (name: string) => FormNode | undefined,
  options: ResolveOptions,
): string {
  const target = find(reference.name);
  if (target === undefined) return text.slice(reference.start, reference.end);
  if (context !== undefined && !reference.lastSaved && mayBeRelative(reference, text)) {
    const useCurrent = options.useCurrent === true || inInstancePredicate(reference, text);
    const relative = relativePath(target, context, options.toParent === true);
    if (relative !== undefined) return ` ${useCurrent ? 'current()/' : ''}${relative} `;
  }
  return reference.lastSaved ? ` instance('__last-saved')${target.path} ` : ` ${target.path} `;
}

/** Ancestors of a node, nearest first. */
function ancestors(node: FormNode): FormNode[] {
  const found: FormNode[] = [];
  for (let parent = node.parent; parent !== undefined; parent = parent.parent) found.push(parent);
  return found;
}

const isRepeat = (node: FormNode): boolean => node.kind === 'repeat';
const isContainer = (node: FormNode): boolean => node.kind === 'repeat' || node.kind === 'group';

/** Path from a node to another within the same repeat; undefined if they share none. */
function relativePath(target: FormNode, context: FormNode, toParent: boolean): string | undefined {
  const mine = ancestors(context);
  const theirs = new Set(ancestors(target));
  const shared = mine.find((node) => isRepeat(node) && theirs.has(node));
  if (shared === undefined) return undefined;
  let anchor = mine.find((node) => isContainer(node) && theirs.has(node))!;
  let steps = mine.indexOf(anchor) + 1;
  if (toParent && stepsUp(target, context, shared)) {
    anchor = shared.parent!;
    steps = mine.indexOf(shared) + 2;
  }
  return `${Array.from({ length: steps }, () => '..').join('/')}${target.path.slice(anchor.path.length)}`;
}

/**
 * A list of the answers of a repeat is named from the repeat's parent, unless the answers lie in a further
 * repeat, or the asking question stands in the same instance of a nested repeat.
 */
function stepsUp(target: FormNode, context: FormNode, shared: FormNode): boolean {
  const own = ancestors(context).find(isRepeat);
  const nearest = ancestors(target).find(isRepeat);
  const outermost = !ancestors(shared).some(isRepeat);
  return shared === nearest && (outermost || own !== shared);
}

/** References in a predicate over an instance are relative to the asking node, not to the item. */
function inInstancePredicate({ start, end }: Reference, text: string): boolean {
  if (!/instance\([^)]+./.test(text)) return false;
  for (const match of text.matchAll(/\[[^\]]+\]/g)) {
    if (start >= match.index && end <= match.index + match[0].length) return true;
  }
  return false;
}

/** Arguments of `indexed-repeat` that name nodes (1st, 2nd, 4th, 6th) must be absolute. */
const NODE_ARGUMENTS = new Set([0, 1, 3, 5]);

function mayBeRelative({ start, end }: Reference, text: string): boolean {
  if (!text.includes('indexed-repeat(')) return true;
  for (const match of text.matchAll(/indexed-repeat\([^)]+\)/g)) {
    const from = match.index;
    if (start < from || end > from + match[0].length) continue;
    const argument = text.slice(from + 'indexed-repeat('.length, start).split(',').length - 1;
    return !NODE_ARGUMENTS.has(argument);
  }
  return true;
}
