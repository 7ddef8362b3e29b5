import type { XNode } from '../xml/tree.ts';
import type { XPathContext, XPathHost } from './host.ts';
import { isNodeSet, toBoolean, toNumber, toText, type XPathValue } from './values.ts';

/** What an expression is known to yield before it runs; `any` only when that depends on the data. */
type ValueKind = 'text' | 'number' | 'boolean' | 'nodes' | 'any';

/** An expression as closures: one per type it may be asked for, so no value is boxed only to be converted. */
export interface Compiled {
  readonly kind: ValueKind;
  readonly evaluate: (context: XPathContext) => XPathValue;
  readonly text: (context: XPathContext) => string;
  readonly number: (context: XPathContext) => number;
  readonly boolean: (context: XPathContext) => boolean;
  readonly nodes: (context: XPathContext) => readonly XNode[];
}

/** What compilation knows of the form around the expression. */
export interface CompileEnv {
  /** Names from the root of the node that the expression is evaluated on, if there is one such node. */
  readonly contextPath: readonly string[] | undefined;
  /** Whether an absolute path passes through, or ends at, a repeat of the primary instance. */
  crossesRepeat(names: readonly string[]): boolean;
  /** Reserves a place in `XPathHost.staticPaths`. */
  reserveSlot(): number;
}

/** For expressions outside any form: nothing is known, nothing is cached. */
export const bareEnv: CompileEnv = {
  contextPath: undefined,
  crossesRepeat: () => true,
  reserveSlot: () => 0,
};

const NO_NODES: readonly XNode[] = [];

export function compiledText(text: (context: XPathContext) => string): Compiled {
  return {
    kind: 'text',
    evaluate: text,
    text,
    number: (c) => toNumber(c.host, text(c)),
    boolean: (c) => text(c) !== '',
    nodes: notNodes,
  };
}

export function compiledNumber(number: (context: XPathContext) => number): Compiled {
  return {
    kind: 'number',
    evaluate: number,
    text: (c) => toText(c.host, number(c)),
    number,
    boolean: (c) => toBoolean(number(c)),
    nodes: notNodes,
  };
}

export function compiledBoolean(boolean: (context: XPathContext) => boolean): Compiled {
  return {
    kind: 'boolean',
    evaluate: boolean,
    text: (c) => (boolean(c) ? 'true' : 'false'),
    number: (c) => (boolean(c) ? 1 : 0),
    boolean,
    nodes: notNodes,
  };
}

export function compiledNodes(nodes: (context: XPathContext) => readonly XNode[]): Compiled {
  return {
    kind: 'nodes',
    evaluate: nodes,
    text: (c) => toText(c.host, nodes(c)),
    number: (c) => toNumber(c.host, nodes(c)),
    boolean: (c) => nodes(c).length > 0,
    nodes,
  };
}

export function compiledAny(evaluate: (context: XPathContext) => XPathValue): Compiled {
  return {
    kind: 'any',
    evaluate,
    text: (c) => toText(c.host, evaluate(c)),
    number: (c) => toNumber(c.host, evaluate(c)),
    boolean: (c) => toBoolean(evaluate(c)),
    nodes: (c) => {
      const value = evaluate(c);
      return isNodeSet(value) ? value : NO_NODES;
    },
  };
}

// A function that wants nodes and gets a text (`count('x')`) sees none: as lenient as the clients in the field.
function notNodes(): readonly XNode[] {
  return NO_NODES;
}

/** Texts of every node of an argument, or its one text when it is no node-set. */
export function textsOf(host: XPathHost, value: XPathValue): readonly string[] {
  return isNodeSet(value) ? value.map((node) => toText(host, [node])) : [toText(host, value)];
}
