const NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;

/** A name of a table or column from a manifest, fit to stand in a statement. @throws TypeError */
export function name(text: string): string {
  if (!NAME.test(text)) throw new TypeError(`"${text}" is not a name of a table or column.`);
  return text
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');
}
