import type { FormNode, Label } from '@sojourn/form-engine';

/** The text of a label without its marks, for menus and sentences. */
export const plain = (label: Label | undefined): string =>
  (label?.short ?? label?.text ?? '')
    .replace(/<[^<>]{1,500}>/g, '')
    .replace(/\[([^\]]*)\]\([^()\s]*\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.*?\S)\1/g, '$2')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/\\([\\`*_{}[\]()#+.!<>-])/g, '$1')
    .trim();

/** The row of words above a table of questions (`label`): it asks nothing itself and has no name to show. */
export const isTableHead = (node: FormNode): boolean =>
  node.appearance.includes('label') && plain(node.label()) === '';

/** What a node is called: its label, else its name in the form. */
export const nameOfNode = (node: FormNode): string =>
  plain(node.label()) || (node.ref?.split('/').at(-1) ?? '');

/** What a repeat counts: the label of its group or its own. */
export const nameOfRange = (range: FormNode): string =>
  plain(range.label()) || plain(range.parent?.label()) || nameOfNode(range);

const LONGEST = 60;

/** What an instance is about: the first answer in it that a person gave as text or choice. */
export function summaryOf(instance: FormNode): string {
  for (const child of instance.children) {
    if (!child.relevant) continue;
    const text =
      child.kind === 'question' ? shownAnswer(child) : child.kind === 'group' ? summaryOf(child) : '';
    if (text) return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  }
  return '';
}

/** An answer as a person reads it: labels for choices, the rest as kept. */
export function shownAnswer(node: FormNode): string {
  if (node.value === '') return '';
  if (!['select', 'select1', 'rank'].includes(node.control ?? '')) return node.value;
  const labels = new Map(node.choices().map((choice) => [choice.value, plain(choice.label) || choice.value]));
  const values = node.control === 'select1' ? [node.value] : node.value.split(/\s+/);
  return values.map((value) => labels.get(value) ?? value).join(', ');
}
