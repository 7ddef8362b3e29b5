import { describe, expect, it } from 'vitest';
import {
  type AreaMapping,
  choiceOf,
  mappingOf,
  readSample,
  roleOf,
  rolesOf,
  withRole,
} from './area-roles.ts';

const columns = [
  'ADM2_FR',
  'ADM2_EN',
  'ADM2_PCODE',
  'ADM1_EN',
  'ADM1_PCODE',
  'date',
  'validOn',
  'alt1',
  'alt2',
];

const mapping: AreaMapping = {
  layer: 'adm2',
  use: true,
  levels: [
    { level: 1, pcode: 'ADM1_PCODE', names: { en: 'ADM1_EN' }, alternates: [] },
    {
      level: 2,
      pcode: 'ADM2_PCODE',
      names: { fr: 'ADM2_FR', en: 'ADM2_EN' },
      alternates: ['alt1', 'alt2'],
    },
  ],
  level: null,
  levelColumn: null,
  parent: null,
  validFrom: 'validOn',
  validTo: null,
};

describe('what columns mean', () => {
  it('says nothing of a column that nobody mapped, and of a value that no select offers', () => {
    expect(rolesOf(mapping).date).toBeUndefined();
    expect(roleOf('')).toBeUndefined();
    expect(roleOf('nonsense:2')).toBeUndefined();
  });

  it('is the mapping and back', () => {
    expect(mappingOf(mapping, columns, rolesOf(mapping))).toEqual(mapping);
    const long: AreaMapping = {
      ...mapping,
      levels: [{ level: null, pcode: 'ADM2_PCODE', names: { und: 'ADM2_EN' }, alternates: [] }],
      levelColumn: 'date',
      parent: 'ADM1_PCODE',
    };
    expect(mappingOf(long, columns, rolesOf(long))).toEqual(long);
  });

  it('is the value of a select and back', () => {
    for (const role of Object.values(rolesOf(mapping))) {
      expect(roleOf(choiceOf(role))).toEqual(role.kind === 'name' ? { ...role, language: 'und' } : role);
    }
  });

  it('moves from one column to another, but other names gather', () => {
    const moved = withRole(rolesOf(mapping), 'date', { kind: 'pcode', level: 2 });
    expect(moved.ADM2_PCODE).toBeUndefined();
    expect(mappingOf(mapping, columns, moved).levels[1]?.pcode).toBe('date');
    const english = withRole(rolesOf(mapping), 'date', { kind: 'name', level: 2, language: 'ar' });
    expect(mappingOf(mapping, columns, english).levels[1]?.names).toEqual({
      fr: 'ADM2_FR',
      en: 'ADM2_EN',
      ar: 'date',
    });
    const more = withRole(rolesOf(mapping), 'date', { kind: 'other', level: 2 });
    expect(mappingOf(mapping, columns, more).levels[1]?.alternates).toEqual(['date', 'alt1', 'alt2']);
    expect(withRole(rolesOf(mapping), 'alt1', undefined).alt1).toBeUndefined();
  });

  it('reads a sample row as its deepest area with the one above', () => {
    const row = { ADM1_PCODE: 'QZ01', ADM1_EN: 'North', ADM2_PCODE: ' QZ0101 ', ADM2_FR: 'Port' };
    expect(readSample(row, mapping)).toEqual({ level: 2, pcode: 'QZ0101', name: 'Port', parent: 'QZ01' });
    expect(readSample({ ADM1_PCODE: 'QZ01', ADM1_EN: 'North' }, mapping)).toMatchObject({
      level: 1,
      pcode: 'QZ01',
      parent: '',
    });
    expect(readSample({}, mapping)).toBeUndefined();
  });
});
