import type { Report } from '../diagnostics/report.ts';
import { isXmlName } from '../expressions/names.ts';
import { hasReference } from '../expressions/references.ts';
import type { Table, TableRow } from '../sheets/table.ts';
import { type Text, textAt, translatedAt, treeAt } from '../sheets/tree.ts';

export interface Choice {
  readonly name: string;
  readonly label: Text | undefined;
  readonly media: Readonly<Record<string, Text>> | undefined;
  /** Further columns, in the order of the sheet. */
  readonly columns: Readonly<Record<string, string>>;
  readonly smsOption: string | undefined;
  readonly row: number | undefined;
}

export interface ChoiceList {
  readonly name: string;
  readonly choices: Choice[];
  /** Its choices stand inside the controls that use `search()`; no secondary instance is written. */
  usedBySearch: boolean;
}

export type ChoiceLists = Map<string, ChoiceList>;

const itextNeeds = new WeakMap<ChoiceList, boolean>();

/** Whether labels must go through itext: translated, with media, or with a reference. Ask once all rows are read. */
export function needsItext(list: ChoiceList): boolean {
  const known = itextNeeds.get(list);
  if (known !== undefined) return known;
  const needs = list.choices.some(
    ({ label, media }) =>
      (media !== undefined && Object.keys(media).length > 0) ||
      (label !== undefined && (typeof label !== 'string' || hasReference(label))),
  );
  itextNeeds.set(list, needs);
  return needs;
}

const OWN = new Set(['list name', 'name', 'label', 'media', 'sms_option']);

/** Groups the rows of the choices sheet by list. Rows without list name are left out. */
export function readChoices(table: Table, allowDuplicates: boolean, report: Report): ChoiceLists {
  const lists: ChoiceLists = new Map();
  if (table.rows.length === 0) return lists;
  if (!table.columns.some(({ tokens }) => tokens[0] === 'name')) {
    report.error('missing_header', { sheet: table.name, row: 1 }, { header: 'name' });
    return lists;
  }
  const further = furtherColumns(table, report);
  for (const row of table.rows) {
    const listName = textAt(row.tree, 'list name');
    if (listName === undefined) continue;
    const list = lists.get(listName) ?? { name: listName, choices: [], usedBySearch: false };
    lists.set(listName, list);
    const choice = readChoice(row, further, table, report);
    if (choice !== undefined) list.choices.push(choice);
  }
  if (!allowDuplicates) for (const list of lists.values()) refuseDuplicates(list, table, report);
  return lists;
}

/** Columns that filters may use; they become elements, so those that cannot name one are left out. */
function furtherColumns(table: Table, report: Report): string[] {
  const keys = new Set<string>();
  for (const { tokens, column } of table.columns) {
    const key = tokens[0]!;
    if (OWN.has(key)) continue;
    if (isXmlName(key)) keys.add(key);
    else report.warn('choice_header_invalid', { sheet: table.name, row: 1, column }, { header: column.name });
  }
  return [...keys];
}

function readChoice(
  row: TableRow,
  further: readonly string[],
  table: Table,
  report: Report,
): Choice | undefined {
  const name = textAt(row.tree, 'name');
  if (name === undefined) {
    report.error('choice_without_name', table.place(row.number, 'name'));
    return undefined;
  }
  const label = translatedAt(row.tree, 'label');
  if (label === undefined) report.warn('choice_without_label', table.place(row.number, 'label'));
  const columns = further.length === 0 ? NO_COLUMNS : columnsAt(row, further);
  return {
    name,
    label,
    media: mediaAt(row),
    columns,
    smsOption: textAt(row.tree, 'sms_option'),
    row: row.number,
  };
}

const NO_COLUMNS: Readonly<Record<string, string>> = {};

function columnsAt(row: TableRow, keys: readonly string[]): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const key of keys) {
    const value = row.tree[key];
    if (typeof value === 'string') columns[key] = value;
  }
  return columns;
}

function mediaAt(row: TableRow): Record<string, Text> | undefined {
  const group = treeAt(row.tree, 'media');
  if (group === undefined) return undefined;
  const media: Record<string, Text> = {};
  for (const kind of Object.keys(group)) {
    const value = translatedAt(group, kind);
    if (value !== undefined) media[kind] = value;
  }
  return media;
}

function refuseDuplicates(list: ChoiceList, table: Table, report: Report): void {
  const seen = new Set<string>();
  for (const { name, row } of list.choices) {
    if (seen.has(name)) report.error('choice_duplicate', table.place(row, 'name'), { name, list: list.name });
    seen.add(name);
  }
}
