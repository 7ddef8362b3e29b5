import type { FormItem, FormModel, Group, Question, Repeat } from './types.ts';

/** A question with where it stands. */
export interface ListedQuestion {
  readonly question: Question;
  /** Paths of the repeats that it is in, outermost first; empty for a question asked once. */
  readonly repeats: readonly string[];
  /** Paths of all groups and repeats that it is in, outermost first. */
  readonly groups: readonly string[];
}

/** Every question in document order, without the meta block. */
export function listQuestions(model: FormModel): ListedQuestion[] {
  const found: ListedQuestion[] = [];
  visitItems(model, (item, ancestors) => {
    if (item.kind !== 'question') return;
    found.push({
      question: item,
      repeats: ancestors.filter(({ kind }) => kind === 'repeat').map(({ path }) => path),
      groups: ancestors.map(({ path }) => path),
    });
  });
  return found;
}

/** Visits every item in document order with its ancestors, outermost first. */
export function visitItems(
  model: FormModel,
  visit: (item: FormItem, ancestors: readonly (Group | Repeat)[]) => void,
): void {
  const down = (items: readonly FormItem[], ancestors: readonly (Group | Repeat)[]): void => {
    for (const item of items) {
      visit(item, ancestors);
      if (item.kind !== 'question') down(item.items, [...ancestors, item]);
    }
  };
  down(model.items, []);
}
