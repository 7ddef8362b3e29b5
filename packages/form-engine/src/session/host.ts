import { resolveRef } from '../definition/expressions.ts';
import type { XNode } from '../xml/tree.ts';
import { localZone } from '../xpath/dates.ts';
import { createContext, type XPathHost } from '../xpath/host.ts';
import { choicesOf } from './choices.ts';
import { fromParts, itextForms } from './labels.ts';
import { read, source, track } from './reactive.ts';
import { type NodeState, type Runtime, stateOf } from './state.ts';
import type { OpenFormOptions } from './types.ts';
import { isRelevant, textOf } from './values.ts';

/** What expressions of this form may ask. `runtime` is filled in after this, hence the function. */
export function createHost(get: () => Runtime, options: OpenFormOptions): XPathHost {
  return {
    get document() {
      return get().document;
    },
    get version() {
      return get().definition.version;
    },
    instance: (id) => instanceOf(get(), id),
    value: (node) => textOf(get(), node),
    included: (node) => {
      const state = stateOf(node);
      return state === undefined || isRelevant(get(), state);
    },
    touchChildren: (parent) => {
      trackChildren(get(), parent);
    },
    now: options.now,
    zone: options.zone ?? localZone,
    uuid: options.uuid,
    random: options.random ?? Math.random,
    itext: (id) => {
      const runtime = get();
      const forms = itextForms(runtime, id);
      if (forms === undefined) return id;
      return fromParts(forms.long ?? [], createContext(runtime.host, runtime.root.node)).text;
    },
    choiceName: (value, path, from) => choiceName(get(), value, path, from),
    property: (name) => propertyOf(options, name),
    locale: () => localeOf(read(get().graph, get().language)),
    staticPaths: [],
  };
}

function instanceOf(runtime: Runtime, id: string): XNode | undefined {
  const secondary = runtime.definition.secondaryInstances.get(id);
  if (secondary !== undefined) return secondary;
  const isPrimary = id === '' || id === runtime.definition.formId || id === runtime.definition.rootName;
  return isPrimary ? runtime.document : undefined;
}

export function trackChildren(runtime: Runtime, parent: XNode): void {
  if (runtime.graph.reads === undefined) return;
  const state = stateOf(parent);
  if (state === undefined || !state.model.hasRepeats) return;
  state.childrenCell ??= source(0);
  track(runtime.graph, state.childrenCell);
}

function choiceName(runtime: Runtime, value: string, path: string, from: XNode): string | undefined {
  const fromState = stateOf(from);
  const ref = resolveRef(path, fromState?.model.ref);
  const question = nearest(runtime, ref, from);
  if (question === undefined) return undefined;
  return choicesOf(runtime, question).get(value)?.text;
}

/** The node of `ref` that shares most repeat instances with `from`. */
export function nearest(runtime: Runtime, ref: string, from: XNode): NodeState | undefined {
  const model = runtime.definition.modelByRef.get(ref);
  if (model === undefined) return undefined;
  const around = new Set<XNode>();
  for (let at: XNode | null = from; at !== null; at = at.parent) around.add(at);
  let node: XNode = runtime.document;
  for (const name of model.path) {
    if (name.startsWith('@')) {
      const attribute: XNode | undefined = node.attributes?.find((each) => `@${each.name}` === name);
      return attribute === undefined ? undefined : stateOf(attribute);
    }
    const candidates: XNode[] = node.children.filter((child) => child.name === name);
    const next: XNode | undefined = candidates.find((child) => around.has(child)) ?? candidates[0];
    if (next === undefined) return undefined;
    trackChildren(runtime, node);
    node = next;
  }
  return stateOf(node);
}

export function propertyOf(options: OpenFormOptions, name: string): string {
  switch (name.toLowerCase().replace(/[\s_]/g, '')) {
    case 'deviceid':
    case 'uri:deviceid':
      return options.deviceId ?? '';
    case 'username':
    case 'userid':
      return options.username ?? '';
    case 'email':
      return options.email ?? '';
    case 'phonenumber':
      return options.phoneNumber ?? '';
    default:
      return '';
  }
}

/** `French (fr)` and `fr` name a locale; `Kreyòl` does not, and months then read in English. */
function localeOf(language: string): string | undefined {
  const tag = /\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$/.exec(language)?.[1] ?? language;
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
