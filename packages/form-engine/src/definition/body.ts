import { FormEngineError } from '../errors.ts';
import { attr, attrLocal, childNamed, type XNode } from '../xml/tree.ts';
import { parseActions } from './actions.ts';
import { type Expressions, resolveRef } from './expressions.ts';
import { parseText } from './text.ts';
import type {
  Action,
  BodyElement,
  ChoiceSource,
  ControlElement,
  ControlKind,
  FormWarning,
  GroupElement,
  RepeatElement,
  TextSource,
} from './types.ts';

const CONTROLS: ReadonlyMap<string, ControlKind> = new Map([
  ['input', 'input'],
  ['secret', 'input'],
  ['select1', 'select1'],
  ['select', 'select'],
  ['rank', 'rank'],
  ['range', 'range'],
  ['upload', 'upload'],
  ['trigger', 'trigger'],
]);
/** What stands in the body beside controls and is read elsewhere. */
const NOT_CONTROLS = new Set([
  'label',
  'hint',
  'item',
  'itemset',
  'value',
  'setvalue',
  'setgeopoint',
  'recordaudio',
]);

export interface BodyParse {
  readonly expressions: Expressions;
  readonly actions: Action[];
  readonly warnings: FormWarning[];
}

/** Refs of all repeats, before anything else is parsed: paths need them to know what can occur several times. */
export function repeatRefs(body: XNode | undefined): ReadonlySet<string> {
  const refs = new Set<string>();
  const visit = (node: XNode, base: string | undefined): void => {
    const own = attr(node, 'nodeset') ?? attr(node, 'ref');
    const ref = own === undefined ? base : resolveRef(own, base);
    if (node.local === 'repeat' && ref !== undefined) refs.add(ref);
    for (const child of node.children) if (isContainer(child)) visit(child, ref);
  };
  if (body !== undefined) visit(body, undefined);
  return refs;
}

function isContainer(node: XNode): boolean {
  return node.local === 'group' || node.local === 'repeat';
}

export function parseBody(node: XNode, base: string | undefined, parse: BodyParse): readonly BodyElement[] {
  const elements: BodyElement[] = [];
  for (const child of node.children) {
    if (NOT_CONTROLS.has(child.local)) continue;
    if (child.local === 'group') elements.push(parseGroup(child, base, parse));
    else if (child.local === 'repeat') elements.push(parseRepeat(child, base, parse, undefined));
    else if (CONTROLS.has(child.local)) elements.push(parseControl(child, base, parse));
    else {
      const message = `<${child.name}> is not a control that this engine knows; it is left out.`;
      parse.warnings.push({ code: 'control.unknown', message });
    }
  }
  return elements;
}

function refOf(node: XNode, base: string | undefined): string | undefined {
  const ref = attr(node, 'ref') ?? attr(node, 'nodeset') ?? attr(node, 'bind');
  return ref === undefined ? undefined : resolveRef(ref, base);
}

function attributesOf(node: XNode): Record<string, string> {
  return Object.fromEntries((node.attributes ?? []).map((each) => [each.local, each.text]));
}

function appearanceOf(node: XNode): readonly string[] {
  return (attr(node, 'appearance') ?? '').split(/\s+/).filter((name) => name !== '');
}

function texts(
  node: XNode,
  ref: string | undefined,
  parse: BodyParse,
): { label: TextSource | undefined; hint: TextSource | undefined } {
  return {
    label: parseText(childNamed(node, 'label'), ref, parse.expressions),
    hint: parseText(childNamed(node, 'hint'), ref, parse.expressions),
  };
}

/** A group around nothing but its own repeat, as XLSForm writes it, is that repeat's heading. */
function parseGroup(node: XNode, base: string | undefined, parse: BodyParse): GroupElement | RepeatElement {
  const ref = refOf(node, base);
  const inner = node.children.filter((child) => !NOT_CONTROLS.has(child.local));
  const [only] = inner;
  if (inner.length === 1 && only?.local === 'repeat') {
    const repeatRef = refOf(only, ref ?? base);
    if (ref === undefined || ref === repeatRef) return parseRepeat(only, base, parse, node);
  }
  parse.actions.push(...parseActions(node, ref, parse.expressions));
  return {
    kind: 'group',
    ref,
    appearance: appearanceOf(node),
    ...texts(node, ref, parse),
    attributes: attributesOf(node),
    children: parseBody(node, ref ?? base, parse),
  };
}

