import type { CompiledForm } from '../survey/form.ts';
import type { FormNode } from '../survey/node.ts';
import { type Attributes, element, escapeText } from './xml.ts';

/** The primary instance: one element per node, with a template before each repeat that is not in another's data. */
export function primaryInstance(form: CompiledForm): string {
  const { settings, root } = form;
  const attributes = {
    ...settings.attributes,
    id: settings.formId,
    xmlns: settings.instanceXmlns,
    version: settings.version,
    'odk:prefix': settings.prefix,
    'odk:delimiter': settings.delimiter,
  };
  return element(root.name, attributes, content(form, root, false));
}

function content(form: CompiledForm, section: FormNode, withoutTemplates: boolean): string {
  let markup = '';
  for (const child of section.children) {
    if (child.kind === 'external' || child.kind === 'attribute') continue;
    if (child.kind === 'repeat' && !withoutTemplates) {
      markup += `${template(form, child)}${instanceOf(form, child, true)}\n`;
    } else {
      markup += instanceOf(form, child, withoutTemplates);
      if (section.kind === 'survey') markup += '\n';
    }
  }
  return markup;
}

function instanceOf(form: CompiledForm, node: FormNode, withoutTemplates: boolean): string {
  if (node.kind === 'question') {
    const fixed = node.default !== undefined && !node.dynamicDefault ? escapeText(node.default) : undefined;
    return element(node.name, ownAttributes(form, node), fixed);
  }
  return element(node.name, ownAttributes(form, node), content(form, node, withoutTemplates));
}

function ownAttributes(form: CompiledForm, node: FormNode): Attributes {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(node.instance))
    attributes[key] = form.resolver.expression(value, node);
  for (const child of node.children)
    if (child.kind === 'attribute') attributes[child.name] = child.value ?? '';
  return attributes;
}

/** What a client copies when the user adds an instance. Nested repeats are templates in it, too. */
function template(form: CompiledForm, repeat: FormNode): string {
  const parts = repeat.children.map((child) => {
    if (child.kind === 'external') return '';
    return child.kind === 'repeat' ? template(form, child) : instanceOf(form, child, false);
  });
  return element(repeat.name, { 'jr:template': '' }, parts.join(''));
}
