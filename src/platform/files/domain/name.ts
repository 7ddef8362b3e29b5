const LONGEST = 150;

/** The ending of a name in lower case, without its dot; '' where there is none. */
export const endingOf = (name: string): string => /\.([^.\s]{1,15})$/.exec(name)?.[1]?.toLowerCase() ?? '';

/**
 * A name as it came, made fit to be shown and saved anywhere: the last part of a path, composed (NFC), without control
 * characters and marks that turn the direction of text (a name could show another ending than it has), without what Windows
 * forbids or drops at the end, and not too long; its ending stays.
 */
export function cleanName(given: string): string {
  const last = given
    .replaceAll(/\p{Cs}/gu, '')
    .split(/[/\\]/)
    .at(-1)!;
  const plain = last
    .normalize('NFC')
    // Zero-width joiners are letters' affair in Persian and Indic scripts; all other format characters only deceive.
    .replaceAll(/[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/[. ]+$/, '')
    .trim();
  if (plain === '') return 'file';
  if ([...plain].length <= LONGEST) return plain;
  const ending = endingOf(plain);
  const stem = [...plain].slice(0, LONGEST - ending.length - 1).join('');
  return ending ? `${stem}.${ending}` : stem;
}

/** The new name with the old one's ending: a rename does not make a file something else. */
export function renamed(old: string, given: string): string {
  const ending = endingOf(old);
  const name = cleanName(given);
  return ending === '' || endingOf(name) === ending ? name : cleanName(`${name}.${ending}`);
}
