/** Something that can be found by its text. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Letters without their accents and marks, so that `Nord-Est` finds `nord est` and `إ` finds `ا`. */
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[-_'’.,/]/g, ' ')
    .toLowerCase();

const indexes = new WeakMap<readonly Option[], string[]>();

const indexOf = (options: readonly Option[]): string[] => {
  let index = indexes.get(options);
  if (!index) {
    index = options.map(({ text }) => folded(text));
    indexes.set(options, index);
  }
  return index;
};

/** Options that hold every word of the text; those that begin with it first, otherwise in the order of the form. */
export function findOptions<T extends Option>(options: readonly T[], text: string): readonly T[] {
  const whole = folded(text).trim();
  if (whole === '') return options;
  const words = whole.split(/\s+/);
  const index = indexOf(options);
  const beginning: T[] = [];
  const rest: T[] = [];
  for (const [at, option] of options.entries()) {
    const indexed = index[at]!;
    if (indexed.startsWith(whole)) beginning.push(option);
    else if (words.every((word) => indexed.includes(word))) rest.push(option);
  }
  return [...beginning, ...rest];
}
