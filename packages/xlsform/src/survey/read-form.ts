import type { Report } from '../diagnostics/report.ts';
import { TRANSLATABLE_CHOICES } from '../dialect/columns.ts';
import { type EntityDeclaration, readEntities } from '../entities/declaration.ts';
import { injectEntities, metaNode } from '../entities/inject.ts';
import { entityReferences } from '../entities/usage.ts';
import { checkReferences } from '../expressions/check.ts';
import { findSheets, warnMisspelled } from '../sheets/find.ts';
import type { Table } from '../sheets/table.ts';
import { checkTranslations } from '../sheets/translations.ts';
import { textAt, translatedAt } from '../sheets/tree.ts';
import type { WorkbookSheet } from '../sheets/workbook-sheet.ts';
import { readChoices } from './choices.ts';
import { newFrame, type SurveyContext } from './context.ts';
import { finish } from './finish.ts';
import type { CompiledForm } from './form.ts';
import { checkGeometryReferences } from './geo.ts';
import { type FormNode, link, newNode, type OsmTag } from './node.ts';
import { readSurvey } from './read.ts';
import { asQuestion } from './row-node.ts';
import { readSettings, type Settings, type SettingsDefaults } from './settings.ts';
import { readSettingsTable, readTables, requireSurvey, type Tables } from './tables.ts';
import { checkTriggers } from './trigger.ts';

export interface FormDefaults extends SettingsDefaults {
  readonly strict: boolean;
}

/** Understands the sheets of a form. Findings go to the report; only a missing survey or header stops at once. */
export function readForm(
  sheets: readonly WorkbookSheet[],
  defaults: FormDefaults,
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
  const form = finish(context, root, entitiesVersion, tables, defaults.strict);
  checkAllReferences(context, tables);
  return form;
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
    const present = tags.get(list) ?? [];
    present.push({ name, label: translatedAt(row.tree, 'label') });
    tags.set(list, present);
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
