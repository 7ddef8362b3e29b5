import type { Report } from '../diagnostics/report.ts';
import { suggest } from '../diagnostics/suggest.ts';
import { SHEETS, TRANSLATABLE_CHOICES } from '../dialect/columns.ts';
import { type EntityDeclaration, readEntities } from '../entities/declaration.ts';
import { injectEntities, metaNode } from '../entities/inject.ts';
import { entityReferences } from '../entities/usage.ts';
import { checkReferences } from '../expressions/check.ts';
import { findCycles } from '../expressions/cycles.ts';
import { createResolver } from '../expressions/resolve.ts';
import {
  type FormSheets,
  findSheets,
  headerRowElsewhere,
  misspelledSheet,
  warnMisspelled,
} from '../sheets/find.ts';
import { readTable, type Table } from '../sheets/table.ts';
import { checkTranslations } from '../sheets/translations.ts';
import { textAt, translatedAt } from '../sheets/tree.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { readChoices } from './choices.ts';
import { newFrame, type SurveyContext } from './context.ts';
import type { CompiledForm } from './form.ts';
import { placeOf } from './form.ts';
import { checkGeometryReferences } from './geo.ts';
import { type FormNode, link, newNode, type OsmTag, walk } from './node.ts';
import { readSurvey } from './read.ts';
import { asQuestion } from './row-node.ts';
import { checkSearch } from './search.ts';
import { readSettings, type Settings, type SettingsDefaults } from './settings.ts';
import { checkTriggers } from './trigger.ts';

interface Tables {
  readonly survey: Table;
  readonly choices: Table | undefined;
  readonly settings: Table | undefined;
  readonly entities: Table | undefined;
  readonly external: Table | undefined;
  readonly osm: Table | undefined;
}

/** Understands the sheets of a form. Findings go to the report; only a missing survey or header stops at once. */
export function readForm(
  sheets: readonly WorkbookSheet[],
  defaults: SettingsDefaults,
  report: Report,
): CompiledForm {
  const found = findSheets(sheets);
  requireSurvey(found, sheets, report);
  const settingsTable = readSettingsTable(found, defaults.defaultLanguage, report);
  const settings = readSettings(settingsTable, defaults, report);
  if (settingsTable === undefined) warnMisspelled('settings', sheets, report);
  const tables = readTables(found, settingsTable, settings, report);
  if (tables.entities === undefined) warnMisspelled('entities', sheets, report);
  const context = createContext(tables, settings, report);
  const translated = checkTranslations(tables.survey, tables.choices, report);
  readSurvey(context);
  if (context.usesOrOther && translated) report.warn('or_other_translated', { sheet: tables.survey.name });
  checkTriggers(context);
  checkGeometryReferences(context);
  const root = newNode('survey', 'survey', settings.rootName, { children: context.stack[0]!.children });
  const entitiesVersion =
    context.entities.size === 0 ? undefined : injectEntities(context, root, tables.entities!.name, report);
  addMeta(context, root);
  link(root);
  const form = finish(context, root, entitiesVersion, tables);
  checkAllReferences(context, tables);
  return form;
}

