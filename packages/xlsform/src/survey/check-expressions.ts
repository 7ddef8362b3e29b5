import { checkSyntax } from '../expressions/syntax.ts';
import { type CompiledForm, placeOf } from './form.ts';
import { type FormNode, walk } from './node.ts';

const BINDS = ['relevant', 'constraint', 'calculate', 'required', 'readonly'];

/** Looks at every expression of the form, and at containers that hold nothing. */
export function checkExpressions(form: CompiledForm): void {
  walk(form.root, (node) => {
    if (node.kind === 'attribute' || node.kind === 'entityLabel') return;
    for (const key of BINDS) check(form, node, node.bind?.[key], 'bind', key);
    check(form, node, node.choiceFilter, 'choice_filter');
    check(form, node, node.control['jr:count'], 'control', 'jr:count');
    if (node.dynamicDefault) check(form, node, node.default, 'default');
    if (node.kind === 'group' && node.children.length === 0) {
      form.report.warn('empty_group', placeOf(form, node, 'name'), { name: node.name });
    }
  });
}

/** Neither bracket nor quote nor function: nothing that could be malformed. */
const PLAIN = /^[\w\s.${}=<>+/-]*$/;

function check(form: CompiledForm, node: FormNode, text: unknown, ...path: string[]): void {
  if (typeof text !== 'string' || PLAIN.test(text)) return;
  const place = placeOf(form, node, ...path);
  for (const { kind, near, suggestion } of checkSyntax(text)) {
    if (kind === 'malformed')
      form.report[form.strict ? 'error' : 'warn']('expression_malformed', place, { near });
    else form.report.warn('unknown_function', place, { name: near }, suggestion);
  }
}
