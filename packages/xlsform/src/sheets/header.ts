import type { ColumnDialect } from '../dialect/columns.ts';

const snake = (text: string): string => text.trim().split(/\s+/).join('_').toLowerCase();

/**
 * Parts of a column header: `Label :: Français (fr)` becomes `['label', 'Français (fr)']`, an alias becomes
 * what it stands for. Single colons part a header only where no header of the sheet uses double ones, and
 * never inside `jr:...`. Names that are not known keep their spelling, for choice filters may use them.
 */
export function headerTokens(
  header: string,
  doubleColon: boolean,
  dialect: ColumnDialect,
): readonly string[] {
  for (const spelling of [header, snake(header)]) {
    if (dialect.known.has(spelling) && dialect.aliases[spelling] === undefined) return [spelling];
  }
  const tokens = doubleColon || header.includes('::') ? split(header, '::') : joinJr(split(header, ':'));
  const first = snake(tokens[0]!);
  const alias = Object.hasOwn(dialect.aliases, first) ? dialect.aliases[first] : undefined;
  if (alias !== undefined) return [...alias, ...tokens.slice(1)];
  return dialect.known.has(first) ? [first, ...tokens.slice(1)] : tokens;
}

const split = (header: string, separator: string): string[] =>
  header.split(separator).map((token) => token.trim());

function joinJr(tokens: string[]): string[] {
  const at = tokens.indexOf('jr');
  if (at < 0 || at + 1 >= tokens.length) return tokens;
  return [...tokens.slice(0, at), `jr:${tokens[at + 1]}`, ...tokens.slice(at + 2)];
}
