import { describe, expect, it } from 'vitest';
import { defineCatalogue, fillMessage, translator } from './messages.ts';

const load = (messages: { rows: string; plain: string }) => async () => ({ messages });

const catalogue = defineCatalogue('sample', {
  en: load({ rows: '{count, plural, one {# row} other {# rows}}', plain: "It's done" }),
  fr: load({ rows: '{count, plural, one {# ligne} other {# lignes}}', plain: 'Fait' }),
  es: load({ rows: '{count, plural, one {# fila} other {# filas}}', plain: 'Hecho' }),
  ar: load({
    rows: '{count, plural, one {صف} two {صفان} few {# صفوف} many {# صفًا} other {# صف}}',
    plain: 'تم',
  }),
});

describe('messages', () => {
  it('reads an unknown key as itself', async () => {
    const t = await translator<string>(catalogue, 'en');
    expect(t('missing')).toBe('missing');
  });

  it('leaves a message without placeholders as it stands', async () => {
    expect((await translator(catalogue, 'en'))('plain')).toBe("It's done");
  });

  it.each([
    [0, '0 صف'],
    [1, 'صف'],
    [2, 'صفان'],
    [3, '3 صفوف'],
    [11, '11 صفًا'],
    [100, '100 صف'],
  ])('uses the plural form of Arabic for %i', async (count, expected) => {
    expect((await translator(catalogue, 'ar'))('rows', { count })).toBe(expected);
  });

  it('writes numbers inside messages in the language', () => {
    expect(fillMessage('fr', '{n, number}', { n: 12345 })).toBe('12\u202f345');
    expect(fillMessage('ar', '{n, number}', { n: 12345 })).toBe('12,345');
  });
});
