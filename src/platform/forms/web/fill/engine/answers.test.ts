import { describe, expect, it } from 'vitest';
import { rangeSteps } from '../control/range-steps.ts';
import { findOptions } from '../control/search-list.ts';
import { withVersion } from '../draft/versions.ts';
import { localDateTime, localTime, storedDateTime, storedTime } from './dates.ts';
import { fileNameFor } from './files.ts';
import { fittedSize } from './images.ts';
import { languageNear, languageOf } from './language.ts';
import { typedNumber } from './numbers.ts';
import { lengthOf, openRing, readPlace, readPlaces, writePlace, writePlaces } from './places.ts';

describe('numbers as typed', () => {
  it.each([
    ['12', '12'],
    ['1 204', '1204'],
    ['١٢٣٫٥', '123.5'],
    ['۴۲', '42'],
    ['12,5', '12.5'],
    ['1,204,000', '1204000'],
    ['1,204.5', '1204.5'],
    ['−7', '-7'],
    ['1,2,3', '1,2,3'],
    ['twelve', 'twelve'],
  ])('%s is %s', (typed, stored) => expect(typedNumber(typed)).toBe(stored));
});

describe('dates as kept', () => {
  it('keeps an instant with the zone of the device and shows it again', () => {
    const stored = storedDateTime('2026-03-05T14:30');
    expect(stored).toMatch(/^2026-03-05T14:30:00\.000[+-]\d\d:\d\d$/);
    expect(localDateTime(stored)).toBe('2026-03-05T14:30');
    expect([storedDateTime(''), localDateTime('never')]).toEqual(['', '']);
  });

  it('keeps a time of day as it was given', () => {
    expect(localTime(storedTime('07:05', new Date()))).toBe('07:05');
    expect(storedTime('7', new Date())).toBe('');
  });
});

describe('places', () => {
  it('writes as ODK does and reads again', () => {
    expect(writePlace({ latitude: 9.03, longitude: 38.74, accuracy: 4.2 })).toBe('9.03 38.74 0 4.2');
    expect(readPlace('9.03 38.74 0 4.2')).toEqual({ latitude: 9.03, longitude: 38.74, accuracy: 4.2 });
    expect([readPlace(''), readPlace('91 0'), readPlace('a b')]).toEqual([undefined, undefined, undefined]);
  });

  it('closes an area and opens it again', () => {
    const places = [
      { latitude: 0, longitude: 0 },
      { latitude: 0, longitude: 1 },
      { latitude: 1, longitude: 1 },
    ];
    const text = writePlaces(places, true);
    expect(text.split(';')).toHaveLength(4);
    expect(openRing(readPlaces(text))).toEqual(places);
    expect(writePlaces(places.slice(0, 2), true).split(';')).toHaveLength(2);
  });

  it('measures a degree of the equator', () => {
    const degree = [
      { latitude: 0, longitude: 0 },
      { latitude: 0, longitude: 1 },
    ];
    expect(lengthOf(degree)).toBeCloseTo(111_195, -1);
  });
});

describe('languages of a form', () => {
  it.each([
    ['Arabic (ar)', 'ar', 'rtl'],
    ['العربية', undefined, 'rtl'],
    ['Français (fr)', 'fr', 'ltr'],
    ['Kurdish (ckb)', 'ckb', 'rtl'],
    ['English', undefined, 'ltr'],
  ])('%s', (name, tag, direction) => {
    expect(languageOf(name)).toMatchObject({ tag, direction });
  });

  it('finds that of the reader', () => {
    expect(languageNear(['English (en)', 'Arabic (ar-SD)'], 'ar')).toBe('Arabic (ar-SD)');
    expect(languageNear(['English (en)'], 'fr')).toBeUndefined();
  });
});

describe('lists', () => {
  it('finds words in any order, without accents, those at the beginning first', () => {
    const options = ['Lac Rose', 'Saint-Étienne du Lac', 'Port'].map((text) => ({ value: text, text }));
    expect(findOptions(options, 'lac').map(({ text }) => text)).toEqual(['Lac Rose', 'Saint-Étienne du Lac']);
    expect(findOptions(options, 'lac etienne').map(({ text }) => text)).toEqual(['Saint-Étienne du Lac']);
    expect(findOptions(options, ' ')).toBe(options);
  });

  it('counts the values of a range, also downwards and by fractions', () => {
    expect(rangeSteps({ start: '1', end: '2', step: '0.5' })).toEqual(['1.0', '1.5', '2.0']);
    expect(rangeSteps({ start: '3', end: '1', step: '1' })).toEqual(['3', '2', '1']);
  });
});

describe('files', () => {
  it('are named by their question, not by the person', () => {
    const file = new File(['x'], 'Anna Example.JPG', { type: 'image/jpeg' });
    expect(fileNameFor('photo', file, 17)).toBe('photo-17.jpg');
    expect(fileNameFor('سؤال', new Blob([], { type: 'audio/webm;codecs=opus' }), 1)).toBe('سؤال-1.webm');
  });

  it('fit their longer edge', () => {
    expect(fittedSize(4000, 3000, 800)).toEqual({ width: 800, height: 600 });
    expect(fittedSize(300, 200, 800)).toEqual({ width: 300, height: 200 });
  });
});

describe('the version of a record that is revised', () => {
  it('is set in the root alone', () => {
    const xml = '<?xml version="1.0"?><data id="f" version="1"><a version="1"/></data>';
    expect(withVersion(xml, '2"')).toBe(
      '<?xml version="1.0"?><data id="f" version="2&#34;"><a version="1"/></data>',
    );
  });
});
