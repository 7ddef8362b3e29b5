import type { ColumnPart, Filter, FilterValue } from '../contract/filter.ts';
import { type Token, tokensOf, unreadable, unsupported } from './odata-tokens.ts';

type Operand =
  | { column: string; part?: ColumnPart }
  | { value: FilterValue }
  /** A condition that stands where a value may, as in `contains(name,'x') eq true`. */
  | { filter: Filter };

const COMPARE = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
type Compare = (typeof COMPARE)[number];
const FLIPPED: Record<Compare, Compare> = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' };
const PARTS: Record<string, ColumnPart> = {
  tolower: 'lower',
  toupper: 'upper',
  date: 'date',
  year: 'year',
  month: 'month',
  day: 'day',
};
const SEARCHES: Record<string, 'contains' | 'startsWith' | 'endsWith'> = {
  contains: 'contains',
  startswith: 'startsWith',
  endswith: 'endsWith',
};
/** What a client may leave to us; what is not here it works out by itself. */
export const FILTER_FUNCTIONS: readonly string[] = [...Object.keys(PARTS), ...Object.keys(SEARCHES)];
const LONGEST = 8000;
const DEEPEST = 50;

/**
 * Reads a `$filter` (OData 4.01 part 2, 5.1.1): comparisons, `in`, `and`, `or`, `not`, the text searches, parts of
 * instants, and `any` over several choices. Names are not looked up here.
 * @throws Unusable: unreadable for what breaks the grammar, unsupported for the rest of the language
 */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) throw unreadable('The filter is too long.');
  const reader = new Reader(tokensOf(text));
  const filter = reader.or(0);
  reader.end();
  return filter;
}

class Reader {
  private readonly tokens: readonly Token[];
  private at = 0;
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  private peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }
  private is(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token !== undefined && token.kind !== 'literal' && token.text === text;
  }
  private take(text: string): void {
    if (!this.is(text)) throw unreadable(`A “${text}” is missing at ${this.place()} of the filter.`);
    this.at++;
  }
  private place(): string {
    const token = this.peek();
    return token ? String(token.at + 1) : 'the end';
  }
  end(): void {
    if (this.peek()) throw unreadable(`The filter cannot be read from ${this.place()} on.`);
  }

  or(depth: number): Filter {
    if (depth > DEEPEST) throw unreadable('The filter is nested too deep.');
    const parts = [this.and(depth)];
    while (this.is('or')) {
      this.at++;
      parts.push(this.and(depth));
    }
    return parts.length === 1 ? parts[0]! : { op: 'or', of: parts };
  }

  private and(depth: number): Filter {
    const parts = [this.unary(depth)];
    while (this.is('and')) {
      this.at++;
      parts.push(this.unary(depth));
    }
    return parts.length === 1 ? parts[0]! : { op: 'and', of: parts };
  }

  private unary(depth: number): Filter {
    if (this.is('not')) {
      this.at++;
      if (depth > DEEPEST) throw unreadable('The filter is nested too deep.');
      return { op: 'not', of: this.unary(depth + 1) };
    }
    return this.comparison(depth);
  }

  private comparison(depth: number): Filter {
    const left = this.operand(depth);
    const token = this.peek();
    const word = token?.kind === 'name' ? token.text : undefined;
    if (word === 'in') return this.among(left);
    const op = COMPARE.find((one) => one === word);
    if (!op) {
      if (word === 'has' || ['add', 'sub', 'mul', 'div', 'mod', 'divby'].includes(word ?? ''))
        throw unsupported(`“${word}” in a filter`);
      return asFilter(left);
    }
    this.at++;
    return compared(op, left, this.operand(depth));
  }

  private among(left: Operand): Filter {
    this.at++;
    if (!('column' in left)) throw unreadable('“in” stands behind a property.');
    this.take('(');
    const values: FilterValue[] = [this.literal()];
    while (this.is(',')) {
      this.at++;
      values.push(this.literal());
    }
    this.take(')');
    return { op: 'in', ...left, values };
  }

  private literal(): FilterValue {
    const token = this.peek();
    if (token?.kind !== 'literal') throw unreadable(`A value is missing at ${this.place()} of the filter.`);
    this.at++;
    return token.value;
  }

  private operand(depth: number): Operand {
    const token = this.peek();
    if (!token) throw unreadable('The filter ends too early.');
    if (token.kind === 'literal') return { value: this.literal() };
    if (token.kind === 'sign') {
      if (token.text !== '(') throw unreadable(`The filter cannot be read from ${this.place()} on.`);
      this.at++;
      const filter = this.or(depth + 1);
      this.take(')');
      return { filter };
    }
    this.at++;
    if (this.is('(')) return this.call(token.text, depth);
    if (this.is('/')) return this.any(token.text);
    return { column: token.text };
  }

  private call(name: string, depth: number): Operand {
    if (depth > DEEPEST) throw unreadable('The filter is nested too deep.');
    this.at++;
    const given: Operand[] = [];
    while (!this.is(')')) {
      if (given.length > 0) this.take(',');
      given.push(this.operand(depth + 1));
    }
    this.at++;
    const [first, second] = given;
    const part = PARTS[name];
    if (part && given.length === 1 && first) return partOf(part, first);
    const search = SEARCHES[name];
    if (search && given.length === 2 && first && second) return searched(search, first, second);
    throw unsupported(`The function ${name} with ${given.length} parameters`);
  }

  /** `needs/any(n:n eq 'water')` */
  private any(column: string): Operand {
    this.at++;
    if (!this.is('any') || !this.is('(', 1)) throw unsupported('A path in a filter');
    this.at += 2;
    if (this.is(')')) {
      this.at++;
      return { filter: { op: 'ne', column, value: null } };
    }
    const variable = this.peek();
    if (variable?.kind !== 'name') throw unreadable('“any” needs a variable.');
    this.at++;
    this.take(':');
    const inner = this.or(0);
    this.take(')');
    return { filter: chosen(column, variable.text, inner) };
  }
}

