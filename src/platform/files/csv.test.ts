import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv.ts';

describe('a text that a spreadsheet would run', () => {
  test.each([
    ['=1+1', `'=1+1`],
    ['@cmd', `'@cmd`],
    ['-2+3+cmd', `'-2+3+cmd`],
    ['\tx', `'\tx`],
    ['\rx', `"'\rx"`],
    ['＝1+1', `'＝1+1`],
    ['＋cmd', `'＋cmd`],
    ['－cmd', `'－cmd`],
    ['＠cmd', `'＠cmd`],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ])('%j becomes %j', (text, cell) => expect(csvLine([text])).toBe(`${cell}\r\n`));
});

test.each([
  ['+509 3412-0000', '+509 3412-0000'],
  ['-12.5', '-12.5'],
  ['a"b', '"a""b"'],
  ['a,b', '"a,b"'],
  ['two\nlines', '"two\nlines"'],
  ['', ''],
])('the text %j becomes %j', (text, cell) => expect(csvLine([text])).toBe(`${cell}\r\n`));

test('numbers stay numbers, null is nothing', () => expect(csvLine([-1.5, null, 0])).toBe('-1.5,,0\r\n'));

test('any row is read back as it was, and no cell begins a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'=+-@＝＋－＠\t\r\n",\'1a ') }),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 2 }), (cells) => {
      const [row] = parse(csvLine(cells), {
        relax_column_count: true,
        record_delimiter: '\r\n',
      }) as string[][];
      expect(row!.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
      for (const cell of row!) expect(cell).not.toMatch(/^[=@\t\r＝＋－＠]|^[+-].*[^\d .()-]/s);
    }),
  );
});
