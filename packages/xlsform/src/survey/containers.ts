import { suggest } from '../diagnostics/suggest.ts';
import { CONTAINERS } from '../dialect/question-types.ts';
import { isReference } from '../expressions/references.ts';
import { newFrame, type RowContext, type SurveyContext, top } from './context.ts';
import { expandLoop } from './loop.ts';
import { type FormNode, newNode } from './node.ts';
import { applyDefault, asQuestion, nodeFromRow } from './row-node.ts';

const NAMES = Object.keys(CONTAINERS).join('|');
const BEGIN = new RegExp(`^begin[\\s_](${NAMES})(?: (?:over )?(\\S+))?$`);
const END = new RegExp(`^end[\\s_](${NAMES})$`);

/** Deeper nesting is a mistake or an attack; no client shows it. */
const MAX_DEPTH = 100;

interface Beginning {
  readonly container: 'group' | 'repeat' | 'loop';
  readonly list: string | undefined;
}

export function parseBegin(type: string): Beginning | undefined {
  const match = BEGIN.exec(type);
  return match === null ? undefined : { container: CONTAINERS[match[1]!]!, list: match[2] };
}

export function parseEnd(type: string): 'group' | 'repeat' | 'loop' | undefined {
  const match = END.exec(type);
  return match === null ? undefined : CONTAINERS[match[1]!];
}

/** Closes the innermost container, or says that nothing of that kind is open. */
export function endContainer(context: SurveyContext, at: RowContext, container: string): void {
  const frame = top(context);
  if (context.stack.length === 1 || frame.type !== container) {
    at.refuse('unmatched_end', ['type'], { type: container });
  }
  context.stack.pop();
  context.tableList = undefined;
  if (frame.type === 'loop' && frame.node !== undefined) expandLoop(context, frame.node);
}

/** Opens a group, repeat or loop. */
export function beginContainer(context: SurveyContext, at: RowContext, begin: Beginning, name: string): void {
  const { report } = context;
  if (context.stack.length > MAX_DEPTH) at.refuse('too_deep', ['type'], { limit: MAX_DEPTH });
  const frame = newFrame(begin.container, name, at.row.number, top(context));
  const node = nodeFromRow(begin.container === 'repeat' ? 'repeat' : 'group', begin.container, name, at.row);
  applyDefault(node, at.type, top(context).path);
  const parent = top(context);
  if (begin.container === 'repeat') {
    checkRepeatName(context, at, name);
    if (node.label === undefined && node.media === undefined) {
      report.warn('repeat_without_label', at.place('label'), { name });
    }
  }
  if (begin.container === 'loop') node.itemset = loopList(context, at, begin.list);
  const count = node.control['jr:count'];
  if (count !== undefined && count !== '' && !isReference(count)) {
    parent.children.push(countNode(name, count));
    node.control['jr:count'] = `\${${name}_count}`;
  }
  node.children = frame.children;
  frame.node = node;
  if (applyTableList(context, node)) frame.children.push(tableListNote(node, at.row.number));
  const intent = at.row.tree.intent;
  if (typeof intent === 'string') node.control.intent = intent;
  parent.children.push(node);
  context.stack.push(frame);
}

function checkRepeatName(context: SurveyContext, at: RowContext, name: string): void {
  const { report } = context;
  if (name === context.rootName) report.error('repeat_name_is_root', at.place('name'), { name });
  else if (context.repeatNames.has(name)) report.error('repeat_name_duplicate', at.place('name'), { name });
  context.repeatNames.add(name);
}

function loopList(context: SurveyContext, at: RowContext, list: string | undefined): string | undefined {
  if (list === undefined) context.report.error('loop_without_list', at.place('type'));
  else if (!context.choices.has(list)) {
    context.report.error('unknown_list', at.place('type'), { list }, () =>
      suggest(list, context.choices.keys()),
    );
  }
  return list;
}

/** A repeat counted by an expression gets a calculated node that holds the count. */
function countNode(name: string, count: string): FormNode {
  const node = newNode('question', 'calculate', `${name}_count`, {
    bind: { readonly: 'true()', calculate: count },
  });
  asQuestion(node);
  return node;
}

function applyTableList(context: SurveyContext, node: FormNode): boolean {
  const words = (node.control.appearance ?? '').split(/\s+/).filter((word) => word !== '');
  if (!words.includes('table-list')) return false;
  context.tableList = true;
  node.control.appearance = ['field-list', ...words.filter((word) => word !== 'table-list')].join(' ');
  return node.label !== undefined || node.hint !== undefined;
}

/** In a table-list the group's own label is shown by a note, for the group itself becomes a plain page. */
function tableListNote(node: FormNode, row: number): FormNode {
  const note = newNode('question', 'note', `generated_table_list_label_${row}`, {
    row,
    label: node.label,
    hint: node.hint,
  });
  asQuestion(note);
  node.label = undefined;
  node.hint = undefined;
  return note;
}
