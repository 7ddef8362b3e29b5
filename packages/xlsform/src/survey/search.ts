import { FILE_EXTENSIONS } from '../dialect/question-types.ts';
import { usesSearch } from '../xform/itemset.ts';
import { type CompiledForm, placeOf } from './form.ts';
import { type FormNode, walk } from './node.ts';
import { splitExtension } from './selects.ts';

const SELECTS = new Set(['select one', 'select all that apply', 'rank']);

/** `search()` replaces a list's choices by those of a file, so such a list may not be used in another way. */
export function checkSearch(form: CompiledForm): void {
  const searching: FormNode[] = [];
  const plain = new Map<string, string[]>();
  walk(form.root, (node) => {
    if (node.kind !== 'question' || !SELECTS.has(node.type)) return;
    if (usesSearch(node)) searching.push(node);
    else {
      const names = plain.get(node.itemset ?? '') ?? [];
      names.push(node.name);
      plain.set(node.itemset ?? '', names);
    }
  });
  for (const node of searching) {
    const { name } = node;
    const list = node.itemset ?? '';
    if (FILE_EXTENSIONS.has(splitExtension(list).extension)) {
      form.report.error('search_from_file', placeOf(form, node, 'control', 'appearance'), { name });
      continue;
    }
    const known = form.choices.get(list);
    if (known !== undefined) known.usedBySearch = true;
    const others = plain.get(list);
    if (others === undefined) continue;
    const place = placeOf(form, node, 'control', 'appearance');
    form.report.error('search_shared_list', place, { name, list, others: others.join(', ') });
  }
}
