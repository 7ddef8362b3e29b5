/** XPath 1.0 axes; `namespace` is accepted and always empty. */
export type Axis =
  | 'ancestor'
  | 'ancestor-or-self'
  | 'attribute'
  | 'child'
  | 'descendant'
  | 'descendant-or-self'
  | 'following'
  | 'following-sibling'
  | 'namespace'
  | 'parent'
  | 'preceding'
  | 'preceding-sibling'
  | 'self';

export type NodeTest =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'node' }
  | { readonly kind: 'text' }
  /** `comment()` and `processing-instruction()`: such nodes are never kept, so nothing matches. */
  | { readonly kind: 'none' };

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly Expr[];
}

export type BinaryOperator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | 'div' | 'mod';

export type Expr =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'binary'; readonly op: BinaryOperator; readonly left: Expr; readonly right: Expr }
  /** Flat lists, so that a thousand `or`s do not nest a thousand deep. */
  | { readonly type: 'and' | 'or' | 'union'; readonly items: readonly Expr[] }
  | { readonly type: 'negate'; readonly operand: Expr }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expr[]; readonly offset: number }
  | PathExpr;

export interface PathExpr {
  readonly type: 'path';
  /** Where the steps start: the primary instance's document, the context node, or the value of an expression. */
  readonly start: 'root' | 'context' | Expr;
  /** Predicates on `start` when it is an expression. */
  readonly predicates: readonly Expr[];
  readonly steps: readonly Step[];
}

/** Names of child steps when the path is only that (`/data/group/question`), else undefined. */
export function plainAbsolutePath(expr: Expr): readonly string[] | undefined {
  if (expr.type !== 'path' || expr.start !== 'root') return undefined;
  const names: string[] = [];
  for (const step of expr.steps) {
    if (step.axis !== 'child' || step.test.kind !== 'name' || step.predicates.length > 0) return undefined;
    names.push(step.test.name);
  }
  return names;
}
