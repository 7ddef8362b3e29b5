import { FormEngineError } from '../errors.ts';
import type { Expr } from '../xpath/ast.ts';
import { compileExpr } from '../xpath/compile.ts';
import type { CompileEnv } from '../xpath/compiled.ts';
import { parseXPath } from '../xpath/parser.ts';
import type { Expression } from './types.ts';

/** Compiles the expressions of one form; the same text on the same node is compiled once. */
export interface Expressions {
  /**
   * @param contextRef ref of the node that the expression is evaluated on; undefined when that varies.
   * @param place what to name in the error: `calculate of /data/age`.
   */
  compile(source: string, contextRef: string | undefined, place: string): Expression;
  staticPathCount(): number;
}

export function createExpressions(crossesRepeat: (names: readonly string[]) => boolean): Expressions {
  const cache = new Map<string, Expression>();
  let slots = 0;
  const compile: Expressions['compile'] = (source, contextRef, place) => {
    const key = `${contextRef ?? ''}\n${source}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const env: CompileEnv = {
      contextPath: contextRef === undefined ? undefined : namesOf(contextRef),
      crossesRepeat,
      reserveSlot: () => slots++,
    };
    const expression = compileAt(source, env, place);
    cache.set(key, expression);
    return expression;
  };
  return { compile, staticPathCount: () => slots };
}

function compileAt(source: string, env: CompileEnv, place: string): Expression {
  try {
    const expr = parseXPath(source);
    return { source, compiled: compileExpr(expr, env), constant: constantOf(expr) };
  } catch (error) {
    if (error instanceof FormEngineError) {
      throw new FormEngineError(error.code, `${place}: ${error.message}`, error.offset);
    }
    throw error;
  }
}

function constantOf(expr: Expr): boolean | undefined {
  if (expr.type !== 'call' || expr.args.length > 0) return undefined;
  if (expr.name === 'true') return true;
  return expr.name === 'false' ? false : undefined;
}

function namesOf(ref: string): string[] {
  return ref.split('/').filter((name) => name !== '');
}

/** Absolute ref of `ref` seen from the node at `base`: `../age` from `/data/p/name` is `/data/p/age`. */
export function resolveRef(ref: string, base: string | undefined): string {
  const trimmed = ref.trim();
  const names = trimmed.startsWith('/') ? [] : namesOf(base ?? '');
  for (const name of trimmed.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.' && name !== 'current()') names.push(name.replace(/\[.*$/, ''));
  }
  return `/${names.join('/')}`;
}
