import { QUESTION_TYPES } from '../dialect/question-types.ts';
import { isDynamicDefault } from '../expressions/lexer.ts';
import type { TableRow } from '../sheets/table.ts';
import { type Text, type Tree, textAt, translatedAt, treeAt } from '../sheets/tree.ts';
import { type FormAction, type FormNode, type NodeKind, newNode } from './node.ts';
import type { ContainerStep } from './step.ts';

/** A node with everything that a survey row says, whatever its type. */
export function nodeFromRow(kind: NodeKind, type: string, name: string, row: TableRow): FormNode {
  const { tree } = row;
  return newNode(kind, type, name, {
    row: row.number,
    label: translatedAt(tree, 'label'),
    hint: translatedAt(tree, 'hint'),
    guidanceHint: translatedAt(tree, 'guidance_hint'),
    // A bare "media" column says no kind of media: nothing is shown, but the author meant something to be.
    media: texts(treeAt(tree, 'media')) ?? (textAt(tree, 'media') === undefined ? undefined : {}),
    bind: texts(treeAt(tree, 'bind')),
    control: plain(treeAt(tree, 'control')),
    instance: plain(treeAt(tree, 'instance')),
    default: textAt(tree, 'default'),
    choiceFilter: textAt(tree, 'choice_filter'),
  });
}

function texts(tree: Tree | undefined): Record<string, Text> | undefined {
  if (tree === undefined) return undefined;
  const found: Record<string, Text> = {};
  for (const key of Object.keys(tree)) {
    const value = translatedAt(tree, key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}

function plain(tree: Tree | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(tree ?? {})) {
    if (typeof value === 'string') found[key] = value;
    else for (const [last, nested] of Object.entries(plain(value))) found[`${key}-${last}`] = nested;
  }
  return found;
}

/** Adds what a computed default does: set at first load and, within a repeat, for each new instance. */
export function applyDefault(node: FormNode, rowType: string, path: readonly ContainerStep[]): void {
  // A declared file has no node of its own that could be set.
  if (node.kind === 'external' || !isDynamicDefault(node.default, rowType)) return;
  node.dynamicDefault = true;
  const actions: FormAction[] = [{ element: 'setvalue', event: 'odk-instance-first-load' }];
  if (path.some((step) => step.type === 'repeat'))
    actions.push({ element: 'setvalue', event: 'odk-new-repeat' });
  node.actions = [...node.actions, ...actions];
}

/** Adds what the question type brings: control, data type, preload, hint. The row's own cells win. */
export function asQuestion(node: FormNode): FormNode {
  const info = QUESTION_TYPES.get(node.type);
  if (info === undefined) return node;
  node.tag = info.tag;
  if (info.bind !== undefined || node.bind !== undefined) node.bind = { ...info.bind, ...node.bind };
  if (info.mediatype !== undefined) node.control = { mediatype: info.mediatype, ...node.control };
  node.hint ??= info.hint;
  // Such a question heads the columns of a field-list of selects and may be blank itself.
  if (node.control.appearance === 'label' && node.label === undefined) node.label = ' ';
  return node;
}
