import type { AnswerKind, Outline } from '../contract/shapes.ts';
import type { Answers, AnswerValue } from './read-answers.ts';
import { addDate, addNumber, answeredToken, emptyToken, questionSeed, valueToken } from './tokens.ts';
import { addWords } from './words.ts';

/** What filters and searches stand on. */
interface IndexedAnswers {
  tokens: Set<number>;
  words: Set<string>;
}

export interface AnswerIndexer {
  index(data: Answers, instanceName: string | null): IndexedAnswers;
}

/** Longer texts are for searching, not for equality. */
const LONGEST_VALUE = 100;

interface Plan {
  path: string;
  kind: AnswerKind;
  seed: number;
  /** Asked of everybody and required: that it was answered needs no token. */
  certain: boolean;
}

/** How the index treats a question: shared by what writes tokens and by what asks for them. */
export const isCertain = (node: { required: boolean; conditional: boolean }): boolean =>
  node.required && !node.conditional;

/** Makes tokens and words of the answers of one form; the outline is that of the record's version. */
export function createAnswerIndexer(formId: string, outline: Outline): AnswerIndexer {
  const plans: Plan[] = [];
  for (const node of outline.nodes) {
    if (node.node !== 'question' || !node.kind || node.kind === 'note' || node.repeat !== null) continue;
    plans.push({
      path: node.path,
      kind: node.kind,
      seed: questionSeed(formId, node.path),
      certain: isCertain(node),
    });
  }
  const known = new Set(plans.map((plan) => plan.path));
  return {
    index(data, instanceName) {
      const out: IndexedAnswers = { tokens: new Set(), words: new Set() };
      for (const plan of plans) {
        const value = data[plan.path];
        if (value === undefined) out.tokens.add(emptyToken(plan.seed));
        else {
          if (!plan.certain) out.tokens.add(answeredToken(plan.seed));
          addAnswer(out, plan, value);
        }
      }
      if (instanceName) addWords(out.words, instanceName);
      // Answers inside repeats, and those of questions that this version does not know, are found by their words.
      for (const path in data) if (!known.has(path)) addLoose(out.words, data[path]!);
      return out;
    },
  };
}

function addAnswer(out: IndexedAnswers, plan: Plan, value: AnswerValue): void {
  if (typeof value === 'number') {
    addNumber(out.tokens, plan.seed, value);
    // Telephone and reference numbers are searched for; a count of 7 is not.
    if (value > 9999) out.words.add(String(value));
    return;
  }
  if (typeof value === 'string') {
    switch (plan.kind) {
      case 'date':
      case 'dateTime':
        addDate(out.tokens, plan.seed, value);
        return;
      case 'geopoint':
      case 'geotrace':
      case 'geoshape':
        return;
      default:
        if (value.length <= LONGEST_VALUE) out.tokens.add(valueToken(plan.seed, value.trim()));
        addWords(out.words, value);
        return;
    }
  }
  for (const one of value) {
    if (typeof one !== 'string') continue;
    out.tokens.add(valueToken(plan.seed, one));
    addWords(out.words, one);
  }
}

function addLoose(words: Set<string>, value: AnswerValue): void {
  if (typeof value === 'string') addWords(words, value);
  else if (Array.isArray(value)) {
    for (const one of value) {
      if (typeof one === 'string') addWords(words, one);
      else for (const path in one) addLoose(words, one[path]!);
    }
  }
}
