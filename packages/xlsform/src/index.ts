export {
  type CompileInput,
  type CompileOptions,
  type CompileResult,
  compileSheets,
  compileXlsForm,
} from './compile.ts';
export type {
  Diagnostic,
  DiagnosticCode,
  DiagnosticColumn,
  Place,
  Severity,
} from './diagnostics/diagnostic.ts';
export { describePlace, diagnosticMessage, type MessageLanguage } from './diagnostics/message.ts';
export { diffForms } from './diff/diff-forms.ts';
export type { FormDiff, LogicProperty, QuestionRef } from './diff/types.ts';
export type { RequiredFile } from './model/files.ts';
export { type ListedQuestion, listQuestions, visitItems } from './model/list-questions.ts';
export type {
  FormChoice,
  FormChoiceList,
  FormEntity,
  FormInstance,
  FormItem,
  FormLanguage,
  FormModel,
  FormSettings,
  Group,
  ItemSource,
  Media,
  Question,
  QuestionChoices,
  QuestionDefault,
  QuestionType,
  Repeat,
  Texts,
} from './model/types.ts';
export type { ReadLimits } from './reader/limits.ts';
export { type ReadOptions, type ReadResult, readWorkbook } from './reader/workbook.ts';
export type { WorkbookSheet } from './sheets/workbook-sheet.ts';
