import { isXmlName } from '../expressions/names.ts';
import type { Text } from '../sheets/tree.ts';
import type { Choice } from './choices.ts';
import type { SurveyContext } from './context.ts';
import type { Bind, FormNode } from './node.ts';
import { newNode } from './node.ts';

/**
 * Replaces what stands in a loop by one group per choice, with `%(name)s` and `%(label)s` filled in. A choice
 * named `none` is left out, for a loop usually follows a select.
 */
export function expandLoop(context: SurveyContext, loop: FormNode): void {
  const template = loop.children.splice(0);
  const list = loop.itemset === undefined ? undefined : context.choices.get(loop.itemset);
  loop.itemset = undefined;
  for (const choice of list?.choices ?? []) {
    if (choice.name === 'none') continue;
    if (!isXmlName(choice.name)) {
      context.report.error('invalid_name', context.table.place(loop.row, 'type'), { name: choice.name });
    }
    const column = newNode('group', 'group', choice.name, {
      row: loop.row,
      label: choice.label,
      media: choice.media === undefined ? undefined : { ...choice.media },
    });
    column.children = template.map((node) => copyFor(node, choice));
    loop.children.push(column);
  }
}

function copyFor(node: FormNode, choice: Choice): FormNode {
  const fill = (text: string, language?: string): string => substitute(text, choice, language);
  const fillText = (text: Text | undefined): Text | undefined => {
    if (text === undefined) return undefined;
    if (typeof text === 'string') return fill(text);
    return Object.fromEntries(
      Object.entries(text).map(([language, value]) => [language, fill(value, language)]),
    );
  };
  const fillAll = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fill(value)]));
  const bind: Bind | undefined =
    node.bind && Object.fromEntries(Object.entries(node.bind).map(([key, value]) => [key, fillText(value)!]));
  return {
    ...node,
    name: fill(node.name),
    label: fillText(node.label),
    hint: fillText(node.hint),
    guidanceHint: fillText(node.guidanceHint),
    bind,
    control: fillAll(node.control),
    instance: fillAll(node.instance),
    default: node.default === undefined ? undefined : fill(node.default),
    choiceFilter: node.choiceFilter === undefined ? undefined : fill(node.choiceFilter),
    children: node.children.map((child) => copyFor(child, choice)),
  };
}

function substitute(text: string, choice: Choice, language: string | undefined): string {
  if (!text.includes('%(')) return text;
  return text.replace(/%\((\w+)\)s/g, (whole, key: string) => {
    if (key === 'name') return choice.name;
    if (key !== 'label') return choice.columns[key] ?? whole;
    const label = choice.label;
    if (label === undefined || typeof label === 'string') return label ?? whole;
    return (language === undefined ? undefined : label[language]) ?? Object.values(label)[0] ?? whole;
  });
}
