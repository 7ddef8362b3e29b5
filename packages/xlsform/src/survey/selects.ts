import { suggest } from '../diagnostics/suggest.ts';
import { FILE_EXTENSIONS, FILE_SELECT_COMMANDS, SELECT_COMMANDS } from '../dialect/question-types.ts';
import { isXmlName } from '../expressions/names.ts';
import { hasReference, isReference } from '../expressions/references.ts';
import type { Choice, ChoiceList } from './choices.ts';
import type { RowContext, SurveyContext } from './context.ts';
import { type FormNode, newNode } from './node.ts';
import { checkParameters, isNumber, type Parameters } from './parameters.ts';
import { asQuestion, nodeFromRow } from './row-node.ts';

const COMMANDS = Object.keys(SELECT_COMMANDS).join('|');
const SELECT = new RegExp(`^(${COMMANDS}) (\\S+)(?: (or specify other|or_other|or other))?$`);

interface SelectType {
  readonly command: string;
  readonly type: string;
  readonly list: string;
  readonly orOther: boolean;
}

export function parseSelect(type: string): SelectType | undefined {
  const match = SELECT.exec(type);
  if (match === null) return undefined;
  return {
    command: match[1]!,
    type: SELECT_COMMANDS[match[1]!]!,
    list: match[2]!,
    orOther: match[3] !== undefined,
  };
}

/** Splits a file name into stem and extension with its dot; a leading dot is no extension. */
export function splitExtension(file: string): { stem: string; extension: string } {
  const dot = file.lastIndexOf('.');
  return dot <= 0 ? { stem: file, extension: '' } : { stem: file.slice(0, dot), extension: file.slice(dot) };
}

/** Reads a select row into its question and, with or_other, the text question that follows. */
export function selectNodes(
  context: SurveyContext,
  at: RowContext,
  name: string,
  select: SelectType,
  parameters: Parameters,
): FormNode[] {
  const node = nodeFromRow('question', select.type, name, at.row);
  node.itemset = select.list;
  node.parameters = parameters;
  checkList(context, at, select);
  checkSelectParameters(context, at, select, parameters);
  if (select.type === 'select one external' && node.choiceFilter !== undefined) node.query = select.list;
  asQuestion(node);
  const extra = select.orOther ? [otherQuestion(context, at, name, select)] : [];
  if (context.settings.addNoneOption && select.type === 'select all that apply') addNone(context, node);
  const header = tableListHeader(context, at, select, node);
  return [...(header === undefined ? [] : [header]), node, ...extra];
}

function checkList(context: SurveyContext, at: RowContext, select: SelectType): void {
  const { list, command } = select;
  const { stem, extension } = splitExtension(list);
  if (select.type === 'select one external') {
    if (typeof at.row.tree.choice_filter !== 'string')
      context.report.warn('external_without_filter', at.place('choice_filter'));
    if (context.externalLists === undefined) at.refuse('external_choices_missing', ['type']);
    else if (!context.externalLists.has(list)) {
      at.refuse('unknown_external_list', ['type'], { list }, () =>
        suggest(list, context.externalLists ?? []),
      );
    }
    return;
  }
  context.secondaryInstances.add(stem);
  if (
    FILE_SELECT_COMMANDS.has(command) &&
    (!FILE_EXTENSIONS.has(extension) || list.split('.').length !== 2)
  ) {
    at.refuse('file_extension', ['type'], { file: list });
  }
  const known = context.choices.get(list);
  if (known === undefined && !FILE_EXTENSIONS.has(extension) && !hasReference(list)) {
    if (!context.hasChoicesSheet || context.choices.size === 0)
      at.refuse('choices_sheet_missing', ['type'], { list });
    at.refuse('unknown_list', ['type'], { list }, () => suggest(list, context.choices.keys()));
  }
  if (select.type !== 'select all that apply' || FILE_EXTENSIONS.has(extension)) return;
  for (const choice of known?.choices ?? []) {
    if (choice.name.includes(' ')) at.refuse('choice_name_with_space', ['type'], { name: choice.name, list });
  }
}

