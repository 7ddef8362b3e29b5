import {
  type Compiled,
  compiledAny,
  compiledBoolean,
  compiledNodes,
  compiledNumber,
  compiledText,
} from '../compiled.ts';
import type { AnyBuild, Build, FunctionSpec, NodesBuild, SpecialCall } from './spec.ts';

/** How many arguments a function takes: exactly n, or from n to m. */
type Arity = number | readonly [number, number];

function bounds(arity: Arity): { min: number; max: number } {
  return typeof arity === 'number' ? { min: arity, max: arity } : { min: arity[0], max: arity[1] };
}

export const ANY_NUMBER = Number.POSITIVE_INFINITY;

export function text(arity: Arity, build: Build<string>): FunctionSpec {
  return { ...bounds(arity), compile: (args) => compiledText(build(...args)) };
}

export function number(arity: Arity, build: Build<number>): FunctionSpec {
  return { ...bounds(arity), compile: (args) => compiledNumber(build(...args)) };
}

export function boolean(arity: Arity, build: Build<boolean>): FunctionSpec {
  return { ...bounds(arity), compile: (args) => compiledBoolean(build(...args)) };
}

export function nodes(arity: Arity, build: NodesBuild): FunctionSpec {
  return { ...bounds(arity), compile: (args) => compiledNodes(build(...args)) };
}

export function any(arity: Arity, build: AnyBuild): FunctionSpec {
  return { ...bounds(arity), compile: (args) => compiledAny(build(...args)) };
}

export function special(arity: Arity, compile: (call: SpecialCall) => Compiled): FunctionSpec {
  return { ...bounds(arity), compile: () => compiledText(() => ''), special: compile };
}
