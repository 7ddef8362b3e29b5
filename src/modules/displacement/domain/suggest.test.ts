import { expect, test } from 'vitest';
import { type ChoicesAs, type FormQuestion, readChoices, suggestMapping } from './suggest.ts';

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

test('choices that are places of today decide, whatever the question is called', () => {
  const offers = (path: string, choices: ChoicesAs): FormQuestion => ({ ...q(path, 'select_one'), choices });
  const district = offers('location/district', { kind: 'pcode', level: 1 });
  const commune = offers('location/commune', { kind: 'pcode', level: 2 });
  const permission = offers('site_ownership/site', { kind: 'other' });
  const gps = q('gps', 'geopoint');
  expect(suggestMapping([permission, district, commune, gps]).place).toEqual({
    kind: 'pcode',
    question: 'location/commune',
  });
  expect(suggestMapping([permission, gps]).place).toEqual({ kind: 'geopoint', question: 'gps' });
  expect(suggestMapping([offers('adm2', { kind: 'other' })]).place).toBeUndefined();
  expect(suggestMapping([commune, offers('where', { kind: 'site' })]).place).toEqual({
    kind: 'site',
    question: 'where',
  });
  expect(suggestMapping([offers('origin/commune', { kind: 'pcode', level: 2 })]).place).toBeUndefined();
});

test('a list stands for places when half of its choices are known', () => {
  const levels: Record<string, number> = { QZ01: 1, QZ0101: 2 };
  const read = (...names: string[]) =>
    readChoices(
      names,
      (name) => name.startsWith('S'),
      (name) => levels[name],
    );
  expect(read()).toEqual({ kind: 'other' });
  expect(read('yes', 'no')).toEqual({ kind: 'other' });
  expect(read('QZ01', 'other')).toEqual({ kind: 'pcode', level: 1 });
  expect(read('QZ01', 'QZ0101', 'dnk')).toEqual({ kind: 'pcode', level: 2 });
  expect(read('QZ01', 'other', 'dnk')).toEqual({ kind: 'other' });
  expect(read('S1', 'S2', 'other')).toEqual({ kind: 'site' });
});
