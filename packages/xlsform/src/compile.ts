import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { createReport, Refused, type Report } from './diagnostics/report.ts';
import { isXmlName } from './expressions/names.ts';
import { buildModel } from './model/build.ts';
import { type RequiredFile, requiredFiles } from './model/files.ts';
import type { FormModel } from './model/types.ts';
import { type ReadOptions, readWorkbook } from './reader/workbook.ts';
import { languageCode } from './sheets/language.ts';
import type { WorkbookSheet } from './sheets/workbook-sheet.ts';
import { type FormDefaults, readForm } from './survey/read-form.ts';
import { xformDocument } from './xform/document.ts';

export interface CompileOptions extends ReadOptions {
  /** File name; its stem is the form's id when the settings give none. */
  readonly fileName?: string;
  /** Name of the root element of the data; `data` unless the settings say otherwise. */
  readonly rootName?: string;
  /** Language of texts without language; `default` unless the settings say otherwise. */
  readonly defaultLanguage?: string;
  /** Refuse malformed expressions instead of warning of them. */
  readonly strict?: boolean;
}

export interface CompileResult {
  /** False if there is any error; then `model` and `xform` are missing. */
  readonly ok: boolean;
  readonly model?: FormModel;
  readonly xform?: string;
  /** Files that must be attached to the form. */
  readonly files: readonly RequiredFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A workbook's bytes, or sheets that were read before. */
export type CompileInput =
  | Uint8Array
  | readonly WorkbookSheet[]
  | { readonly sheets: readonly WorkbookSheet[] };

/** Compiles a workbook. Never throws on bad input: what is wrong stands in `diagnostics`. */
export async function compileXlsForm(
  input: CompileInput,
  options: CompileOptions = {},
): Promise<CompileResult> {
  if (!(input instanceof Uint8Array)) return compileSheets('sheets' in input ? input.sheets : input, options);
  const workbook = await readWorkbook(input, options.fileName ?? '', options);
  if (workbook.sheets.length === 0) return { ok: false, files: [], diagnostics: workbook.diagnostics };
  const compiled = compileSheets(workbook.sheets, options);
  return { ...compiled, diagnostics: [...workbook.diagnostics, ...compiled.diagnostics] };
}

/** Compiles sheets that are at hand; for inputs that need no unpacking. */
export function compileSheets(sheets: readonly WorkbookSheet[], options: CompileOptions = {}): CompileResult {
  const report = createReport();
  const fileStem = (options.fileName ?? '').replace(/^.*[\\/]/, '').replace(/(.)\.[^.]*$/, '$1');
  const defaults = {
    rootName: options.rootName ?? 'data',
    formId: fileStem === '' ? 'data' : fileStem,
    defaultLanguage: options.defaultLanguage ?? 'default',
    strict: options.strict ?? false,
  };
  try {
    return compileWith(sheets, defaults, report);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, files: [], diagnostics: report.diagnostics };
  }
}

function compileWith(
  sheets: readonly WorkbookSheet[],
  defaults: FormDefaults,
  report: Report,
): CompileResult {
  if (!isXmlName(defaults.rootName)) report.error('invalid_name', {}, { name: defaults.rootName });
  const form = readForm(sheets, defaults, report);
  const document = xformDocument(form);
  for (const language of document.languages) {
    if (language.length < 3 || language === 'default' || languageCode(language) !== undefined) continue;
    report.warn('language_code', { sheet: form.survey.name, row: 1 }, { language });
  }
  if (report.failed()) return { ok: false, files: [], diagnostics: report.diagnostics };
  const files = requiredFiles(form, document.instances);
  const model = buildModel(form, document);
  return { ok: true, model, xform: document.xml, files, diagnostics: report.diagnostics };
}
