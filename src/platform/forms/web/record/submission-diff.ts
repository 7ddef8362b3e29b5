/** The few parts of a DOM element that are read here. */
interface XmlNode {
  readonly nodeType: number;
  readonly localName?: string | null;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<XmlNode>;
}

const ELEMENT = 1;
const elementsOf = (node: XmlNode): XmlNode[] =>
  Array.from(node.childNodes).filter(({ nodeType }) => nodeType === ELEMENT);
const nameOf = (node: XmlNode): string => node.localName ?? node.nodeName;

/** Answers of a submission by path without its root; entries of a repeat are numbered: `person[2]/age`. */
export function leavesOf(root: XmlNode): Map<string, string> {
  const leaves = new Map<string, string>();
  const visit = (node: XmlNode, path: string): void => {
    const children = elementsOf(node);
    if (children.length === 0) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '') leaves.set(path, text);
      return;
    }
    const totals = new Map<string, number>();
    for (const child of children) totals.set(nameOf(child), (totals.get(nameOf(child)) ?? 0) + 1);
    const seen = new Map<string, number>();
    for (const child of children) {
      const name = nameOf(child);
      const index = (seen.get(name) ?? 0) + 1;
      seen.set(name, index);
      const step = totals.get(name)! > 1 ? `${name}[${index}]` : name;
      visit(child, path ? `${path}/${step}` : step);
    }
  };
  visit(root, '');
  return leaves;
}

export interface AnswerChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** What an edit changed, without the identifiers that every edit changes. */
export function changesBetween(before: XmlNode, after: XmlNode): AnswerChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])]
    .filter((path) => !path.startsWith('meta/') && old.get(path) !== now.get(path))
    .map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null }));
}
