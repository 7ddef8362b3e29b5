import { SaxesParser } from 'saxes';
import { FormEngineError } from '../errors.ts';

/** One element of a submission. Repeats are simply several children of one name, in order. */
export interface SubmissionNode {
  /** Local name: `orx:meta` and `meta` are both `meta`. */
  readonly name: string;
  /** Path of local names from the root, without positions: `/data/household/member/age`. */
  readonly path: string;
  /** Text of an element without child elements; absent on groups and on empty elements. */
  readonly text?: string;
  /** Only when the element has any (entity declarations carry theirs); keys as written, prefix kept. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly SubmissionNode[];
}

export interface SubmissionTree {
  /** `id` of the root element. */
  readonly formId: string;
  /** `version` (or `orx:version`) of the root element; empty when absent. */
  readonly version: string;
  readonly instanceId?: string;
  readonly deprecatedId?: string;
  readonly instanceName?: string;
  readonly rootName: string;
  readonly root: SubmissionNode;
}

export interface SubmissionLimits {
  /** UTF-16 units of the text; default 10,000,000 (what OpenRosa clients assume a server accepts). */
  readonly maxLength?: number;
  /** Default 100. */
  readonly maxDepth?: number;
  /** Elements in all; default 200,000. */
  readonly maxNodes?: number;
}

interface Draft {
  name: string;
  path: string;
  text?: string;
  attributes?: Record<string, string>;
  children: Draft[];
}

const DEFAULTS = { maxLength: 10_000_000, maxDepth: 100, maxNodes: 200_000 } as const;
const NO_CHILDREN: Draft[] = [];
Object.freeze(NO_CHILDREN);

/**
 * Reads an OpenRosa submission into plain objects, in one pass and without a form definition.
 *
 * @throws FormEngineError on anything that is not one complete, well-formed element tree within the limits.
 * A DOCTYPE is refused whatever it holds, so no entity but the five of XML can ever be expanded.
 */
export function readSubmission(xml: string, limits: SubmissionLimits = {}): SubmissionTree {
  if (xml.length > (limits.maxLength ?? DEFAULTS.maxLength)) {
    throw new FormEngineError('xml.too-large', 'The submission is larger than this server accepts.');
  }
  const root = readTree(xml, limits);
  const attributes = root.attributes;
  const formId = attributes?.id;
  if (!formId) throw new FormEngineError('submission.no-form-id', 'The root element has no form id.');
  const meta = root.children.find((child) => child.name === 'meta');
  const tree: { -readonly [K in keyof SubmissionTree]: SubmissionTree[K] } = {
    formId,
    version: attributes.version ?? attributes['orx:version'] ?? '',
    rootName: root.name,
    root,
  };
  const instanceId = metaText(meta, 'instanceID') ?? attributes.instanceID;
  if (instanceId) tree.instanceId = instanceId;
  const deprecatedId = metaText(meta, 'deprecatedID');
  if (deprecatedId) tree.deprecatedId = deprecatedId;
  const instanceName = metaText(meta, 'instanceName');
  if (instanceName) tree.instanceName = instanceName;
  return tree;
}

function metaText(meta: Draft | undefined, name: string): string | undefined {
  const text = meta?.children.find((child) => child.name === name)?.text?.trim();
  return text === '' ? undefined : text;
}

function readTree(xml: string, limits: SubmissionLimits): Draft {
  const maxDepth = limits.maxDepth ?? DEFAULTS.maxDepth;
  const maxNodes = limits.maxNodes ?? DEFAULTS.maxNodes;
  const parser = new SaxesParser();
  const open: Draft[] = [];
  let root: Draft | undefined;
  let current: Draft | undefined;
  let text = '';
  let nodes = 0;

  parser.on('error', (error) => {
    throw new FormEngineError('xml.malformed', `The submission is not well-formed XML (${error.message})`);
  });
  parser.on('doctype', () => {
    throw new FormEngineError('xml.doctype', 'A submission may not carry a DOCTYPE.');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= maxDepth)
      throw new FormEngineError('xml.too-deep', 'The submission is nested too deeply.');
    nodes += 1;
    if (nodes > maxNodes)
      throw new FormEngineError('xml.too-many-nodes', 'The submission has too many nodes.');
    const name = localName(tag.name);
    const node: Draft = { name, path: `${current?.path ?? ''}/${name}`, children: NO_CHILDREN };
    for (const key in tag.attributes) {
      node.attributes = tag.attributes;
      if (key) break;
    }
    if (current === undefined) root = node;
    else if (current.children === NO_CHILDREN) current.children = [node];
    else current.children.push(node);
    open.push(node);
    current = node;
    text = '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('cdata', (part) => {
    text += part;
  });
  parser.on('closetag', () => {
    const node = open.pop();
    if (node !== undefined && text !== '' && node.children === NO_CHILDREN) node.text = text;
    text = '';
    current = open[open.length - 1];
  });
  parser.write(xml).close();
  if (root === undefined) throw new FormEngineError('xml.malformed', 'The submission is empty.');
  return root;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
