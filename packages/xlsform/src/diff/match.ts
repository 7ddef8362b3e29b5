import type { ListedQuestion } from '../model/list-questions.ts';
import type { Question, Texts } from '../model/types.ts';

export interface Match {
  readonly from: ListedQuestion;
  readonly to: ListedQuestion;
  readonly kind: 'same' | 'moved' | 'renamed';
  /** 1 unless renamed. */
  readonly likeness: number;
}

/** Below this a removed and an added question are taken for two different ones. */
const LIKE_ENOUGH = 0.6;
/** Comparing every removed with every added question is only worth it for an edit, not for another form. */
const MOST_PAIRS = 250_000;

/** Pairs of questions of two forms that are the same question. */
export function matchQuestions(old: readonly ListedQuestion[], current: readonly ListedQuestion[]): Match[] {
  const matches: Match[] = [];
  const byPath = new Map(current.map((one) => [one.question.path, one]));
  const rest = old.filter((from) => {
    const to = byPath.get(from.question.path);
    if (to === undefined) return true;
    byPath.delete(from.question.path);
    matches.push({ from, to, kind: 'same', likeness: 1 });
    return false;
  });
  const byName = new Map([...byPath.values()].map((one) => [one.question.name, one]));
  const removed = rest.filter((from) => {
    const to = byName.get(from.question.name);
    if (to === undefined) return true;
    byName.delete(from.question.name);
    byPath.delete(to.question.path);
    matches.push({ from, to, kind: 'moved', likeness: 1 });
    return false;
  });
  return [...matches, ...guessRenames(removed, [...byPath.values()])];
}

function guessRenames(removed: readonly ListedQuestion[], added: readonly ListedQuestion[]): Match[] {
  if (removed.length * added.length > MOST_PAIRS) return [];
  const pairs = removed.flatMap((from) =>
    added.map((to): Match => ({ from, to, kind: 'renamed', likeness: likeness(from, to) })),
  );
  const used = new Set<ListedQuestion>();
  const matches: Match[] = [];
  for (const pair of pairs.sort((a, b) => b.likeness - a.likeness)) {
    if (pair.likeness < LIKE_ENOUGH || used.has(pair.from) || used.has(pair.to)) continue;
    used.add(pair.from);
    used.add(pair.to);
    matches.push(pair);
  }
  return matches;
}

/** From 0 to 1: what the labels share counts most, then type, then choices and place. */
function likeness(from: ListedQuestion, to: ListedQuestion): number {
  const [a, b] = [from.question, to.question];
  if (a.visible !== b.visible) return 0;
  const text = a.visible ? labelLikeness(a, b) : sameText(a.calculation, b.calculation);
  const type = a.type === b.type ? 1 : 0;
  const list = a.list === b.list ? 1 : 0;
  const place = from.groups.join() === to.groups.join() ? 1 : 0;
  return Math.round((0.6 * text + 0.2 * type + 0.1 * list + 0.1 * place) * 100) / 100;
}

const sameText = (a: string | undefined, b: string | undefined): number =>
  a !== undefined && a === b ? 1 : 0;

function labelLikeness(a: Question, b: Question): number {
  const languages = Object.keys(a.label).filter((language) => b.label[language] !== undefined);
  if (languages.length === 0) return wordLikeness(firstText(a.label), firstText(b.label));
  return Math.max(...languages.map((language) => wordLikeness(a.label[language]!, b.label[language]!)));
}

const firstText = (texts: Texts): string => Object.values(texts)[0] ?? '';

/** Share of words that two texts have in common. */
function wordLikeness(a: string, b: string): number {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [left, right] = [words(a), words(b)];
  if (left.size === 0 || right.size === 0) return 0;
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared / (left.size + right.size - shared);
}
