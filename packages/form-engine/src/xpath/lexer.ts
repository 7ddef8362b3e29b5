import { FormEngineError } from '../errors.ts';

export interface Token {
  readonly type: 'number' | 'literal' | 'name' | 'operator' | 'symbol' | 'end';
  readonly text: string;
  readonly offset: number;
}

const WHITESPACE = /[ \t\r\n\u00A0]+/y;
const NUMBER = /\d+(?:\.\d*)?|\.\d+/y;
const LITERAL = /"[^"]*"|'[^']*'/y;
const NAME_START = '\\p{L}_';
const NAME_REST = '\\p{L}\\p{M}\\p{N}_.\\-\u00B7';
const NAME = new RegExp(
  `[${NAME_START}][${NAME_REST}]*(?::(?!:)(?:[${NAME_START}][${NAME_REST}]*|\\*))?`,
  'uy',
);
const SYMBOL = /\/\/|::|\.\.|!=|<=|>=|[()[\]@,/|+\-=<>*.$]/y;
const OPERATOR_NAMES = new Set(['and', 'or', 'div', 'mod']);
const OPERATOR_SYMBOLS = new Set(['/', '//', '|', '+', '-', '=', '!=', '<', '<=', '>', '>=']);
/** Longer than any expression a person or a compiler writes; keeps a hostile form from costing memory. */
const MAX_LENGTH = 1_000_000;

function match(pattern: RegExp, source: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0];
}

/** Splits an expression into tokens, applying the disambiguation rules of XPath 1.0 section 3.7. */
export function tokenize(source: string): readonly Token[] {
  if (source.length > MAX_LENGTH)
    throw new FormEngineError('xpath.too-complex', 'The expression is too long.');
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < source.length) {
    const space = match(WHITESPACE, source, offset);
    if (space !== undefined) {
      offset += space.length;
      continue;
    }
    const token = nextToken(source, offset, tokens[tokens.length - 1]);
    tokens.push(token);
    offset += token.text.length;
  }
  tokens.push({ type: 'end', text: '', offset });
  return tokens;
}

function nextToken(source: string, offset: number, previous: Token | undefined): Token {
  const number = match(NUMBER, source, offset);
  if (number !== undefined) return { type: 'number', text: number, offset };
  const literal = match(LITERAL, source, offset);
  if (literal !== undefined) return { type: 'literal', text: literal, offset };
  const name = match(NAME, source, offset);
  if (name !== undefined) {
    const isOperator = OPERATOR_NAMES.has(name) && endsOperand(previous);
    return { type: isOperator ? 'operator' : 'name', text: name, offset };
  }
  const symbol = match(SYMBOL, source, offset);
  if (symbol === undefined) {
    throw new FormEngineError(
      'xpath.syntax',
      `Unexpected character at ${offset + 1} in the expression.`,
      offset,
    );
  }
  const isOperator = symbol === '*' ? endsOperand(previous) : OPERATOR_SYMBOLS.has(symbol);
  return { type: isOperator ? 'operator' : 'symbol', text: symbol, offset };
}

/** After an operand, `*` multiplies and `and` conjoins; anywhere else both are names. */
function endsOperand(previous: Token | undefined): boolean {
  if (previous === undefined) return false;
  if (previous.type === 'operator') return false;
  if (previous.type === 'symbol') return ![`@`, '::', '(', '[', ',', '$'].includes(previous.text);
  return true;
}