function parseRepeat(
  node: XNode,
  base: string | undefined,
  parse: BodyParse,
  heading: XNode | undefined,
): RepeatElement {
  const ref = refOf(node, base);
  if (ref === undefined) throw new FormEngineError('form.structure', 'A <repeat> names no node.');
  parse.actions.push(...parseActions(node, ref, parse.expressions));
  if (heading !== undefined) parse.actions.push(...parseActions(heading, ref, parse.expressions));
  const countSource = attrLocal(node, 'count');
  const own = texts(node, ref, parse);
  const outer = heading === undefined ? own : texts(heading, parentRef(ref), parse);
  return {
    kind: 'repeat',
    ref,
    appearance: [
      ...new Set([...(heading === undefined ? [] : appearanceOf(heading)), ...appearanceOf(node)]),
    ],
    label: outer.label ?? own.label,
    hint: outer.hint ?? own.hint,
    attributes: { ...(heading === undefined ? {} : attributesOf(heading)), ...attributesOf(node) },
    count: countSource
      ? parse.expressions.compile(countSource, parentRef(ref), `jr:count of ${ref}`)
      : undefined,
    fixed: (attrLocal(node, 'noAddRemove') ?? '').startsWith('true'),
    children: parseBody(node, ref, parse),
  };
}

function parentRef(ref: string): string {
  return ref.slice(0, ref.lastIndexOf('/')) || '/';
}

function parseControl(node: XNode, base: string | undefined, parse: BodyParse): ControlElement {
  const ref = refOf(node, base);
  if (ref === undefined) throw new FormEngineError('form.structure', `A <${node.name}> names no node.`);
  parse.actions.push(...parseActions(node, ref, parse.expressions));
  const control = CONTROLS.get(node.local) ?? 'input';
  const query = attr(node, 'query');
  const choices =
    query === undefined ? parseChoices(node, ref, parse) : queryChoices(query, ref, parse.expressions);
  return {
    kind: 'control',
    control: query === undefined ? control : 'select1',
    ref,
    appearance: appearanceOf(node),
    ...texts(node, ref, parse),
    attributes: attributesOf(node),
    choices,
  };
}

function parseChoices(node: XNode, ref: string, parse: BodyParse): ChoiceSource | undefined {
  const itemset = childNamed(node, 'itemset');
  if (itemset !== undefined) return parseItemset(itemset, ref, parse.expressions);
  const items = node.children.filter((child) => child.local === 'item');
  if (items.length === 0) return undefined;
  return {
    kind: 'items',
    items: items.map((item) => ({
      value: childNamed(item, 'value')?.text.trim() ?? '',
      label: parseText(childNamed(item, 'label'), ref, parse.expressions) ?? { parts: [] },
    })),
  };
}

const PLAIN_NAME = /^\s*[\p{L}_][\p{L}\p{M}\p{N}_.-]*\s*$/u;

function plainName(source: string | undefined): string | undefined {
  return source !== undefined && PLAIN_NAME.test(source) ? source.trim() : undefined;
}

function parseItemset(itemset: XNode, ref: string, expressions: Expressions): ChoiceSource {
  const valueNode = childNamed(itemset, 'value');
  const labelNode = childNamed(itemset, 'label');
  const valueRef = (valueNode === undefined ? undefined : attr(valueNode, 'ref')) ?? 'name';
  return {
    kind: 'itemset',
    nodeset: expressions.compile(attr(itemset, 'nodeset') ?? '', ref, `choices of ${ref}`),
    value: expressions.compile(valueRef, undefined, `choices of ${ref}`),
    label: parseText(labelNode, undefined, expressions),
    valueName: plainName(valueRef),
    labelName: plainName(labelNode === undefined ? undefined : attr(labelNode, 'ref')),
  };
}

/** `select_one_external`: an input with a query over the lists of itemsets.csv. */
function queryChoices(query: string, ref: string, expressions: Expressions): ChoiceSource {
  return {
    kind: 'itemset',
    nodeset: expressions.compile(query, ref, `query of ${ref}`),
    value: expressions.compile('name', undefined, `query of ${ref}`),
    label: { fromNode: expressions.compile('label', undefined, `query of ${ref}`), parts: [] },
    valueName: 'name',
    labelName: 'label',
  };
}
