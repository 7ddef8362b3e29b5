import type { CompiledForm } from '../survey/form.ts';
import { placeOf } from '../survey/form.ts';
import type { FormNode } from '../survey/node.ts';
import { actionElement } from './bind.ts';
import { itemset, searchItems } from './itemset.ts';
import { hintNeedsItext, labelNeedsItext } from './itext.ts';
import { mixedText } from './text.ts';
import { element } from './xml.ts';

/** Everything that is shown, in order. */
export const body = (form: CompiledForm): string => controls(form, form.root).join('\n');

function controls(form: CompiledForm, section: FormNode): string[] {
  return section.children.map((child) => control(form, child)).filter((markup) => markup !== undefined);
}

function control(form: CompiledForm, node: FormNode): string | undefined {
  if (node.kind === 'group') return node.bodyless ? undefined : group(form, node);
  if (node.kind === 'repeat') return repeat(form, node);
  return node.kind === 'question' ? question(form, node) : undefined;
}

function resolved(form: CompiledForm, node: FormNode): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries(node.control))
    attributes[key] = form.resolver.expression(value, node);
  return attributes;
}

function group(form: CompiledForm, node: FormNode): string {
  const attributes: Record<string, string> = { ...resolved(form, node), ref: node.path };
  if (node.control.appearance !== undefined) attributes.appearance = node.control.appearance;
  const shown = node.label === undefined ? '' : `${label(form, node)}\n`;
  return element('group', attributes, `${shown}${controls(form, node).join('\n')}`);
}

function repeat(form: CompiledForm, node: FormNode): string {
  const inner = [...controls(form, node), ...newRepeatActions(form, node)].join('\n');
  const repeated = element('repeat', { nodeset: node.path, ...resolved(form, node) }, inner);
  return element('group', { ref: node.path }, `${label(form, node)}\n${repeated}`);
}

/** Defaults computed for each new instance; a nested repeat has its own. */
function newRepeatActions(form: CompiledForm, section: FormNode): string[] {
  return section.children.flatMap((child) => [
    ...child.actions
      .filter((action) => action.event === 'odk-new-repeat')
      .map((action) => actionElement(form, child, action)),
    ...(child.kind === 'repeat' ? [] : newRepeatActions(form, child)),
  ]);
}

function label(form: CompiledForm, node: FormNode): string {
  if (labelNeedsItext(node)) return element('label', { ref: `jr:itext('${node.path}:label')` });
  return element('label', {}, typeof node.label === 'string' ? mixedText(form, node.label, node) : undefined);
}

function hint(form: CompiledForm, node: FormNode): string {
  if (hintNeedsItext(node)) return element('hint', { ref: `jr:itext('${node.path}:hint')` });
  return element('hint', {}, typeof node.hint === 'string' ? mixedText(form, node.hint, node) : undefined);
}

/** A question computed without label or hint is not shown. */
function isHidden(node: FormNode): boolean {
  if (node.type === 'calculate') return true;
  const computed = node.bind?.calculate !== undefined || node.trigger.length > 0;
  return computed && node.label === undefined && node.hint === undefined;
}

function question(form: CompiledForm, node: FormNode): string | undefined {
  const sets = form.setBy.get(node.name) ?? [];
  if (isHidden(node)) {
    for (const target of sets) {
      if (target.type === 'background-geopoint') continue;
      form.report.error('trigger_hidden', placeOf(form, target, 'trigger'), {
        trigger: node.name,
        name: target.name,
      });
    }
    return undefined;
  }
  if (node.tag === undefined) return undefined;
  checkLabel(form, node);
  const attributes = { ref: node.path, ...resolved(form, node), ...query(form, node) };
  const hasHint = node.hint !== undefined || node.guidanceHint !== undefined;
  const content = [
    label(form, node),
    hasHint ? hint(form, node) : '',
    choices(form, node),
    ...tags(form, node),
  ];
  for (const target of sets) content.push(valueChanged(form, node, target));
  return element(node.tag, attributes, content.join(''));
}

function checkLabel(form: CompiledForm, node: FormNode): void {
  const place = placeOf(form, node, 'label');
  if (node.label === undefined && node.media === undefined && node.hint === undefined) {
    form.report.error('label_missing', place, { name: node.name });
  }
  if (node.media !== undefined && node.media['big-image'] !== undefined && node.media.image === undefined) {
    form.report.error('big_image_alone', placeOf(form, node, 'media', 'big-image'), { name: node.name });
  }
}

function query(form: CompiledForm, node: FormNode): Record<string, string> {
  if (node.query === undefined) return {};
  const list = `instance('${node.query}')/root/item`;
  if (node.choiceFilter === undefined) return { query: list };
  return { query: `${list}[${form.resolver.expression(node.choiceFilter, node, { useCurrent: true })}]` };
}

function choices(form: CompiledForm, node: FormNode): string {
  if (node.itemset === undefined || node.query !== undefined || node.type === 'select one external')
    return '';
  return searchItems(form, node) ?? itemset(form, node);
}

function tags(form: CompiledForm, node: FormNode): string[] {
  return node.tags.map(({ name, label: text }) => {
    const shown = typeof text === 'string' ? mixedText(form, text, undefined) : undefined;
    return element('tag', { key: name }, element('label', {}, shown));
  });
}

function valueChanged(form: CompiledForm, trigger: FormNode, target: FormNode): string {
  const event = 'xforms-value-changed';
  if (target.type === 'background-geopoint') return element('odk:setgeopoint', { ref: target.path, event });
  const calculation = target.bind?.calculate;
  const text = typeof calculation === 'string' ? form.resolver.expression(calculation, trigger) : '';
  return element('setvalue', { ref: target.path, event, value: text === '' ? undefined : text });
}
