import { type ListedQuestion, listQuestions, visitItems } from '../model/list-questions.ts';
import type { FormItem, FormModel, Question, Texts } from '../model/types.ts';
import { type Match, matchQuestions } from './match.ts';
import type { FormDiff, LogicProperty, QuestionRef } from './types.ts';

const refOf = ({ path, name, type }: Question): QuestionRef => ({ path, name, type });

/** Compares two versions of a form with an eye on the data collected with the older one. */
export function diffForms(old: FormModel, current: FormModel): FormDiff {
  const before = listQuestions(old);
  const after = listQuestions(current);
  const matches = matchQuestions(before, after);
  const matchedBefore = new Set(matches.map(({ from }) => from));
  const matchedAfter = new Set(matches.map(({ to }) => to));
  const without = (all: readonly ListedQuestion[], matched: ReadonlySet<ListedQuestion>): QuestionRef[] =>
    all.filter((one) => !matched.has(one)).map(({ question }) => refOf(question));
  const ends = ({ from, to }: Match) => ({ from: refOf(from.question), to: refOf(to.question) });
  const removed = without(before, matchedBefore);
  const renamed = matches
    .filter(({ kind }) => kind === 'renamed')
    .map((match) => ({ ...ends(match), likeness: match.likeness }));
  const moved = matches.filter(({ kind }) => kind === 'moved').map(ends);
  const retyped = retypedOf(matches);
  const choicesDropped = choiceChanges(matches, old, current);
  return {
    otherForm: old.formId !== current.formId,
    added: without(after, matchedAfter),
    removed,
    renamed,
    moved,
    retyped,
    choicesDropped,
    choicesAdded: choiceChanges(
      matches.map((match) => ({ ...match, from: match.to, to: match.from })),
      current,
      old,
    ),
    logicChanged: logicChanges(old, current, matches),
    textChanged: matches
      .filter(({ from, to }) => textDiffers(from.question, to.question))
      .map(({ to }) => to.question.path),
    keepsData:
      removed.length + renamed.length + moved.length + choicesDropped.length === 0 &&
      retyped.every(({ compatible }) => compatible),
  };
}

/** Types whose answers are also answers of others. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  integer: ['decimal', 'text', 'range'],
  decimal: ['text'],
  range: ['integer', 'decimal', 'text'],
  select_one: ['select_multiple', 'text'],
  select_multiple: ['text'],
  barcode: ['text'],
  hidden: ['text', 'calculate'],
  calculate: ['text', 'hidden'],
  date: ['text'],
  time: ['text'],
  dateTime: ['text'],
  note: ['text', 'calculate'],
};

function retypedOf(matches: readonly Match[]): FormDiff['retyped'] {
  return matches.flatMap(({ from, to }) => {
    const [a, b] = [from.question.type, to.question.type];
    if (a === b) return [];
    return [{ question: refOf(to.question), from: a, to: b, compatible: WIDER[a]?.includes(b) === true }];
  });
}

function choiceChanges(
  matches: readonly Match[],
  old: FormModel,
  current: FormModel,
): FormDiff['choicesDropped'] {
  return matches.flatMap(({ from, to }) => {
    const list = from.question.list;
    const before = list === undefined ? undefined : old.choiceLists[list];
    const after = to.question.list === undefined ? undefined : current.choiceLists[to.question.list];
    if (list === undefined || before === undefined || after === undefined) return [];
    const kept = new Set(after.choices.map(({ value }) => value));
    const values = before.choices.map(({ value }) => value).filter((value) => !kept.has(value));
    return values.length === 0 ? [] : [{ question: refOf(to.question), list, values }];
  });
}

const PROPERTIES: readonly LogicProperty[] = [
  'relevant',
  'constraint',
  'required',
  'readonly',
  'calculation',
  'choiceFilter',
  'default',
  'trigger',
  'count',
];

function logicChanges(
  old: FormModel,
  current: FormModel,
  matches: readonly Match[],
): FormDiff['logicChanged'] {
  const newPaths = new Map(matches.map(({ from, to }) => [from.question.path, to.question.path]));
  const renames = matches.filter(({ from, to }) => from.question.path !== to.question.path);
  const before = new Map<string, FormItem>();
  visitItems(old, (item) => before.set(newPaths.get(item.path) ?? item.path, item));
  const changes: FormDiff['logicChanged'][number][] = [];
  visitItems(current, (item) => {
    const was = before.get(item.path);
    if (was === undefined || was.kind !== item.kind) return;
    for (const property of PROPERTIES) {
      const from = logicText(was, property);
      const to = logicText(item, property);
      if (from !== to && (from === null || withRenames(from, renames) !== to)) {
        changes.push({ path: item.path, property, from, to });
      }
    }
  });
  return changes;
}

function logicText(item: FormItem, property: LogicProperty): string | null {
  const value = (item as unknown as Record<string, unknown>)[property];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The old expression as it reads when questions have their new paths: no change of logic if that is all. */
function withRenames(expression: string, renames: readonly Match[]): string {
  let text = expression;
  for (const { from, to } of renames) {
    const [a, b] = [from.question, to.question];
    text = text.replaceAll(a.path, b.path);
    if (a.name !== b.name)
      text = text.replace(new RegExp(`/${escapePattern(a.name)}(?![\\w.-])`, 'g'), () => `/${b.name}`);
  }
  return text;
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function textDiffers(a: Question, b: Question): boolean {
  const pairs: [Texts | undefined, Texts | undefined][] = [
    [a.label, b.label],
    [a.hint, b.hint],
    [a.constraintMessage, b.constraintMessage],
    [a.requiredMessage, b.requiredMessage],
  ];
  return pairs.some(([before = {}, after = {}]) =>
    Object.keys(before).some(
      (language) => after[language] !== undefined && before[language] !== after[language],
    ),
  );
}
