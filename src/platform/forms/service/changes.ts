import type { FormChange, Outline, OutlineNode } from '../contract/shapes.ts';

/** What differs between two versions of a form for those who read its records, in document order of the later one. */
export function changesBetween(before: Outline, after: Outline): FormChange[] {
  const old = new Map(before.nodes.map((node) => [node.path, node]));
  const changes: FormChange[] = [];
  for (const node of after.nodes) {
    const was = old.get(node.path);
    old.delete(node.path);
    if (!was)
      changes.push({
        kind: 'added',
        path: node.path,
        aspect: 'question',
        before: null,
        after: typeOf(node),
        breaking: false,
      });
    else changes.push(...differences(was, node, before, after));
  }
  for (const node of old.values()) {
    changes.push({
      kind: 'removed',
      path: node.path,
      aspect: 'question',
      before: typeOf(node),
      after: null,
      breaking: node.node === 'question',
    });
  }
  return changes;
}

const typeOf = (node: OutlineNode): string => node.type || node.node;
const labelOf = (node: OutlineNode, outline: Outline): string | null =>
  node.label[outline.defaultLanguage] ?? Object.values(node.label)[0] ?? null;

function differences(was: OutlineNode, is: OutlineNode, before: Outline, after: Outline): FormChange[] {
  const out: FormChange[] = [];
  const differ = (aspect: string, from: string | null, to: string | null, breaking: boolean) => {
    if (from !== to) out.push({ kind: 'changed', path: is.path, aspect, before: from, after: to, breaking });
  };
  differ('type', typeOf(was), typeOf(is), was.kind !== is.kind);
  differ('repeat', was.repeat, is.repeat, true);
  differ('label', labelOf(was, before), labelOf(is, after), false);
  differ('required', String(was.required), String(is.required), false);
  differ('condition', String(was.conditional), String(is.conditional), false);
  const [old, now] = [choicesOf(was, before), choicesOf(is, after)];
  const gone = old.filter((value) => !now.includes(value));
  const fresh = now.filter((value) => !old.includes(value));
  if (gone.length + fresh.length > 0) {
    differ('choices', gone.join(' ') || null, fresh.join(' ') || null, gone.length > 0);
  }
  return out;
}

const choicesOf = (node: OutlineNode, outline: Outline): string[] =>
  node.list === null ? [] : (outline.lists[node.list] ?? []).map((choice) => choice.value);
