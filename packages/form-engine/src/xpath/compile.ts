import { FormEngineError } from '../errors.ts';
import type { XNode } from '../xml/tree.ts';
import type { BinaryOperator, Expr } from './ast.ts';
import {
  bareEnv,
  type Compiled,
  type CompileEnv,
  compiledBoolean,
  compiledNodes,
  compiledNumber,
  compiledText,
} from './compiled.ts';
import { FUNCTIONS } from './functions/library.ts';
import { parseXPath } from './parser.ts';
import { compilePath } from './path.ts';
import { compareRelational, equals, nodeText, subtract, unite } from './values.ts';

/** Parses and compiles. @throws FormEngineError with a code that starts with `xpath.` */
export function compileXPath(source: string, env: CompileEnv = bareEnv): Compiled {
  return compileExpr(parseXPath(source), env);
}

export function compileExpr(expr: Expr, env: CompileEnv): Compiled {
  switch (expr.type) {
    case 'number': {
      const { value } = expr;
      return compiledNumber(() => value);
    }
    case 'string': {
      const { value } = expr;
      return compiledText(() => value);
    }
    case 'negate': {
      const operand = compileExpr(expr.operand, env);
      return compiledNumber((c) => -operand.number(c));
    }
    case 'and':
    case 'or':
      return compileLogic(expr.type, expr.items, env);
    case 'union': {
      const items = expr.items.map((item) => compileExpr(item, env));
      return compiledNodes((c) => unite(items.map((item) => item.nodes(c))));
    }
    case 'binary':
      return compileBinary(expr.op, compileExpr(expr.left, env), compileExpr(expr.right, env));
    case 'call':
      return compileCall(expr, env);
    case 'path':
      return isSelf(expr) ? self : compilePath(expr, env, compileExpr);
  }
}

function isSelf(expr: Expr): boolean {
  if (expr.type !== 'path' || expr.start !== 'context' || expr.steps.length !== 1) return false;
  const step = expr.steps[0];
  return step?.axis === 'self' && step.test.kind === 'node' && step.predicates.length === 0;
}

const selfNodes = compiledNodes((c): readonly XNode[] => [c.node]);
const self: Compiled = { ...selfNodes, text: (c) => nodeText(c.host, c.node) };

function compileLogic(type: 'and' | 'or', items: readonly Expr[], env: CompileEnv): Compiled {
  const tests = items.map((item) => compileExpr(item, env).boolean);
  if (type === 'and') {
    return compiledBoolean((c) => {
      for (const test of tests) if (!test(c)) return false;
      return true;
    });
  }
  return compiledBoolean((c) => {
    for (const test of tests) if (test(c)) return true;
    return false;
  });
}

function compileBinary(op: BinaryOperator, left: Compiled, right: Compiled): Compiled {
  switch (op) {
    case '=':
      return compileEquals(left, right, false);
    case '!=':
      return compileEquals(left, right, true);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compiledBoolean((c) => compareRelational(c.host, op, left.evaluate(c), right.evaluate(c)));
    case '+':
      return compiledNumber((c) => left.number(c) + right.number(c));
    case '-':
      return compiledNumber((c) => subtract(c.host, left.evaluate(c), right.evaluate(c)));
    case '*':
      return compiledNumber((c) => left.number(c) * right.number(c));
    case 'div':
      return compiledNumber((c) => left.number(c) / right.number(c));
    case 'mod':
      return compiledNumber((c) => left.number(c) % right.number(c));
  }
}

function compileEquals(left: Compiled, right: Compiled, negated: boolean): Compiled {
  if (left.kind === 'text' && right.kind === 'text') {
    return compiledBoolean((c) => (left.text(c) === right.text(c)) !== negated);
  }
  return compiledBoolean((c) => equals(c.host, left.evaluate(c), right.evaluate(c), negated));
}

function compileCall(expr: Expr & { type: 'call' }, env: CompileEnv): Compiled {
  const spec = FUNCTIONS.get(expr.name);
  if (spec === undefined) {
    throw new FormEngineError('xpath.unknown-function', `Unknown function “${expr.name}()”.`, expr.offset);
  }
  const count = expr.args.length;
  if (count < spec.min || count > spec.max) {
    const wanted =
      spec.min === spec.max ? `${spec.min}` : `${spec.min} to ${spec.max === Infinity ? 'any' : spec.max}`;
    throw new FormEngineError(
      'xpath.arguments',
      `“${expr.name}()” takes ${wanted} arguments, here are ${count}.`,
      expr.offset,
    );
  }
  if (spec.special !== undefined) {
    return spec.special({ expr, env, compile: (arg) => compileExpr(arg, env), compilePath: freePath });
  }
  return spec.compile(expr.args.map((arg) => compileExpr(arg, env)));

  function freePath(arg: Expr): Compiled {
    return arg.type === 'path' ? compilePath(arg, env, compileExpr, true) : compileExpr(arg, env);
  }
}
