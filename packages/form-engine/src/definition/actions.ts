import { attr, staticText, type XNode } from '../xml/tree.ts';
import { type Expressions, resolveRef } from './expressions.ts';
import type { Action, ActionEvent } from './types.ts';

const KINDS = new Map<string, Action['kind']>([
  ['setvalue', 'setvalue'],
  ['setgeopoint', 'setgeopoint'],
  ['setlocation', 'setgeopoint'],
  ['recordaudio', 'recordaudio'],
]);
const EVENTS: ReadonlySet<string> = new Set<ActionEvent>([
  'odk-instance-first-load',
  'odk-instance-load',
  'odk-new-repeat',
  'xforms-value-changed',
  'xforms-ready',
]);

/** The actions written directly under `node`: the model, a control, a group or a repeat. */
export function parseActions(node: XNode, owner: string | undefined, expressions: Expressions): Action[] {
  const actions: Action[] = [];
  for (const child of node.children) {
    const kind = KINDS.get(child.local);
    if (kind !== undefined) actions.push(parseAction(child, kind, owner, expressions));
  }
  return actions;
}

function parseAction(
  node: XNode,
  kind: Action['kind'],
  owner: string | undefined,
  expressions: Expressions,
): Action {
  const written = attr(node, 'ref') ?? attr(node, 'bind') ?? '';
  const ref = resolveRef(written, owner);
  const value = attr(node, 'value');
  const events = (attr(node, 'event') ?? attr(node, 'ev:event') ?? '').split(/\s+/).filter(isEvent);
  return {
    kind,
    events,
    ref,
    target: written.includes('[')
      ? expressions.compile(written, owner, `target of an action on ${ref}`)
      : undefined,
    value:
      value === undefined || value.trim() === ''
        ? undefined
        : expressions.compile(value, ref, `setvalue of ${ref}`),
    text: staticText(node).trim(),
    owner,
    attributes: Object.fromEntries((node.attributes ?? []).map((each) => [each.local, each.text])),
  };
}

function isEvent(name: string): name is ActionEvent {
  return EVENTS.has(name);
}