function finish(
  context: SurveyContext,
  root: FormNode,
  entitiesVersion: string | undefined,
  tables: Tables,
): CompiledForm {
  const { settings, choices, report } = context;
  const byName = new Map<string, FormNode>();
  const setBy = new Map<string, FormNode[]>();
  walk(root, (node) => {
    if (node.kind === 'attribute' || node.kind === 'entityLabel' || node.kind === 'external') return;
    if (!byName.has(node.name)) byName.set(node.name, node);
    else noteCopy(context, node);
    for (const name of node.trigger) setBy.set(name, [...(setBy.get(name) ?? []), node]);
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
    report,
  };
  checkSearch(form);
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

function requireSurvey(found: FormSheets, sheets: readonly WorkbookSheet[], report: Report): void {
  const survey = found.get('survey');
  if (survey === undefined || (survey.rows.length === 0 && sheets.length > 0)) {
    const names = sheets.map(({ name }) => name).join(', ');
    const near = misspelledSheet('survey', sheets);
    report.refuse('missing_survey_sheet', near === undefined ? {} : { sheet: near }, { sheets: names });
  }
}

function optionalTable(
  found: FormSheets,
  name: keyof typeof SHEETS | 'external_choices' | 'osm',
  defaultLanguage: string,
  report: Report,
  clean = false,
): Table | undefined {
  const sheet = found.get(name);
  if (sheet === undefined) return undefined;
  const dialect = SHEETS[name === 'external_choices' || name === 'osm' ? 'choices' : name];
  const table = readTable(sheet, { dialect, defaultLanguage, clean }, report);
  return table.rows.length === 0 && name !== 'survey' ? undefined : table;
}

/** Where both spellings of the form's id stand in the settings, `form_id` is the one that counts. */
function readSettingsTable(found: FormSheets, defaultLanguage: string, report: Report): Table | undefined {
  const sheet = found.get('settings');
  const headers = sheet?.rows[0]?.map((header) => header?.trim().toLowerCase());
  if (
    sheet === undefined ||
    headers === undefined ||
    !headers.includes('form_id') ||
    !headers.includes('id_string')
  ) {
    return optionalTable(found, 'settings', defaultLanguage, report);
  }
  report.warn('settings_both_ids', { sheet: sheet.name, row: 1 });
  const kept = headers.map((header, i) => (header === 'id_string' ? '' : sheet.rows[0]![i]));
  const single = new Map([['settings', { name: sheet.name, rows: [kept, ...sheet.rows.slice(1)] }]]);
  return optionalTable(single, 'settings', defaultLanguage, report);
}

function readTables(
  found: FormSheets,
  settings: Table | undefined,
  values: Settings,
  report: Report,
): Tables {
  const { defaultLanguage } = values;
  const survey = optionalTable(found, 'survey', defaultLanguage, report, values.cleanText)!;
  if (!survey.columns.some(({ tokens }) => tokens[0] === 'type')) {
    const row = headerRowElsewhere(found.get('survey')!);
    const place = { sheet: survey.name, row: 1 };
    if (row !== undefined) report.refuse('headers_elsewhere', { sheet: survey.name, row }, { found: row });
    report.refuse('missing_header', place, { header: 'type' }, nearHeader(survey, 'type'));
  }
  warnUnknownColumns(survey, report);
  return {
    survey,
    settings,
    choices: optionalTable(found, 'choices', defaultLanguage, report),
    entities: optionalTable(found, 'entities', defaultLanguage, report),
    external: optionalTable(found, 'external_choices', defaultLanguage, report),
    osm: optionalTable(found, 'osm', 'default', report),
  };
}

const nearHeader = (table: Table, wanted: string): string | undefined =>
  table.columns.map(({ header }) => header).find((header) => suggest(header, [wanted]) !== undefined);

/** A column that is nearly a known one, which the sheet does not have, is probably a slip. */
function warnUnknownColumns(table: Table, report: Report): void {
  const { known, aliases } = SHEETS.survey;
  const used = new Set(table.columns.map(({ tokens }) => tokens.join('::')));
  const names = [...known, ...Object.keys(aliases)].filter(
    (name) => !used.has((aliases[name] ?? [name]).join('::')),
  );
  for (const { tokens, header, column } of table.columns) {
    const first = tokens[0]!;
    if (known.has(first) || first.length < 4 || column.name.includes(':')) continue;
    const near = suggest(first, names);
    if (near === undefined) continue;
    report.warn('unknown_column', { sheet: table.name, row: 1, column }, { header }, near);
  }
}

function createContext(tables: Tables, settings: Settings, report: Report): SurveyContext {
  const entities: ReadonlyMap<string, EntityDeclaration> =
    tables.entities === undefined ? new Map() : readEntities(tables.entities, report);
  return {
    report,
    table: tables.survey,
    rootName: settings.rootName,
    settings,
    choices:
      tables.choices === undefined
        ? new Map()
        : readChoices(tables.choices, settings.allowChoiceDuplicates, report),
    hasChoicesSheet: tables.choices !== undefined,
    externalLists: tables.external && listNames(tables.external),
    osmTags: osmTags(tables.osm),
    entities,
    entityUses: new Map(),
    entityReferences: entityReferences(entities),
    stack: [newFrame('survey', 'survey', undefined)],
    metaNodes: [],
    questionNames: new Set(),
    elementNames: new Map(),
    triggerReferences: [],
    geometryReferences: [],
    secondaryInstances: new Set(),
    repeatNames: new Set(),
    tableList: undefined,
    usesOrOther: false,
  };
}

function listNames(table: Table): Set<string> {
  return new Set(table.rows.map((row) => textAt(row.tree, 'list name')).filter((name) => name !== undefined));
}

function osmTags(table: Table | undefined): Map<string, OsmTag[]> {
  const tags = new Map<string, OsmTag[]>();
  for (const row of table?.rows ?? []) {
    const list = textAt(row.tree, 'list name');
    const name = textAt(row.tree, 'name');
    if (list === undefined || name === undefined) continue;
    tags.set(list, [...(tags.get(list) ?? []), { name, label: translatedAt(row.tree, 'label') }]);
  }
  return tags;
}

/** The meta block: audit, instanceID and instanceName, after the entities that may be in it already. */
function addMeta(context: SurveyContext, root: FormNode): void {
  const { settings, metaNodes } = context;
  if (!settings.omitInstanceId) {
    const bind = { readonly: 'true()', 'jr:preload': settings.instanceId };
    metaNodes.push(asQuestion(newNode('question', 'calculate', 'instanceID', { bind })));
    context.elementNames.set('instanceID', (context.elementNames.get('instanceID') ?? 0) + 1);
  }
  if (settings.instanceName !== undefined) {
    const bind = { calculate: settings.instanceName };
    metaNodes.push(asQuestion(newNode('question', 'calculate', 'instanceName', { bind })));
  }
  if (metaNodes.length === 0) return;
  const existing = root.children.find((child) => child.name === 'meta' && child.bodyless);
  if (existing === undefined) root.children.push(metaNode(metaNodes));
  else existing.children.push(...metaNodes);
}

function checkAllReferences(context: SurveyContext, tables: Tables): void {
  const { report, elementNames } = context;
  if (tables.settings !== undefined) checkReferences(tables.settings, elementNames, () => true, report);
  if (tables.entities !== undefined) {
    const skip = new Set(['dataset', 'repeat']);
    checkReferences(tables.entities, elementNames, ({ tokens }) => !skip.has(tokens[0]!), report);
  }
  const own = new Set(['type', 'name', 'trigger']);
  checkReferences(tables.survey, elementNames, ({ tokens }) => !own.has(tokens[0]!), report);
  if (tables.choices !== undefined) {
    const texts = new Set([...Object.keys(TRANSLATABLE_CHOICES), 'media']);
    checkReferences(tables.choices, elementNames, ({ tokens }) => texts.has(tokens[0]!), report);
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
