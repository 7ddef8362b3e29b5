import { Refused } from '../diagnostics/report.ts';
import { SETTING_TYPES, yesNo } from '../dialect/columns.ts';
import { DEPRECATED_METADATA, EXTERNAL_INSTANCE_TYPES, TYPE_ALIASES } from '../dialect/question-types.ts';
import { collectEntityUse } from '../entities/usage.ts';
import { isDynamicDefault } from '../expressions/lexer.ts';
import { isXmlName } from '../expressions/names.ts';
import type { TableRow } from '../sheets/table.ts';
import { textAt, treeAt } from '../sheets/tree.ts';
import { auditNode } from './audit.ts';
import { beginContainer, endContainer, parseBegin, parseEnd } from './containers.ts';
import { newFrame, type RowContext, rowContext, type SurveyContext, top } from './context.ts';
import { type Parameters, parseParameters } from './parameters.ts';
import { questionNodes } from './question.ts';
import { readTrigger } from './trigger.ts';

/** Reads every row of the survey sheet into nodes. A row that is refused is left out; reading goes on. */
export function readSurvey(context: SurveyContext): void {
  for (const row of context.table.rows) {
    try {
      readRow(context, row);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      keepBalance(context, row);
    }
  }
  for (const frame of context.stack.slice(1)) {
    const place = context.table.place(frame.row, 'type');
    context.report.error('unmatched_begin', place, { type: frame.type, name: frame.name });
  }
}

/** A refused beginning still opens its container, so that its end is not reported as well. */
function keepBalance(context: SurveyContext, row: TableRow): void {
  const begin = parseBegin(textAt(row.tree, 'type') ?? '');
  const isOpen = top(context).row === row.number;
  if (begin === undefined || isOpen) return;
  // Paths of frames grow with depth; a flood of refused beginnings must not fill the memory.
  if (context.stack.length > 1000) return;
  context.stack.push(newFrame(begin.container, textAt(row.tree, 'name') ?? '', row.number, top(context)));
}

function readRow(context: SurveyContext, row: TableRow): void {
  const { report } = context;
  const { tree } = row;
  if (textAt(tree, 'disabled') !== undefined) {
    report.warn('disabled_column', context.table.place(row.number, 'disabled'));
    if (yesNo(textAt(tree, 'disabled')) === true) return;
    if (Object.keys(tree).length === 1) return;
  }
  const written = textAt(tree, 'type');
  if (written === undefined) {
    const place = context.table.place(row.number, 'type');
    if (tree.name === undefined && tree.label === undefined) report.warn('row_skipped', place);
    else report.error('missing_type', place);
    return;
  }
  const type = TYPE_ALIASES[written] ?? written;
  const at = rowContext(context, row, type);
  if (DEPRECATED_METADATA.has(type)) report.warn('deprecated_metadata', at.place('type'), { type });
  if (applySetting(context, at)) return;
  const end = parseEnd(type);
  const begin = end === undefined ? parseBegin(type) : undefined;
  const named = end === undefined && type !== 'audit';
  const name = named ? checkName(context, at) : '';
  const parameters =
    parseParameters(textAt(tree, 'parameters')) ?? at.refuse('parameters_malformed', ['parameters']);
  const trigger = readTrigger(context, at);
  if (type === 'audit') {
    context.metaNodes.push(auditNode(context, at, parameters));
    return;
  }
  if (type === 'calculate') checkCalculation(at);
  const position = begin !== undefined ? 'begin' : end !== undefined ? 'end' : 'question';
  collectEntityUse(context, at, named ? name : undefined, position);
  if (end !== undefined) endContainer(context, at, end);
  else if (begin !== undefined) beginContainer(context, at, begin, name);
  else addQuestion(context, at, name, parameters, trigger);
}

function addQuestion(
  context: SurveyContext,
  at: RowContext,
  name: string,
  parameters: Parameters,
  trigger: readonly string[],
): void {
  context.questionNames.add(name);
  if (EXTERNAL_INSTANCE_TYPES.has(at.type)) context.secondaryInstances.add(name.replace(/(.)\.[^.]*$/, '$1'));
  for (const node of questionNodes(context, at, name, parameters)) {
    if (node.name === name) node.trigger = trigger;
    top(context).children.push(node);
  }
}

function checkCalculation(at: RowContext): void {
  const { tree } = at.row;
  const calculation = treeAt(tree, 'bind')?.calculate;
  if (calculation === undefined && !isDynamicDefault(textAt(tree, 'default'), 'calculate')) {
    at.refuse('missing_calculation', ['bind', 'calculate']);
  }
}

/** `form_title` and the like may stand as rows of the survey sheet. */
function applySetting(context: SurveyContext, at: RowContext): boolean {
  const setting = SETTING_TYPES[at.type];
  const value = textAt(at.row.tree, 'name');
  if (setting === undefined) return false;
  if (value === undefined) return true;
  if (setting === 'title') context.settings.title = value;
  else if (setting === 'id_string') context.settings.formId = value;
  else context.settings.prefix = value;
  return true;
}

function checkName(context: SurveyContext, at: RowContext): string {
  const { report } = context;
  let name = textAt(at.row.tree, 'name');
  if (name === undefined && at.type === 'note') name = `generated_note_name_${at.row.number}`;
  if (name === undefined) at.refuse('missing_name', ['name']);
  if (!isXmlName(name!)) at.refuse('invalid_name', ['name'], { name: name! });
  const frame = top(context);
  context.elementNames.set(name!, (context.elementNames.get(name!) ?? 0) + 1);
  if (frame.names.has(name!)) {
    report.error(name === 'meta' ? 'reserved_name' : 'duplicate_name', at.place('name'), { name: name! });
  } else if (frame.lowerNames.has(name!.toLowerCase()))
    report.warn('similar_name', at.place('name'), { name: name! });
  frame.names.add(name!);
  frame.lowerNames.add(name!.toLowerCase());
  return name!;
}
