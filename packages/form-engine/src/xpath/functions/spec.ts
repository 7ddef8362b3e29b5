import type { XNode } from '../../xml/tree.ts';
import type { Expr } from '../ast.ts';
import type { Compiled, CompileEnv } from '../compiled.ts';
import type { XPathContext } from '../host.ts';
import type { XPathValue } from '../values.ts';

type Args = readonly Compiled[];
type Run<T> = (context: XPathContext) => T;

export interface SpecialCall {
  readonly expr: Expr & { type: 'call' };
  readonly env: CompileEnv;
  compile(arg: Expr): Compiled;
  /** Compiles a path without tying it to the repeat instance around the question. */
  compilePath(arg: Expr): Compiled;
}

export interface FunctionSpec {
  readonly min: number;
  readonly max: number;
  readonly compile: (args: Args) => Compiled;
  /** For functions that need their arguments unevaluated. */
  readonly special?: (call: SpecialCall) => Compiled;
}

export type Library = ReadonlyMap<string, FunctionSpec>;

export type Build<T> = (...args: Compiled[]) => Run<T>;
export type NodesBuild = Build<readonly XNode[]>;
export type AnyBuild = Build<XPathValue>;