function checkSelectParameters(
  context: SurveyContext,
  at: RowContext,
  select: SelectType,
  values: Parameters,
): void {
  const check = checkParameters(values, at.place('parameters'), context.report);
  if (select.command === 'select_one_from_file' || select.command === 'select_multiple_from_file') {
    check.accept('label', 'randomize', 'seed', 'value');
    for (const key of ['value', 'label']) {
      const column = values[key];
      if (column !== undefined && !isXmlName(column))
        at.refuse('invalid_name', ['parameters'], { name: column });
    }
  } else check.accept('randomize', 'seed');
  if (check.oneOf('randomize', 'true', 'false') === undefined) {
    if (values.seed !== undefined) at.refuse('seed_without_randomize', ['parameters']);
  } else if (values.seed !== undefined && !isReference(values.seed) && !isNumber(values.seed)) {
    at.refuse('seed_invalid', ['parameters']);
  }
}

function otherQuestion(context: SurveyContext, at: RowContext, name: string, select: SelectType): FormNode {
  context.usesOrOther = true;
  const list = context.choices.get(select.list);
  if (typeof at.row.tree.choice_filter === 'string') at.refuse('other_with_filter', ['choice_filter']);
  if (list === undefined) at.refuse('other_without_choices', ['type']);
  if (!list!.choices.some((choice) => choice.name === 'other')) list!.choices.push(otherChoice(list!));
  return asQuestion(
    newNode('question', 'text', `${name}_other`, {
      row: at.row.number,
      label: 'Specify other.',
      bind: { relevant: `selected(../${name}, 'other')` },
    }),
  );
}

function otherChoice(list: ChoiceList): Choice {
  const languages = new Set(
    list.choices.flatMap(({ label }) =>
      label !== undefined && typeof label !== 'string' ? Object.keys(label) : [],
    ),
  );
  const label =
    languages.size === 0
      ? 'Other'
      : Object.fromEntries([...languages].map((language) => [language, 'Other']));
  return { name: 'other', label, media: undefined, columns: {}, smsOption: undefined, row: undefined };
}

const NONE_CONSTRAINT = "(.='none' or not(selected(., 'none')))";

function addNone(context: SurveyContext, node: FormNode): void {
  const list = node.itemset === undefined ? undefined : context.choices.get(node.itemset);
  if (list === undefined) return;
  if (!list.choices.some((choice) => choice.name === 'none')) {
    list.choices.push({
      name: 'none',
      label: 'None',
      media: undefined,
      columns: {},
      smsOption: undefined,
      row: undefined,
    });
  }
  const own = node.bind?.constraint;
  node.bind = {
    ...node.bind,
    constraint: typeof own === 'string' ? `${own} and ${NONE_CONSTRAINT}` : NONE_CONSTRAINT,
  };
}

/** The first select of a table-list is preceded by one that shows the choices' labels as column heads. */
function tableListHeader(
  context: SurveyContext,
  at: RowContext,
  select: SelectType,
  node: FormNode,
): FormNode | undefined {
  if (context.tableList === undefined) return undefined;
  let header: FormNode | undefined;
  if (context.tableList === true) {
    context.tableList = select.list;
    if (node.choiceFilter !== undefined) at.refuse('table_list_filter', ['choice_filter']);
    header = asQuestion(
      newNode('question', select.type, `reserved_name_for_field_list_labels_${at.row.number}`, {
        row: at.row.number,
        control: { appearance: 'label' },
        itemset: select.list,
      }),
    );
  }
  if (context.tableList !== select.list) {
    at.refuse('table_list_mismatch', ['type'], { expected: String(context.tableList), found: select.list });
  }
  node.control.appearance = 'list-nolabel';
  return header;
}
