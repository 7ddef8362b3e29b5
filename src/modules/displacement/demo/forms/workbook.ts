import ExcelJS from 'exceljs';
import type { Localised } from '../country/names.ts';
import type { FormSource } from './rows.ts';

const LANGUAGES = [
  ['en', 'English (en)'],
  ['fr', 'Français (fr)'],
  ['es', 'Español (es)'],
  ['ar', 'العربية (ar)'],
] as const;

const columns = (column: string) => LANGUAGES.map(([, name]) => `${column}::${name}`);
const values = (label: Localised | undefined) => LANGUAGES.map(([code]) => label?.[code] ?? '');

/** Writes a form as the XLSForm workbook that an officer would upload. */
export async function toWorkbook(form: FormSource): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const fill = (name: string, rows: readonly (readonly string[])[]) => {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRows(rows as string[][]);
    sheet.getRow(1).font = { bold: true };
    sheet.columns.forEach((column, i) => {
      column.width = i < 2 ? 26 : 34;
    });
  };
  fill('survey', surveyRows(form));
  fill('choices', choiceRows(form));
  fill('settings', [
    ['form_title', 'form_id', 'version', 'default_language', 'instance_name'],
    [form.title, form.id, form.version, LANGUAGES[0][1], form.instanceName],
  ]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

function surveyRows(form: FormSource): string[][] {
  const plain = [
    'required',
    'relevant',
    'constraint',
    'calculation',
    'appearance',
    'choice_filter',
    'default',
    'parameters',
  ];
  const header = ['type', 'name', ...columns('label'), ...columns('hint'), ...plain, 'repeat_count'];
  const rows = form.survey.map((row) => [
    row.type,
    row.type.startsWith('end_') ? '' : row.name,
    ...values(row.label),
    ...values(row.hint),
    row.required ? 'yes' : '',
    row.relevant ?? '',
    row.constraint ?? '',
    row.calculation ?? '',
    row.appearance ?? '',
    row.choiceFilter ?? '',
    row.default ?? '',
    row.parameters ?? '',
    row.repeatCount ?? '',
    ...values(row.constraintMessage),
  ]);
  return [[...header, ...columns('constraint_message')], ...rows];
}

function choiceRows(form: FormSource): string[][] {
  const filters = [...new Set(form.choices.flatMap((choice) => Object.keys(choice.filter ?? {})))];
  return [
    ['list_name', 'name', ...columns('label'), ...filters],
    ...form.choices.map((choice) => [
      choice.list,
      choice.name,
      ...values(choice.label),
      ...filters.map((name) => choice.filter?.[name] ?? ''),
    ]),
  ];
}
