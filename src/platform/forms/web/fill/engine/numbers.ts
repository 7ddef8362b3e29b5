/** Digits of Arabic, Persian and Devanagari keyboards as the record keeps them. */
function latin(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

/**
 * A typed number as the record keeps it: `1 204` and `١٢٠٤` are 1204, a single comma is a decimal comma. What is no
 * number is returned as typed, for the form to refuse.
 */
export function typedNumber(text: string): string {
  const plain = latin(text)
    .replace(/[\s\u00a0\u202f\u066c\u200e\u200f\u061c]/g, '')
    .replace(/\u066b/g, '.')
    .replace(/[\u2212\u2013]/g, '-');
  const commas = plain.match(/,/g)?.length ?? 0;
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain);
  if (commas > 1 || (commas === 1 && plain.includes('.'))) return grouped ? plain.replaceAll(',', '') : plain;
  return plain.replace(',', '.');
}

/** How many decimals a step or bound is written with. */
export const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
