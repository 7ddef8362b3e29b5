import type { FormNode } from '@sojourn/form-engine';
import { isTableHead } from '../label/names.ts';

/** What one screen of a phone shows. */
export type Page =
  | { readonly kind: 'questions'; readonly id: string; readonly nodes: readonly FormNode[] }
  /** How many there are of something, and a way to add one. */
  | { readonly kind: 'repeat'; readonly id: string; readonly range: FormNode }
  | { readonly kind: 'summary'; readonly id: typeof SUMMARY };

const SUMMARY = 'summary';

export const isQuestion = ({ kind }: FormNode): boolean => kind === 'question' || kind === 'note';

const isTogether = ({ appearance }: FormNode): boolean => appearance.includes('field-list');

/** A group whose label row and list rows belong under one another (`label`, `list-nolabel`). */
const hasTable = (node: FormNode): boolean =>
  node.children.some(({ appearance }) => appearance.includes('list-nolabel'));

/** Relevant questions and notes inside a node, in the order of the form. */
export function questionsIn(node: FormNode): FormNode[] {
  if (!node.relevant) return [];
  return isQuestion(node) ? [node] : node.children.flatMap(questionsIn);
}

/** The form as a row of screens: a question each, a field-list on one, and the summary at the end. */
export const pagesOf = (root: FormNode): Page[] => [
  ...root.children.flatMap(pagesIn),
  { kind: 'summary', id: SUMMARY },
];

function pagesIn(node: FormNode): Page[] {
  if (!node.relevant) return [];
  if (isQuestion(node)) return [{ kind: 'questions', id: node.id, nodes: [node] }];
  if (isTogether(node) || hasTable(node)) return together(node);
  const inside = node.children.flatMap(pagesIn);
  return node.kind === 'repeat-range' && node.canChange
    ? [...inside, { kind: 'repeat', id: node.id, range: node }]
    : inside;
}

function together(node: FormNode): Page[] {
  const holds = questionsIn(node).length > 0 || node.children.some(({ kind }) => kind === 'repeat-range');
  return holds ? [{ kind: 'questions', id: node.id, nodes: [node] }] : [];
}

/** The page on which a node stands; -1 when it is nowhere, as when it has become hidden. */
export function pageWith(pages: readonly Page[], id: string): number {
  const exact = pages.findIndex((page) => page.id === id);
  if (exact >= 0) return exact;
  return pages.findIndex((page) => page.kind === 'questions' && page.nodes.some((node) => holds(node, id)));
}

export function holds(node: FormNode, id: string): boolean {
  return node.id === id || node.children.some((child) => holds(child, id));
}

/** Groups and instances around a node, outermost first, those with a name of their own. */
export function trailOf(node: FormNode): FormNode[] {
  const trail: FormNode[] = [];
  for (let at = node.parent; at && at.kind !== 'root'; at = at.parent) {
    if (at.kind === 'repeat-instance' || (at.kind === 'group' && at.label()?.text)) trail.unshift(at);
  }
  return trail;
}

/** A heading of the form with what stands under it, for the list of sections and for jumping. */
export interface Section {
  readonly node: FormNode;
  readonly depth: number;
}

/** Groups and repeats with a name, and instances; `questions` adds every question. */
export function sectionsOf(root: FormNode, options: { questions: boolean; deepest?: number }): Section[] {
  const sections: Section[] = [];
  const walk = (node: FormNode, depth: number): void => {
    if (!node.relevant) return;
    const shown = isQuestion(node)
      ? options.questions && !isTableHead(node)
      : isHeading(node) && depth <= (options.deepest ?? 99);
    if (shown) sections.push({ node, depth });
    for (const child of node.children) walk(child, shown ? depth + 1 : depth);
  };
  for (const child of root.children) walk(child, 0);
  return sections;
}

const isHeading = (node: FormNode): boolean =>
  node.kind === 'repeat-instance' ||
  (node.kind === 'group' && !!node.label()?.text) ||
  (node.kind === 'repeat-range' && !node.parent?.label()?.text);

/** Questions that can be answered, and those that are: what the progress of a draft is told by. */
export function progressOf(root: FormNode): { answered: number; asked: number } {
  const asked = questionsIn(root).filter((node) => node.kind === 'question' && !isTableHead(node));
  return { answered: asked.filter(({ value }) => value !== '').length, asked: asked.length };
}
