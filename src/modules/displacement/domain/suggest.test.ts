import { expect, test } from 'vitest';
import { type FormQuestion, suggestMapping } from './suggest.ts';

const q = (path: string, type: string): FormQuestion => ({
  path,
  name: path.split('/').at(-1)!,
  type,
  label: path,
});

test('a site assessment with sex and age is mapped from its names', () => {
  const found = suggestMapping([
    q('date_assessment', 'date'),
    q('place/adm1', 'select_one'),
    q('place/adm3', 'select_one'),
    q('place/gps', 'geopoint'),
    q('pop/idp_hh', 'integer'),
    q('pop/idp_ind', 'integer'),
    q('pop/idp_f_0', 'integer'),
    q('pop/idp_m_18_59', 'integer'),
    q('pop/origin_adm1', 'select_one'),
    q('pop/returnee_ind', 'integer'),
    q('wash/latrines', 'integer'),
  ]);
  expect(found.place).toEqual({ kind: 'pcode', question: 'place/adm3' });
  expect(found.date).toBe('date_assessment');
  expect(found.figures.map((f) => f.category)).toEqual(['idp', 'returnee']);
  expect(found.figures[0]).toMatchObject({
    households: 'pop/idp_hh',
    individuals: 'pop/idp_ind',
    origin: 'pop/origin_adm1',
    bands: [
      { sex: 'female', age: '0', question: 'pop/idp_f_0' },
      { sex: 'male', age: '18-59', question: 'pop/idp_m_18_59' },
    ],
  });
});

test('a form without numbers suggests no figure; a position is a place when nothing better is asked', () => {
  expect(suggestMapping([q('name', 'text'), q('gps', 'geopoint')])).toEqual({
    place: { kind: 'geopoint', question: 'gps' },
    figures: [],
  });
});

test('where no name tells, the label of a number may', () => {
  const questions = [
    { ...q('time', 'integer'), label: 'How many minutes do beneficiaries walk?' },
    { ...q('area', 'integer'), label: 'How many beneficiaries could stand here?' },
  ];
  expect(suggestMapping(questions).figures).toMatchObject([
    { category: 'idp', individuals: 'area', bands: [] },
  ]);
});

test('the name of a site keeps two sites of one area apart', () => {
  const questions = [q('adm2', 'select_one'), q('site/site_name', 'text'), q('pop/idp_hh', 'integer')];
  expect(suggestMapping(questions).location).toBe('site/site_name');
  const coded = [q('site_code', 'select_one'), q('site_name', 'text'), q('idp_hh', 'integer')];
  expect(suggestMapping(coded)).toMatchObject({ place: { kind: 'site', question: 'site_code' } });
  expect(suggestMapping(coded).location).toBeUndefined();
});
