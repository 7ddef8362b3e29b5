import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnWidths } from './column-widths.ts';

const table = (headers: string[], rows: string[][]) => ({
  kind: 'table' as const,
  caption: '',
  columns: headers.map((header, i) => ({ header, numeric: i > 0 })),
  rows,
});

test('fill the page and no more, and none is narrower than another with shorter words of its kind', () => {
  const word = fc.stringMatching(/^[a-z]{1,30}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (headers) => {
      const widths = columnWidths(table(headers, []), 9600);
      const sum = widths.reduce((all, width) => all + width, 0);
      expect(sum).toBeLessThanOrEqual(9600);
      expect(sum).toBeGreaterThan(9600 - headers.length);
      for (let i = 1; i < headers.length; i++)
        for (let j = 1; j < headers.length; j++)
          if (headers[i]!.length >= headers[j]!.length) expect(widths[i]).toBeGreaterThanOrEqual(widths[j]!);
    }),
  );
});

test('of the table of a round keep the longest header whole', () => {
  const headers = ['Area', 'Individuals', 'Households', 'Female', 'Male', 'Places assessed', 'Change'];
  const widths = columnWidths(
    table(headers, [['Loduzel Plains', '70,819', '15,849', '36,153', '34,666', '281', '-16,047']]),
    9600,
  );
  // Noto Sans Bold at nine points: "Households" is 57 points wide, the margins of its cell 8.
  expect(widths[2]).toBeGreaterThanOrEqual((57 + 8) * 20);
  // A short word of wide letters: 40 points.
  const french = columnWidths(table(['Zone', 'Hommes'], []), 9600);
  expect(french[1]).toBeGreaterThanOrEqual((40 + 8) * 20);
});
