import { describe, expect, it } from 'vitest';
import { diffLines } from '../src/cli/text.ts';
import { diffForms, type FormModel } from '../src/index.ts';
import { compileSurvey } from './workbooks.ts';

const HEAD = ['type', 'name', 'label', 'relevant'];
const CHOICES = [
  ['list_name', 'name', 'label'],
  ['yn', 'yes', 'Yes'],
  ['yn', 'no', 'No'],
];

function model(rows: string[][], choices: string[][] = CHOICES): FormModel {
  const result = compileSurvey([HEAD, ...rows], { choices });
  expect(result.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return result.model!;
}

const OLD = model([
  ['integer', 'age', 'Age in years', ''],
  ['select_one yn', 'school', 'Does the child go to school?', '${age} > 5'],
  ['text', 'remarks', 'Remarks', ''],
]);

describe('diffForms', () => {
  it('finds nothing between a form and itself', () => {
    expect(diffForms(OLD, OLD)).toEqual({
      otherForm: false,
      added: [],
      removed: [],
      renamed: [],
      moved: [],
      retyped: [],
      choicesDropped: [],
      choicesAdded: [],
      logicChanged: [],
      textChanged: [],
      keepsData: true,
    });
  });

  it('takes a question of the same label for a renamed one, and its references with it', () => {
    const diff = diffForms(
      OLD,
      model([
        ['integer', 'age_years', 'Age in years', ''],
        ['select_one yn', 'school', 'Does the child go to school?', '${age_years} > 5'],
        ['text', 'remarks', 'Remarks', ''],
      ]),
    );
    expect(diff.renamed).toMatchObject([{ from: { path: '/data/age' }, to: { path: '/data/age_years' } }]);
    expect(diff).toMatchObject({ removed: [], added: [], logicChanged: [], keepsData: false });
  });

  it('tells removed, added, moved and retyped questions', () => {
    const diff = diffForms(
      OLD,
      model([
        ['text', 'age', 'Age in years', ''],
        ['begin group', 'g', 'G', ''],
        ['select_one yn', 'school', 'Does the child go to school?', ''],
        ['end group', '', '', ''],
        ['geopoint', 'place', 'Where is the site?', ''],
      ]),
    );
    expect(diff.removed).toMatchObject([{ path: '/data/remarks' }]);
    expect(diff.added).toMatchObject([{ path: '/data/place' }]);
    expect(diff.moved).toMatchObject([{ from: { path: '/data/school' }, to: { path: '/data/g/school' } }]);
    expect(diff.retyped).toMatchObject([{ from: 'integer', to: 'text', compatible: true }]);
    expect(diff.logicChanged).toMatchObject([{ path: '/data/g/school', property: 'relevant', to: null }]);
  });

  it('tells dropped and added choices, changed texts, and logic', () => {
    const diff = diffForms(
      OLD,
      model(
        [
          ['integer', 'age', 'Age', ''],
          ['select_one yn', 'school', 'Does the child go to school?', '${age} > 6'],
          ['text', 'remarks', 'Remarks', ''],
        ],
        [CHOICES[0]!, CHOICES[1]!, ['yn', 'dk', 'Do not know']],
      ),
    );
    expect(diff.choicesDropped).toMatchObject([{ question: { name: 'school' }, list: 'yn', values: ['no'] }]);
    expect(diff.choicesAdded).toMatchObject([{ values: ['dk'] }]);
    expect(diff.textChanged).toEqual(['/data/age']);
    expect(diff.logicChanged).toEqual([
      { path: '/data/school', property: 'relevant', from: '/data/age  > 5', to: '/data/age  > 6' },
    ]);
    expect(diffLines(diff).at(-1)).toBe('Data already collected is affected.');
  });
});
