import { describe, expect, it } from 'vitest';
import { compileSheets, compileXlsForm, listQuestions } from '../src/index.ts';
import { codesOf, compileSurvey, makeXlsx, sheetsOf } from './workbooks.ts';

const HOUSEHOLD = [
  ['type', 'name', 'label::English (en)', 'label::Français (fr)', 'relevant', 'required'],
  ['text', 'head', 'Head of household', 'Chef de ménage', '', 'yes'],
  ['begin repeat', 'member', 'Member', 'Membre', '', ''],
  ['text', 'member_name', 'Name', 'Nom', '', ''],
  ['integer', 'age', 'Age of ${member_name}', 'Âge de ${member_name}', '', ''],
  ['select_one sex', 'sex', 'Sex', 'Sexe', '${age} > 0', ''],
  ['end repeat', '', '', '', '', ''],
];
const SEX = [
  ['list_name', 'name', 'label::English (en)', 'label::Français (fr)', 'order'],
  ['sex', 'f', 'Female', 'Femme', '1'],
  ['sex', 'm', 'Male', 'Homme', '2'],
];

describe('compileSheets', () => {
  it('refuses a workbook without a survey sheet and names the sheets found', () => {
    const result = compileSheets(sheetsOf({ surve: [['type', 'name']], choices: [['list_name', 'name']] }));
    expect(result).toMatchObject({ ok: false, files: [] });
    expect(result.diagnostics).toMatchObject([
      { code: 'missing_survey_sheet', sheet: 'surve', params: { sheets: 'surve, choices' } },
    ]);
    expect(codesOf(compileSurvey([['a']]))).toEqual(['missing_header']);
  });

  it('says which row holds the headers when it is not the first', () => {
    const result = compileSurvey([['My form'], [], ['type', 'name', 'label'], ['text', 'a', 'A']]);
    expect(result.diagnostics[0]).toMatchObject({ code: 'headers_elsewhere', row: 3, severity: 'error' });
  });

  it('suggests the spelling of a type, a column, a list and a reference', () => {
    const result = compileSurvey(
      [
        ['type', 'name', 'label', 'relevent'],
        ['txt', 'a', 'A', ''],
        ['select_one sexx', 'b', 'B', ''],
        ['text', 'village', 'C', ''],
        ['note', 'd', 'Hello ${vilage}', ''],
      ],
      {
        choices: [
          ['list_name', 'name', 'label'],
          ['sex', 'f', 'F'],
        ],
      },
    );
    const found = Object.fromEntries(result.diagnostics.map(({ code, suggestion }) => [code, suggestion]));
    expect(found).toMatchObject({
      unknown_type: 'text',
      unknown_column: 'relevant',
      unknown_list: 'sex',
      reference_unknown: 'village',
    });
  });

  it('reports every bad row at once, with its place', () => {
    const result = compileSurvey([
      ['type', 'name', 'label'],
      ['text', '1st', 'A'],
      ['nonsense', 'b', 'B'],
      ['text', 'c', ''],
      ['end group', '', ''],
    ]);
    expect(result.ok).toBe(false);
    expect(result.diagnostics.map(({ code, row, column }) => [code, row, column?.letter])).toEqual([
      ['invalid_name', 2, 'B'],
      ['unknown_type', 3, 'A'],
      ['unmatched_end', 5, 'A'],
      ['label_missing', 4, 'C'],
    ]);
  });

  it('shows a circle of calculations as its path', () => {
    const result = compileSurvey([
      ['type', 'name', 'label', 'calculation'],
      ['calculate', 'a', '', '${b} + 1'],
      ['calculate', 'b', '', '${c}'],
      ['calculate', 'c', '', '${a}'],
    ]);
    expect(result.diagnostics).toMatchObject([
      { code: 'circular_reference', params: { path: 'a → b → c → a' }, row: 2 },
    ]);
  });

  it('writes binds, repeats, translated texts and choices', () => {
    const { xform, ok } = compileSurvey(HOUSEHOLD, {
      choices: SEX,
      settings: [
        ['form_id', 'version'],
        ['hh', '7'],
      ],
    });
    expect(ok).toBe(true);
    expect(xform).toContain('<data id="hh" version="7">');
    expect(xform).toContain('<bind nodeset="/data/head" type="string" required="true()"/>');
    expect(xform).toContain('relevant=" ../age  &gt; 0"');
    expect(xform).toContain('<repeat nodeset="/data/member">');
    expect(xform).toContain('<text id="sex-0"><value>Femme</value></text>');
    expect(xform).toContain('<value> Age of <output value=" ../member_name "/> </value>');
    expect(xform).toContain('<label ref="jr:itext(itextId)"/>');
  });

  it('gives a model that survives JSON and lists questions with their repeats', () => {
    const { model } = compileSurvey(HOUSEHOLD, { choices: SEX });
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    const listed = listQuestions(model!);
    expect(listed.map(({ question, repeats }) => [question.path, question.type, repeats])).toEqual([
      ['/data/head', 'text', []],
      ['/data/member/member_name', 'text', ['/data/member']],
      ['/data/member/age', 'integer', ['/data/member']],
      ['/data/member/sex', 'select_one', ['/data/member']],
    ]);
    expect(listed[2]!.question.outputs).toEqual({ '${member_name}': '../member_name' });
    expect(listed[3]!.question.list).toBe('sex');
    expect(model!.languages).toEqual([
      { name: 'English (en)', code: 'en' },
      { name: 'Français (fr)', code: 'fr' },
    ]);
    expect(model!.choiceLists.sex!.choices[0]).toEqual({
      value: 'f',
      label: { 'English (en)': 'Female', 'Français (fr)': 'Femme' },
      columns: { order: '1' },
    });
  });

  it('compiles bytes as it compiles sheets', async () => {
    const bytes = makeXlsx({ survey: HOUSEHOLD, choices: SEX });
    const fromBytes = await compileXlsForm(bytes, { fileName: 'household.xlsx' });
    const fromSheets = compileSurvey(HOUSEHOLD, { choices: SEX }, { fileName: 'household.xlsx' });
    expect(fromBytes).toEqual(fromSheets);
    expect(fromBytes.model!.formId).toBe('household');
  });
});
