import { suggest } from '../diagnostics/suggest.ts';
import { FUNCTIONS } from './functions.ts';
import { type Token, tokenize } from './lexer.ts';

/** What is wrong with an expression, as far as can be told without running it. */
interface SyntaxFinding {
  readonly kind: 'malformed' | 'unknownFunction';
  /** Text at which it goes wrong, or the function's name. */
  readonly near: string;
  readonly suggestion?: string | undefined;
}

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/** Brackets that do not match, quotes that do not end, functions that are nearly known ones. */
export function checkSyntax(text: string): SyntaxFinding[] {
  const open: { bracket: string; at: number }[] = [];
  const found: SyntaxFinding[] = [];
  for (const token of tokenize(text)) {
    if (token.kind === 'call') checkFunction(token, found);
    if (isQuote(token)) return [...found, malformed(text, token.start)];
    const bracket = bracketOf(token);
    if (bracket === '(' || bracket === '[') open.push({ bracket, at: token.end - 1 });
    else if (bracket !== undefined && open.pop()?.bracket !== CLOSES[bracket]) {
      return [...found, malformed(text, token.start)];
    }
  }
  return open.length === 0 ? found : [...found, malformed(text, open[open.length - 1]!.at)];
}

const isQuote = (token: Token): boolean =>
  token.kind === 'other' && (token.text === '"' || token.text === "'");

function bracketOf(token: Token): string | undefined {
  if (token.kind === 'call' || token.kind === 'open') return '(';
  if (token.kind === 'predicate' || token.text === '[') return '[';
  if (token.kind === 'close') return ')';
  return token.kind === 'predicateEnd' ? ']' : undefined;
}

function malformed(text: string, at: number): SyntaxFinding {
  return { kind: 'malformed', near: text.slice(Math.max(0, at - 10), at + 15).trim() };
}

/** Clients may know functions that we do not, so only a likely slip is worth a word. */
function checkFunction(token: Token, found: SyntaxFinding[]): void {
  const name = token.text.slice(0, -1);
  if (FUNCTIONS.has(name) || name.length < 4) return;
  const suggestion = suggest(name, FUNCTIONS);
  if (suggestion !== undefined) found.push({ kind: 'unknownFunction', near: name, suggestion });
}
