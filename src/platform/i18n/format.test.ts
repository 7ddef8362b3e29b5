import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatChange,
  formatDate,
  formatDateTime,
  formatNumber,
  formatRelative,
} from './format.ts';
import { languageFrom } from './language.ts';

describe('language of a reader', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['de-DE, sw', 'en'],
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['de, ar;q=0.4, es;q=0.7', 'es'],
    ['ar;q=0, es;q=0.1', 'es'],
  ])('%s gives %s', (accepted, expected) => {
    expect(languageFrom(accepted)).toBe(expected);
  });
});

describe('dates that people gave', () => {
  it('keeps the precision and never moves with the zone', () => {
    expect(formatDate('en', '2026-11-01')).toBe('1 Nov 2026');
    expect(formatDate('en', '2026-11')).toBe('Nov 2026');
    expect(formatDate('fr', '1984')).toBe('1984');
  });

  it('writes the month in letters and Latin digits in Arabic too', () => {
    expect(formatDate('ar', '2026-11-21')).toBe('21 نوفمبر 2026');
  });
});

describe('instants', () => {
  it('names the zone where one is given', () => {
    expect(formatDateTime('en', '2026-11-21T22:30:00Z', 'America/Port-au-Prince')).toMatch(
      /^21 Nov 2026, 17:30 \S+/,
    );
  });

  it('says how long ago', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatRelative('en', '2026-11-18T12:00:00Z', now)).toBe('3 days ago');
    expect(formatRelative('es', '2026-11-21T11:59:50Z', now)).toBe('ahora');
  });
});

describe('numbers', () => {
  it('groups as the reader writes', () => {
    expect(formatNumber('en', 1204567)).toBe('1,204,567');
    expect(formatNumber('fr', 1204567)).toBe('1\u202f204\u202f567');
    expect(formatNumber('ar', 1204567)).toBe('1,204,567');
  });

  it('shows the sign of a change and none for zero', () => {
    expect(formatChange('en', 12)).toBe('+12');
    expect(formatChange('en', 0)).toBe('0');
  });

  it('writes sizes in powers of a thousand', () => {
    expect(formatBytes('en', 3_400_000)).toBe('3.4 MB');
    expect(formatBytes('en', 0)).toBe('0 byte');
  });
});
