import type { Report } from '../diagnostics/report.ts';
import { yesNo } from '../dialect/columns.ts';
import { isXmlName } from '../expressions/names.ts';
import type { Table } from '../sheets/table.ts';
import { textAt, treeAt } from '../sheets/tree.ts';

/** Settings of a form as the XForm needs them. */
export interface Settings {
  formId: string;
  title: string;
  readonly rootName: string;
  readonly defaultLanguage: string;
  readonly version: string | undefined;
  readonly style: string | undefined;
  readonly instanceName: string | undefined;
  readonly instanceId: string;
  readonly instanceXmlns: string | undefined;
  readonly namespaces: string | undefined;
  readonly submissionUrl: string | undefined;
  readonly publicKey: string | undefined;
  readonly autoSend: string | undefined;
  readonly autoDelete: string | undefined;
  readonly clientEditable: boolean;
  readonly omitInstanceId: boolean;
  readonly allowChoiceDuplicates: boolean;
  readonly addNoneOption: boolean;
  readonly cleanText: boolean;
  prefix: string | undefined;
  readonly delimiter: string | undefined;
  /** Attributes for the root of the instance, from columns `attribute::name`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Every simple cell of the row, for the form model. */
  readonly all: Readonly<Record<string, string>>;
}

export interface SettingsDefaults {
  readonly rootName: string;
  readonly formId: string;
  readonly defaultLanguage: string;
}

/** Reads the first row of the settings sheet over the defaults. */
export function readSettings(table: Table | undefined, defaults: SettingsDefaults, report: Report): Settings {
  const row = table?.rows[0];
  const tree = row?.tree;
  const text = (key: string): string | undefined => textAt(tree, key);
  const flag = (key: string): boolean => yesNo(text(key)) === true;
  const name = text('name');
  if (table !== undefined && name !== undefined && !isXmlName(name)) {
    report.error('invalid_name', table.place(row!.number, 'name'), { name });
  }
  const formId = text('id_string') ?? defaults.formId;
  if (table !== undefined && flag('omit_instanceID') && text('public_key') !== undefined) {
    report.error('omit_instance_id_encrypted', table.place(row!.number, 'omit_instanceID'));
  }
  return {
    formId,
    title: text('title') ?? formId,
    rootName: name ?? defaults.rootName,
    defaultLanguage: text('default_language') ?? defaults.defaultLanguage,
    version: text('version'),
    style: text('style'),
    instanceName: text('instance_name'),
    instanceId: text('instance_id') ?? 'uid',
    instanceXmlns: text('instance_xmlns'),
    namespaces: text('namespaces'),
    submissionUrl: text('submission_url'),
    publicKey: text('public_key'),
    autoSend: text('auto_send'),
    autoDelete: text('auto_delete'),
    clientEditable: flag('client_editable'),
    omitInstanceId: flag('omit_instanceID'),
    allowChoiceDuplicates: flag('allow_choice_duplicates'),
    addNoneOption: flag('add_none_option'),
    cleanText: yesNo(text('clean_text_values')) ?? true,
    prefix: text('prefix'),
    delimiter: text('delimiter'),
    attributes: strings(treeAt(tree, 'attribute')),
    all: strings(tree),
  };
}

function strings(tree: Record<string, unknown> | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of Object.entries(tree ?? {})) if (typeof value === 'string') found[key] = value;
  return found;
}
