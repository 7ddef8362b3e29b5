import { suggest } from '../diagnostics/suggest.ts';
import { findCycles } from '../expressions/cycles.ts';
import { readReferences } from '../expressions/references.ts';
import { createResolver } from '../expressions/resolve.ts';
import type { Table } from '../sheets/table.ts';
import { checkExpressions } from './check-expressions.ts';
import type { SurveyContext } from './context.ts';
import { type CompiledForm, placeOf } from './form.ts';
import { type FormNode, walk } from './node.ts';
import { checkSearch } from './search.ts';
import type { Tables } from './tables.ts';

/** What is known of a form once its tree is complete: names, references, triggers, circles. */
export function finish(
  context: SurveyContext,
  root: FormNode,
  entitiesVersion: string | undefined,
  tables: Tables,
  strict: boolean,
): CompiledForm {
  const { settings, choices, report } = context;
  const byName = new Map<string, FormNode>();
  const setBy = new Map<string, FormNode[]>();
  walk(root, (node) => {
    // A file has no place in the data, so nothing can refer to it by ${name}.
    if (node.kind === 'external' && !byName.has(node.name)) context.elementNames.delete(node.name);
    if (node.kind === 'attribute' || node.kind === 'entityLabel' || node.kind === 'external') return;
    if (!byName.has(node.name)) byName.set(node.name, node);
    else noteCopy(context, node);
    for (const name of node.trigger) {
      const targets = setBy.get(name) ?? [];
      targets.push(node);
      setBy.set(name, targets);
    }
    checkSiblings(context, node);
  });
  const resolver = createResolver(byName);
  const survey = tables.survey;
  const itemsets = itemsetsCsv(root, tables.external);
  const entityProperties = savedProperties(context, root);
  const form = {
    root,
    settings,
    choices,
    entitiesVersion,
    resolver,
    setBy,
    survey,
    entityProperties,
    itemsets,
    strict,
    report,
  };
  checkItemsets(form, context);
  checkSearch(form);
  checkExpressions(form);
  if (survey.rows.length === 0) report.warn('empty_survey', { sheet: survey.name });
  for (const cycle of findCycles(root, resolver.find)) {
    const path = cycle.map(({ name }) => name).join(' → ');
    report.error('circular_reference', placeOf(form, cycle[0]!, 'bind', 'calculate'), { path });
  }
  return form;
}

/** Path of the question that is saved to each property of each entity list. */
function savedProperties(context: SurveyContext, root: FormNode): Map<string, Record<string, string>> {
  const byRow = new Map<number, string>();
  walk(root, (node) => {
    if (node.row !== undefined && node.bind?.['entities:saveto'] !== undefined)
      byRow.set(node.row, node.path);
  });
  const saved = new Map<string, Record<string, string>>();
  for (const [list, uses] of context.entityUses) {
    const properties = uses.flatMap(({ property, row }): [string, string][] => {
      const path = byRow.get(row);
      return property === undefined || path === undefined ? [] : [[property, path]];
    });
    saved.set(list, Object.fromEntries(properties));
  }
  return saved;
}

/** `select_one ${name}` takes the answers of a question for choices: there must be one of that name. */
function checkItemsets({ root, report, resolver }: CompiledForm, context: SurveyContext): void {
  walk(root, (node) => {
    const name = readReferences(node.itemset ?? '').references[0]?.name;
    if (name === undefined) return;
    const place = context.table.place(node.row, 'type');
    if (resolver.find(name) === undefined) {
      report.error('reference_unknown', place, { name }, () => suggest(name, context.elementNames.keys()));
    } else if ((context.elementNames.get(name) ?? 0) > 1)
      report.error('reference_ambiguous', place, { name });
  });
}

/** Loops write what they contain once per choice: such names cannot be referred to, nor be repeats. */
function noteCopy(context: SurveyContext, node: FormNode): void {
  if (context.elementNames.has(node.name)) context.elementNames.set(node.name, 2);
  if (node.kind === 'repeat') {
    context.report.error('repeat_name_duplicate', context.table.place(node.row, 'name'), { name: node.name });
  }
}

/** Names made by the compiler (`_other`, `_count`, loops) may meet names that the author chose. */
function checkSiblings(context: SurveyContext, section: FormNode): void {
  if (section.children.length === 0 || section.kind === 'entity') return;
  const seen = new Set<string>();
  for (const { name, row } of section.children) {
    if (seen.has(name)) context.report.error('duplicate_name', context.table.place(row, 'name'), { name });
    seen.add(name);
  }
}

/** The file that select_one_external looks its choices up in, as the sheet has them. */
function itemsetsCsv(root: FormNode, table: Table | undefined): string | undefined {
  let used = false;
  walk(root, (node) => {
    used ||= node.type === 'select one external';
  });
  if (!used || table === undefined) return undefined;
  const quote = (text: string): string => `"${text.replace(/"/g, '""')}"`;
  const lines = [table.columns.map(({ header }) => quote(header)).join(',')];
  for (const row of table.rows)
    lines.push(table.columns.map(({ index }) => quote(row.cells[index] ?? '')).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
