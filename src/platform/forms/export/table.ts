import type { Cell, Table as SheetTable } from '#platform/files/sheets/table.ts';
import type { Answers, AnswerValue } from '../answers/read-answers.ts';
import type { ExportOptions } from '../contract/export.ts';
import type { Outline, OutlineNode } from '../contract/shapes.ts';

/** A record as it is read for an export: times as ISO text, answers as JSON text. */
export interface ExportRow {
  id: string;
  instance_id: string;
  instance_name: string | null;
  version: string;
  review_state: string;
  received_at: string;
  updated_at: string;
  submitted_by_name: string | null;
  files_expected: number;
  files_received: number;
  data: string;
}

/** One sheet or file: the records themselves, or the instances of one repeat. */
type Table = SheetTable<ExportRow>;

type Read = (answers: Answers) => Cell;

const systemColumns: [string, (row: ExportRow) => Cell][] = [
  ['record_id', (r) => r.id],
  ['instance_id', (r) => r.instance_id],
  ['instance_name', (r) => r.instance_name],
  ['form_version', (r) => r.version],
  ['review_state', (r) => r.review_state],
  ['received_at', (r) => r.received_at],
  ['updated_at', (r) => r.updated_at],
  ['submitted_by', (r) => r.submitted_by_name],
  ['files_expected', (r) => r.files_expected],
  ['files_received', (r) => r.files_received],
];

/** Tables of a form: the main one first, then each repeat in the order of the form. */
export function tablesOf(outline: Outline, options: ExportOptions): Table[] {
  const language = options.language ?? outline.defaultLanguage;
  const repeats = outline.nodes.filter((node) => node.node === 'repeat');
  return [
    mainTable(outline, options, language),
    ...repeats.map((r) => repeatTable(outline, options, language, r)),
  ];
}

function mainTable(outline: Outline, options: ExportOptions, language: string): Table {
  const columns = columnsOf(outline, options, language, null);
  return {
    name: 'records',
    heads: [...systemColumns.map(([head]) => head), ...columns.map(([head]) => head)],
    rows(row) {
      const answers = JSON.parse(row.data) as Answers;
      const cells: Cell[] = [];
      for (const [, read] of systemColumns) cells.push(read(row));
      for (const [, read] of columns) cells.push(read(answers));
      return [cells];
    },
  };
}

/** Rows of a repeat carry the key of the record or repeat instance that they belong to: `<record>/origin[2]`. */
function repeatTable(outline: Outline, options: ExportOptions, language: string, repeat: OutlineNode): Table {
  const columns = columnsOf(outline, options, language, repeat.path);
  const chain: string[] = [repeat.path];
  for (let at = repeat.repeat; at !== null; at = outline.nodes.find((n) => n.path === at)?.repeat ?? null)
    chain.unshift(at);
  return {
    name: repeat.name,
    heads: ['record_id', 'parent_key', 'key', ...columns.map(([head]) => head)],
    rows(row) {
      const answers = JSON.parse(row.data) as Answers;
      const out: Cell[][] = [];
      const down = (level: number, within: Answers, parentKey: string): void => {
        const list = within[chain[level]!];
        if (!Array.isArray(list)) return;
        const name = chain[level]!.slice(chain[level]!.lastIndexOf('/') + 1);
        for (const [i, instance] of (list as Answers[]).entries()) {
          const key = `${parentKey}/${name}[${i + 1}]`;
          if (level < chain.length - 1) down(level + 1, instance, key);
          else out.push([row.id, parentKey, key, ...columns.map(([, read]) => read(instance))]);
        }
      };
      down(0, answers, row.id);
      return out;
    },
  };
}

function columnsOf(
  outline: Outline,
  options: ExportOptions,
  language: string,
  repeat: string | null,
): [string, Read][] {
  const questions = outline.nodes.filter(
    (node) => node.node === 'question' && node.kind !== 'note' && node.repeat === repeat,
  );
  const names = new Map<string, number>();
  for (const { name } of questions) names.set(name, (names.get(name) ?? 0) + 1);
  return questions.flatMap((node) => {
    const plain = options.groupNames === 'no' && names.get(node.name) === 1;
    const label = node.label[language] ?? node.label[outline.defaultLanguage];
    const head = options.heads === 'labels' && label ? label : plain ? node.name : node.path;
    return questionColumns(node, head, outline, { ...options, language });
  });
}

function questionColumns(
  node: OutlineNode,
  head: string,
  outline: Outline,
  options: ExportOptions & { language: string },
): [string, Read][] {
  const { path } = node;
  const choices = node.list === null ? [] : (outline.lists[node.list] ?? []);
  const labels = new Map(
    choices.map((c) => [c.value, c.label[options.language] ?? c.label[outline.defaultLanguage] ?? c.value]),
  );
  const shown = (value: string): string =>
    options.choices === 'labels' ? (labels.get(value) ?? value) : value;
  switch (node.kind) {
    case 'geopoint':
      return ['latitude', 'longitude', 'altitude', 'accuracy'].map((part, i) => [
        `${head}.${part}`,
        coordinate(path, i),
      ]);
    case 'select_one':
      return [[head, (a) => (typeof a[path] === 'string' ? shown(a[path]) : cellOf(a[path]))]];
    case 'rank':
    case 'select_multiple': {
      const separator = options.choices === 'labels' ? '; ' : ' ';
      const list: [string, Read] = [
        head,
        (a) => (Array.isArray(a[path]) ? (a[path] as string[]).map(shown).join(separator) : cellOf(a[path])),
      ];
      if (options.splitMultiple !== 'yes' || node.kind === 'rank') return [list];
      return [
        list,
        ...choices.map(({ value }): [string, Read] => [`${head}/${shown(value)}`, selected(path, value)]),
      ];
    }
    default:
      return [[head, (a) => cellOf(a[path])]];
  }
}

const selected =
  (path: string, value: string): Read =>
  (answers) => {
    const list = answers[path];
    return Array.isArray(list) ? ((list as unknown[]).includes(value) ? 1 : 0) : null;
  };

const coordinate =
  (path: string, part: number): Read =>
  (answers) => {
    const text = answers[path];
    if (typeof text !== 'string') return null;
    const number = text.split(' ')[part];
    return number === undefined || number === '' || Number.isNaN(Number(number)) ? null : Number(number);
  };

function cellOf(value: AnswerValue | undefined): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return value.every((v) => typeof v === 'string') ? (value as string[]).join(' ') : JSON.stringify(value);
}