function chosen(column: string, variable: string, inner: Filter): Filter {
  const wrong = () => unsupported('“any” with anything but the equality of its variable');
  if (inner.op === 'or') return { op: 'or', of: inner.of.map((one) => chosen(column, variable, one)) };
  if (inner.op === 'eq' && inner.column === variable && typeof inner.value === 'string')
    return { op: 'has', column, value: inner.value };
  if (inner.op === 'in' && inner.column === variable)
    return { op: 'or', of: inner.values.map((value) => ({ op: 'has', column, value: String(value) })) };
  throw wrong();
}

function partOf(part: ColumnPart, of: Operand): Operand {
  if ('value' in of && typeof of.value === 'string')
    return {
      value: part === 'lower' ? of.value.toLowerCase() : part === 'upper' ? of.value.toUpperCase() : of.value,
    };
  if (!('column' in of) || of.part) throw unsupported('A function of this');
  return { column: of.column, part };
}

function searched(op: 'contains' | 'startsWith' | 'endsWith', where: Operand, what: Operand): Operand {
  if (!('column' in where) || !('value' in what) || typeof what.value !== 'string')
    throw unsupported('A search of anything but a property for a text');
  return { filter: { op, ...where, value: what.value } };
}

/** A condition by itself; a property by itself must be true. */
function asFilter(operand: Operand): Filter {
  if ('filter' in operand) return operand.filter;
  if ('column' in operand) return { op: 'eq', ...operand, value: true };
  if (operand.value === true) return { op: 'and', of: [] };
  if (operand.value === false) return { op: 'or', of: [] };
  throw unreadable('A value by itself is no condition.');
}

function compared(op: Compare, left: Operand, right: Operand): Filter {
  if ('value' in left && !('value' in right)) return compared(FLIPPED[op], right, left);
  if ('filter' in left) {
    if (!('value' in right) || typeof right.value !== 'boolean' || (op !== 'eq' && op !== 'ne'))
      throw unsupported('A condition compared with this');
    return right.value === (op === 'eq') ? left.filter : { op: 'not', of: left.filter };
  }
  if ('value' in left) return constant(op, left.value, (right as { value: FilterValue }).value);
  if (!('value' in right)) throw unsupported('A property compared with another');
  return { op, ...left, value: right.value };
}

/** Two values compared, as clients write that leave out a condition: `1 eq 1`. */
function constant(op: Compare, a: FilterValue, b: FilterValue): Filter {
  if (op !== 'eq' && op !== 'ne') throw unsupported('A value compared with another');
  return { op: (a === b) === (op === 'eq') ? 'and' : 'or', of: [] };
}
