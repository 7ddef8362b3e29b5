import type { CompiledForm } from '../survey/form.ts';
import type { FormAction, FormNode } from '../survey/node.ts';
import { walk } from '../survey/node.ts';
import { messageNeedsItext } from './itext.ts';
import { element } from './xml.ts';

const EXPRESSIONS = new Set(['readonly', 'required', 'relevant', 'constraint', 'calculate']);
const WORDS: Readonly<Record<string, string>> = {
  yes: 'true()',
  true: 'true()',
  no: 'false()',
  false: 'false()',
};

/** `yes` and `no` written where an expression is expected. */
export function booleanWord(text: string): string {
  const folded = text === text.toUpperCase() || /^[A-Z][a-z]+$/.test(text) ? text.toLowerCase() : text;
  return Object.hasOwn(WORDS, folded) ? WORDS[folded]! : text;
}

/** Binds of all nodes in document order, each followed by the actions that belong to the model. */
export function binds(form: CompiledForm): string {
  const lines: string[] = [];
  walk(form.root, (node) => {
    const bind = bindOf(form, node);
    if (bind !== undefined) lines.push(bind);
    for (const action of node.actions) {
      if (action.event !== 'odk-new-repeat') lines.push(actionElement(form, node, action));
    }
  });
  return lines.join('\n');
}

function bindOf(form: CompiledForm, node: FormNode): string | undefined {
  if (node.bind === undefined || node.kind === 'external') return undefined;
  const attributes: Record<string, string> = { nodeset: node.path };
  for (const [key, value] of Object.entries(node.bind)) {
    // A question that is set by a trigger is calculated then, and only then.
    if (key === 'calculate' && node.trigger.length > 0) continue;
    attributes[key] = attribute(form, node, key, value);
  }
  return element('bind', attributes);
}

function attribute(form: CompiledForm, node: FormNode, key: string, value: FormNode['label']): string {
  const isMessage = key === 'jr:constraintMsg' || key === 'jr:requiredMsg' || key === 'jr:noAppErrorString';
  if (isMessage && value !== undefined && messageNeedsItext(key, value))
    return `jr:itext('${node.path}:${key}')`;
  const text = typeof value === 'string' ? value : (Object.values(value ?? {})[0] ?? '');
  return form.resolver.expression(EXPRESSIONS.has(key) ? booleanWord(text) : text, node);
}

/** An action; a computed default is the value that it sets. */
export function actionElement(form: CompiledForm, node: FormNode, action: FormAction): string {
  const fallback = node.default === undefined || node.default === '' ? action.value : node.default;
  const value = node.dynamicDefault ? form.resolver.expression(node.default!, node) : fallback;
  return element(action.element, {
    ref: node.path,
    event: action.event,
    value: action.element === 'setvalue' && value !== '' ? value : undefined,
    'odk:quality': action.quality,
  });
}
