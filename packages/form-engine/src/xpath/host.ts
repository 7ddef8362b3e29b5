import type { XNode } from '../xml/tree.ts';
import type { ZoneOffset } from './dates.ts';

/**
 * What an expression may ask of the form that it runs in. XPath knows nothing else of sessions: whatever is read
 * through these functions, and only that, is what a later change can make the expression be computed again for.
 */
export interface XPathHost {
  /** Document node of the primary instance: where absolute paths start. */
  readonly document: XNode;
  /** Document node of a secondary instance, or of the primary one by its id. */
  instance(id: string): XNode | undefined;
  /** String-value of a node with `live` state. */
  value(node: XNode): string;
  /** Whether a node with `live` state is relevant; irrelevant nodes are left out of node-sets (as JavaRosa does). */
  included(node: XNode): boolean;
  /** Declares that the result depends on which children `parent` has. */
  touchChildren(parent: XNode): void;
  now(): Date;
  readonly zone: ZoneOffset;
  uuid(): string;
  random(): number;
  /** Text of an itext id in the current language; the id itself when there is none. */
  itext(id: string): string;
  /** Label of a choice of the select question at `path`, seen from `from`; undefined when there is none. */
  choiceName(value: string, path: string, from: XNode): string | undefined;
  /** `deviceid`, `username`, `email`, `phonenumber`, ... empty when unknown. */
  property(name: string): string;
  readonly version: string;
  /** BCP 47 tag for month and day names, if the form's language has one. */
  locale(): string | undefined;
  /** Nodes of absolute paths that cross no repeat, by the slot given at compilation. */
  readonly staticPaths: (readonly XNode[] | undefined)[];
}

/** One evaluation: where it stands (`node`, `position`, `size`) and where the expression began (`origin`). */
export interface XPathContext {
  readonly host: XPathHost;
  /** `current()`: the node that the whole expression belongs to. */
  readonly origin: XNode;
  node: XNode;
  position: number;
  size: number;
}

export function createContext(host: XPathHost, node: XNode): XPathContext {
  return { host, origin: node, node, position: 1, size: 1 };
}
