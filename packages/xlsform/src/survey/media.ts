import { isDynamicDefault } from '../expressions/lexer.ts';
import type { RowContext, SurveyContext } from './context.ts';
import type { FormNode } from './node.ts';
import { checkParameters, type Parameters } from './parameters.ts';
import { asQuestion, nodeFromRow } from './row-node.ts';

const QUALITIES = ['voice-only', 'low', 'normal'];

export function textNode(context: SurveyContext, at: RowContext, name: string, values: Parameters): FormNode {
  const node = nodeFromRow('question', 'text', name, at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  check.accept('rows');
  if (check.integer('rows') !== undefined) node.control.rows = values.rows!;
  node.parameters = values;
  return asQuestion(node);
}

export function imageNode(
  context: SurveyContext,
  at: RowContext,
  name: string,
  values: Parameters,
): FormNode {
  const node = nodeFromRow('question', 'photo', name, at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  check.accept('app', 'max-pixels');
  if (
    node.default !== undefined &&
    !node.default.includes('jr://images/') &&
    !isDynamicDefault(node.default, 'photo')
  ) {
    node.default = `jr://images/${node.default}`;
  }
  if (check.integer('max-pixels') === undefined)
    context.report.warn('image_max_pixels', at.place('parameters'));
  else node.bind = { ...node.bind, 'orx:max-pixels': values['max-pixels']! };
  const appearance = node.control.appearance;
  if (values.app !== undefined && (appearance === undefined || appearance === 'annotate')) {
    if (!isPackageName(values.app)) at.refuse('app_invalid', ['parameters']);
    node.control.intent = values.app;
  }
  node.parameters = values;
  return asQuestion(node);
}

/** Source: the Android manifest reference, "package": dotted parts, each beginning with a letter. */
function isPackageName(name: string): boolean {
  const parts = name.split('.');
  return parts.length > 1 && parts.every((part) => /^[a-zA-Z]\w*$/.test(part));
}

export function audioNode(
  context: SurveyContext,
  at: RowContext,
  name: string,
  values: Parameters,
): FormNode {
  const node = nodeFromRow('question', 'audio', name, at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  check.accept('quality');
  const quality = check.oneOf('quality', ...QUALITIES, 'external');
  if (quality !== undefined) node.bind = { ...node.bind, 'odk:quality': quality };
  node.parameters = values;
  return asQuestion(node);
}

export function backgroundAudioNode(
  context: SurveyContext,
  at: RowContext,
  name: string,
  values: Parameters,
): FormNode {
  const node = nodeFromRow('question', 'background-audio', name, at.row);
  const check = checkParameters(values, at.place('parameters'), context.report);
  check.accept('quality');
  const quality = check.oneOf('quality', ...QUALITIES);
  node.actions = [
    ...node.actions,
    { element: 'odk:recordaudio', event: 'odk-instance-load', ...(quality === undefined ? {} : { quality }) },
  ];
  node.parameters = values;
  return asQuestion(node);
}
