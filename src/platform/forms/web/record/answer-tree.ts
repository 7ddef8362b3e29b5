import type { Outline, OutlineNode } from '../../contract/shapes.ts';

type Data = Readonly<Record<string, unknown>>;

export type AnswerItem =
  | { kind: 'answer'; node: OutlineNode; value: unknown }
  | { kind: 'group'; node: OutlineNode; items: AnswerItem[] }
  | { kind: 'repeat'; node: OutlineNode; tables: RepeatTable[] };

/** The entries of a repeat as a table; those of a repeat inside it are a table of their own, naming the entry they belong to. */
export interface RepeatTable {
  node: OutlineNode;
  columns: OutlineNode[];
  rows: { /** Number of the entry, and of those around it: `2.1`. */ number: string; data: Data }[];
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
/** Beginning and end stand among the facts of the record. */
const isAnswer = (node: OutlineNode): boolean =>
  node.node === 'question' && node.kind !== 'note' && node.type !== 'start' && node.type !== 'end';

/** The answers of a record in the order and grouping of the form. Groups and repeats without any answer are left out. */
export function answerTree(outline: Outline, data: Data, withEmpty: boolean): AnswerItem[] {
  const children = new Map<string, OutlineNode[]>();
  for (const node of outline.nodes) {
    const parent = parentOf(node.path);
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const itemsOf = (parent: string): AnswerItem[] =>
    (children.get(parent) ?? []).flatMap((node): AnswerItem[] => {
      if (node.node === 'group') {
        const items = itemsOf(node.path);
        return items.length > 0 ? [{ kind: 'group', node, items }] : [];
      }
      if (node.node === 'repeat') {
        const tables = tablesOf(outline, node, data);
        return tables.length > 0 ? [{ kind: 'repeat', node, tables }] : [];
      }
      const value = data[node.path];
      return isAnswer(node) && (withEmpty || value !== undefined) ? [{ kind: 'answer', node, value }] : [];
    });
  return itemsOf('');
}

function tablesOf(outline: Outline, top: OutlineNode, data: Data): RepeatTable[] {
  const inside = outline.nodes.filter(({ path }) => path === top.path || path.startsWith(`${top.path}/`));
  const rowsOf = new Map<string, RepeatTable['rows']>();
  const visit = (node: OutlineNode, holder: Data, prefix: string): void => {
    const entries = holder[node.path];
    if (!Array.isArray(entries)) return;
    const rows = rowsOf.get(node.path) ?? [];
    rowsOf.set(node.path, rows);
    entries.forEach((entry: Data, index) => {
      const number = `${prefix}${index + 1}`;
      rows.push({ number, data: entry });
      for (const inner of inside) {
        if (inner.node === 'repeat' && innermost(inside, inner) === node.path)
          visit(inner, entry, `${number}.`);
      }
    });
  };
  visit(top, data, '');
  return inside.flatMap((node) => {
    const rows = node.node === 'repeat' ? rowsOf.get(node.path) : undefined;
    if (!rows || rows.length === 0) return [];
    const columns = inside.filter((one) => isAnswer(one) && one.repeat === node.path);
    const answered = columns.filter(({ path }) => rows.some((row) => row.data[path] !== undefined));
    return [{ node, columns: answered, rows }];
  });
}

/** Path of the repeat right around a repeat. */
function innermost(nodes: readonly OutlineNode[], node: OutlineNode): string | undefined {
  const around = nodes.filter((one) => one.node === 'repeat' && node.path.startsWith(`${one.path}/`));
  return around.toSorted((a, b) => b.path.length - a.path.length)[0]?.path;
}

/** Answers that the version does not know, kept as text. */
export function unknownAnswers(outline: Outline, data: Data): [string, unknown][] {
  const known = new Set(outline.nodes.map(({ path }) => path));
  return Object.entries(data).filter(([path]) => !known.has(path));
}
