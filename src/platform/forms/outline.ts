import { type FormItem, type FormModel, type Question, visitItems } from '@sojourn/xlsform';
import type { AnswerKind, Outline, OutlineNode } from './contract/shapes.ts';

const kinds: Partial<Record<Question['type'], AnswerKind>> = {
  note: 'note',
  integer: 'integer',
  decimal: 'decimal',
  date: 'date',
  today: 'date',
  time: 'time',
  dateTime: 'dateTime',
  start: 'dateTime',
  end: 'dateTime',
  select_one: 'select_one',
  select_one_external: 'select_one',
  select_multiple: 'select_multiple',
  rank: 'rank',
  geopoint: 'geopoint',
  'start-geopoint': 'geopoint',
  'background-geopoint': 'geopoint',
  geotrace: 'geotrace',
  geoshape: 'geoshape',
  image: 'file',
  audio: 'file',
  video: 'file',
  file: 'file',
  osm: 'file',
  audit: 'file',
  'background-audio': 'file',
};
const boundKinds: Record<string, AnswerKind> = {
  int: 'integer',
  decimal: 'decimal',
  date: 'date',
  dateTime: 'dateTime',
};

/** A calculation or a range is kept as its data type says. */
const kindOf = (question: Question): AnswerKind =>
  kinds[question.type] ?? boundKinds[question.bindType] ?? 'text';

/** The path of an item without the root element. */
const relative = (path: string): string => path.replace(/^\/[^/]+\//, '');

const always = (expression: string | undefined): boolean => /^\s*true\(\)\s*$/.test(expression ?? '');

/** What lists, filters, exports and figures need to know of a form. */
export function outlineOf(model: FormModel): Outline {
  const nodes: OutlineNode[] = [];
  visitItems(model, (item, ancestors) => {
    const repeat = ancestors.findLast((a) => a.kind === 'repeat');
    const conditional = [item, ...ancestors].some((one: FormItem) => one.relevant !== undefined);
    nodes.push({
      path: relative(item.path),
      name: item.name,
      node: item.kind,
      type: item.kind === 'question' ? item.type : '',
      kind: item.kind === 'question' ? kindOf(item) : null,
      repeat: repeat ? relative(repeat.path) : null,
      label: { ...item.label },
      list: item.kind === 'question' ? (item.list ?? null) : null,
      required: item.kind === 'question' && always(item.required),
      conditional,
    });
  });
  for (const question of model.meta.filter((q) => q.type === 'audit')) nodes.push(metaFile(question));
  return {
    languages: model.languages.map((language) => language.name),
    defaultLanguage: model.defaultLanguage,
    nodes,
    lists: Object.fromEntries(
      Object.entries(model.choiceLists).map(([name, list]) => [
        name,
        list.choices.map(({ value, label }) => ({ value, label: { ...label } })),
      ]),
    ),
  };
}

const metaFile = (question: Question): OutlineNode => ({
  path: relative(question.path),
  name: question.name,
  node: 'question',
  type: question.type,
  kind: 'file',
  repeat: null,
  label: {},
  list: null,
  required: false,
  conditional: false,
});

/**
 * The questions of several versions by path, the newest version first in the list: it decides label, type and
 * place; what only older versions had follows at the end of its group. Choices are joined.
 */
export function mergeOutlines(newestFirst: readonly Outline[]): Outline {
  const [newest, ...older] = newestFirst;
  if (!newest) return { languages: [], defaultLanguage: 'default', nodes: [], lists: {} };
  const nodes = [...newest.nodes];
  const lists = { ...newest.lists };
  const known = new Set(nodes.map((n) => n.path));
  for (const outline of older) {
    for (const node of outline.nodes) {
      if (known.has(node.path)) continue;
      known.add(node.path);
      nodes.splice(placeOf(node, nodes), 0, node);
    }
    for (const [name, choices] of Object.entries(outline.lists)) {
      const present = new Set((lists[name] ?? []).map((c) => c.value));
      lists[name] = [...(lists[name] ?? []), ...choices.filter((c) => !present.has(c.value))];
    }
  }
  const languages = [...new Set(newestFirst.flatMap((o) => o.languages))];
  return { languages, defaultLanguage: newest.defaultLanguage, nodes, lists };
}

function placeOf(node: OutlineNode, nodes: readonly OutlineNode[]): number {
  const parent = node.path.slice(0, Math.max(0, node.path.lastIndexOf('/')));
  if (parent === '') return nodes.length;
  const last = nodes.findLastIndex((n) => n.path === parent || n.path.startsWith(`${parent}/`));
  return last < 0 ? nodes.length : last + 1;
}
