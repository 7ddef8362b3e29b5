import { FILE_EXTENSIONS, QUESTION_TYPES } from '../dialect/question-types.ts';
import { readReferences } from '../expressions/references.ts';
import type { Text } from '../sheets/tree.ts';
import type { CompiledForm } from '../survey/form.ts';
import type { FormNode } from '../survey/node.ts';
import { splitExtension } from '../survey/selects.ts';
import { booleanWord } from '../xform/bind.ts';
import { itemSource } from '../xform/itemset.ts';
import type {
  FormItem,
  Media,
  Question,
  QuestionChoices,
  QuestionDefault,
  QuestionType,
  Texts,
} from './types.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A text by language; a text without language belongs to the default one. */
export function textsOf(form: CompiledForm, text: Text | undefined): Texts {
  if (text === undefined) return {};
  return typeof text === 'string' ? { [form.settings.defaultLanguage]: text } : { ...text };
}

export function mediaOf(
  form: CompiledForm,
  media: Readonly<Record<string, Text>> | undefined,
): { media?: Media } {
  if (media === undefined || Object.keys(media).length === 0) return {};
  return {
    media: Object.fromEntries(Object.entries(media).map(([kind, text]) => [kind, textsOf(form, text)])),
  };
}

/** The item of a node; undefined for what is no question of the form (files, meta, entities). */
export function itemOf(form: CompiledForm, node: FormNode): FormItem | undefined {
  if (node.kind === 'question') return questionOf(form, node);
  if ((node.kind !== 'group' && node.kind !== 'repeat') || node.bodyless) return undefined;
  const items = node.children.map((child) => itemOf(form, child)).filter((item) => item !== undefined);
  const base = baseOf(form, node);
  if (node.kind === 'group') return { kind: 'group', ...base, items };
  const count = node.control['jr:count'];
  return {
    kind: 'repeat',
    ...base,
    ...(count === undefined ? {} : { count: form.resolver.expression(count, node).trim() }),
    items,
  };
}

function baseOf(form: CompiledForm, node: FormNode) {
  const outputs = outputsOf(form, node);
  return {
    name: node.name,
    path: node.path,
    label: textsOf(form, node.label),
    ...mediaOf(form, node.media),
    ...optional('relevant', expressionOf(form, node, 'relevant')),
    ...optional('readonly', expressionOf(form, node, 'readonly')),
    ...optional('appearance', node.control.appearance),
    ...(outputs === undefined ? {} : { outputs }),
    ...(node.row === undefined ? {} : { source: { sheet: form.survey.name, row: node.row } }),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}

function expressionOf(form: CompiledForm, node: FormNode, key: string): string | undefined {
  const text = node.bind?.[key];
  if (typeof text !== 'string') return undefined;
  return form.resolver.expression(booleanWord(text), node).trim();
}

function outputsOf(form: CompiledForm, node: FormNode): Record<string, string> | undefined {
  const texts = [
    node.label,
    node.hint,
    node.guidanceHint,
    node.bind?.['jr:constraintMsg'],
    node.bind?.['jr:requiredMsg'],
  ];
  const outputs: Record<string, string> = {};
  for (const text of texts.flatMap((one) => (typeof one === 'object' ? Object.values(one) : (one ?? [])))) {
    if (!text.includes('${') && !text.includes('instance(')) continue;
    for (const part of form.resolver.parts(text, node)) {
      if ('output' in part) outputs[part.source] = part.output.trim();
    }
  }
  return Object.keys(outputs).length === 0 ? undefined : outputs;
}

const CONTROL_ELSEWHERE = new Set(['appearance', 'mediatype', 'jr:count']);

function questionOf(form: CompiledForm, node: FormNode): Question {
  const { bind } = node;
  const text = (key: string): string | undefined => (typeof bind?.[key] === 'string' ? bind[key] : undefined);
  const question: Mutable<Question> = {
    kind: 'question',
    type: (QUESTION_TYPES.get(node.type)?.canonical ?? 'text') as QuestionType,
    bindType: text('type') ?? 'string',
    visible: isVisible(node),
    ...baseOf(form, node),
    ...optional('hint', someTexts(form, node.hint)),
    ...optional('guidanceHint', someTexts(form, node.guidanceHint)),
    ...optional('constraint', expressionOf(form, node, 'constraint')),
    ...optional('constraintMessage', someTexts(form, bind?.['jr:constraintMsg'])),
    ...optional('required', expressionOf(form, node, 'required')),
    ...optional('requiredMessage', someTexts(form, bind?.['jr:requiredMsg'])),
    ...optional('calculation', expressionOf(form, node, 'calculate')),
    ...optional('default', defaultOf(form, node)),
    ...optional('saveTo', text('entities:saveto')),
    ...choicesOf(form, node),
  };
  if (node.trigger.length > 0) question.trigger = node.trigger;
  if (Object.keys(node.parameters).length > 0) question.parameters = node.parameters;
  const preload = text('jr:preload');
  if (preload !== undefined) question.preload = { kind: preload, params: text('jr:preloadParams') ?? '' };
  const control = Object.entries(node.control).filter(([key]) => !CONTROL_ELSEWHERE.has(key));
  if (control.length > 0) question.control = Object.fromEntries(control);
  return question;
}

const someTexts = (form: CompiledForm, text: Text | undefined): Texts | undefined =>
  text === undefined ? undefined : textsOf(form, text);

function isVisible(node: FormNode): boolean {
  if (node.tag === undefined || node.type === 'calculate') return false;
  const computed = node.bind?.calculate !== undefined || node.trigger.length > 0;
  return !computed || node.label !== undefined || node.hint !== undefined;
}

function defaultOf(form: CompiledForm, node: FormNode): QuestionDefault | undefined {
  if (node.default === undefined) return undefined;
  if (!node.dynamicDefault) return { kind: 'value', value: node.default };
  return { kind: 'expression', expression: form.resolver.expression(node.default, node).trim() };
}

function choicesOf(form: CompiledForm, node: FormNode): Pick<Question, 'list' | 'choices' | 'choiceFilter'> {
  if (node.itemset === undefined) return {};
  const filter =
    node.choiceFilter === undefined
      ? {}
      : { choiceFilter: form.resolver.expression(node.choiceFilter, node, { useCurrent: true }).trim() };
  if (node.type === 'select one external') return { list: node.itemset, ...filter };
  const source = itemSource(form, node);
  const isFile = FILE_EXTENSIONS.has(splitExtension(node.itemset).extension);
  const reference = readReferences(node.itemset).references[0]?.name;
  const choices: QuestionChoices = {
    ...source,
    ...(form.choices.has(node.itemset) ? { list: node.itemset } : {}),
    ...(isFile ? { file: node.itemset } : {}),
    ...(reference === undefined ? {} : { fromQuestion: reference }),
  };
  return { ...(choices.list === undefined ? {} : { list: choices.list }), choices, ...filter };
}
