import { FormEngineError } from '../errors.ts';
import { parseXml } from '../xml/parse.ts';
import { attr, childNamed, type XNode } from '../xml/tree.ts';
import { parseActions } from './actions.ts';
import { parseBinds } from './binds.ts';
import { type BodyParse, parseBody, repeatRefs } from './body.ts';
import { createExpressions } from './expressions.ts';
import { bodyByRef, buildModel } from './model.ts';
import { parseSecondary, type ResourceReader } from './secondary.ts';
import { parseItext } from './text.ts';
import type { Action, Bind, BodyElement, FormDefinition, FormWarning, ModelNode } from './types.ts';

export interface ParseFormOptions {
  /** Text of an external file (`jr://file-csv/cities.csv`, `jr://instance/last-saved`); undefined when absent. */
  readonly resources?: ResourceReader;
}

/**
 * Parses an ODK XForm and compiles all its expressions.
 *
 * @throws FormEngineError `xml.*` when it is no XML, `form.structure` when it is no form, and `xpath.*` (with the
 * place, such as `relevant of /data/age`) when an expression is wrong. Missing files are warnings of the result.
 */
export function parseXForm(xml: string, options: ParseFormOptions = {}): FormDefinition {
  const { head, body, model, instances } = outline(parseXml(xml));
  const instance = instances[0]?.children[0];
  if (instance === undefined)
    throw new FormEngineError('form.structure', 'The form has no primary instance.');

  const repeats = repeatRefs(body);
  const expressions = createExpressions((names) => crosses(repeats, names));
  const warnings: FormWarning[] = [];
  const actions: Action[] = parseActions(model, undefined, expressions);
  const binds = parseBinds(model, expressions);
  const itext = parseItext(model, expressions);
  const parse: BodyParse = { expressions, actions, warnings };
  const elements = body === undefined ? [] : parseBody(body, undefined, parse);
  const { model: root, byRef } = buildModel(instance, { binds, actions, ...bodyByRef(elements) });
  warnings.push(...unbound(binds, elements, byRef));
  const secondary = parseSecondary(instances.slice(1), options.resources ?? (() => undefined));

  return {
    title: childNamed(head, 'title')?.text.trim() ?? '',
    formId: attr(instance, 'id') ?? instance.uri,
    version: attr(instance, 'version') ?? attr(instance, 'orx:version') ?? '',
    rootName: instance.name,
    languages: itext.languages,
    defaultLanguage: itext.defaultLanguage,
    model: root,
    modelByRef: byRef,
    instance,
    binds,
    itext: itext.itext,
    body: elements,
    bodyClasses: (body === undefined ? '' : (attr(body, 'class') ?? '')).split(/\s+/).filter(Boolean),
    actions,
    secondaryInstances: secondary.instances,
    resources: secondary.resources,
    warnings: [...warnings, ...secondary.warnings],
    submission: attributesOf(childNamed(model, 'submission')),
    namespaces: namespacesInScope(instance),
    staticPathCount: expressions.staticPathCount(),
  };
}

interface Outline {
  readonly head: XNode;
  readonly body: XNode | undefined;
  readonly model: XNode;
  readonly instances: readonly XNode[];
}

function outline(document: XNode): Outline {
  const html = document.children[0];
  const head = html === undefined ? undefined : childNamed(html, 'head');
  const model = head === undefined ? undefined : childNamed(head, 'model');
  if (html === undefined || head === undefined || model === undefined) {
    throw new FormEngineError('form.structure', 'It is not an XForm: there is no head with a model.');
  }
  const instances = model.children.filter((child) => child.local === 'instance');
  return { head, body: childNamed(html, 'body'), model, instances };
}

function crosses(repeats: ReadonlySet<string>, names: readonly string[]): boolean {
  let ref = '';
  for (const name of names) {
    ref += `/${name}`;
    if (repeats.has(ref)) return true;
  }
  return false;
}

function attributesOf(node: XNode | undefined): Record<string, string> {
  return Object.fromEntries((node?.attributes ?? []).map((each) => [each.local, each.text]));
}

function namespacesInScope(node: XNode): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let at: XNode | null = node; at !== null; at = at.parent) {
    for (const attribute of at.attributes ?? []) {
      if (attribute.name.startsWith('xmlns:') && !found.has(attribute.local))
        found.set(attribute.local, attribute.text);
    }
  }
  return found;
}

function unbound(
  binds: ReadonlyMap<string, Bind>,
  body: readonly BodyElement[],
  byRef: ReadonlyMap<string, ModelNode>,
): FormWarning[] {
  const warnings: FormWarning[] = [];
  for (const ref of binds.keys()) {
    if (!byRef.has(ref))
      warnings.push({ code: 'bind.no-node', message: `A bind names ${ref}, which is not in the form.` });
  }
  const visit = (element: BodyElement): void => {
    if (element.ref !== undefined && element.kind !== 'group' && !byRef.has(element.ref)) {
      warnings.push({
        code: 'control.no-node',
        message: `The body names ${element.ref}, which is not in the form.`,
      });
    }
    if (element.kind !== 'control') element.children.forEach(visit);
  };
  body.forEach(visit);
  return warnings;
}
