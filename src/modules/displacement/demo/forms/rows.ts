import type { Localised } from '../country/names.ts';
import { HINTS, inFour, LABELS, MESSAGES } from './labels.ts';

/** One row of a survey sheet, in the words of XLSForm. Every text has all four languages. */
export interface SurveyRow {
  readonly type: string;
  readonly name: string;
  readonly label?: Localised;
  readonly hint?: Localised;
  readonly required?: boolean;
  readonly relevant?: string;
  readonly constraint?: string;
  readonly constraintMessage?: Localised;
  readonly calculation?: string;
  readonly appearance?: string;
  readonly choiceFilter?: string;
  readonly default?: string;
  readonly parameters?: string;
  readonly repeatCount?: string;
}

/** One row of a choices sheet; `filter` holds the extra columns that choice filters compare. */
export interface ChoiceRow {
  readonly list: string;
  readonly name: string;
  readonly label: Localised;
  readonly filter?: Readonly<Record<string, string>>;
}

export interface FormSource {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly instanceName: string;
  readonly survey: readonly SurveyRow[];
  readonly choices: readonly ChoiceRow[];
}

type Plain = Omit<SurveyRow, 'type' | 'name' | 'label' | 'hint' | 'constraintMessage'>;
interface More extends Plain {
  /** Key of the label where it differs from the name. */
  readonly labelled?: keyof typeof LABELS;
  /** Key of the message of the constraint. */
  readonly message?: keyof typeof MESSAGES;
}

export function ask(type: string, name: keyof typeof LABELS, more: More = {}): SurveyRow {
  const { labelled, message, ...plain } = more;
  const hint = HINTS[name];
  return {
    type,
    name,
    label: inFour(LABELS[labelled ?? name]),
    ...(hint ? { hint: inFour(hint) } : {}),
    ...(message ? { constraintMessage: inFour(MESSAGES[message]) } : {}),
    ...plain,
  };
}

/** A question that must be answered. */
export const must = (type: string, name: keyof typeof LABELS, more: More = {}): SurveyRow =>
  ask(type, name, { ...more, required: true });

/** A count that must be given. */
export const whole = (name: keyof typeof LABELS, more: More = {}): SurveyRow =>
  must('integer', name, { constraint: '. >= 0 and . <= 500000', message: 'whole', ...more });

export const silent = (type: string, name: string, more: Plain = {}): SurveyRow => ({ type, name, ...more });
export const calculate = (name: string, calculation: string): SurveyRow =>
  silent('calculate', name, { calculation });

export function group(name: keyof typeof LABELS, rows: readonly SurveyRow[], more: More = {}): SurveyRow[] {
  return [ask('begin_group', name, more), ...rows, silent('end_group', name)];
}

export function repeat(name: keyof typeof LABELS, rows: readonly SurveyRow[], more: More = {}): SurveyRow[] {
  return [ask('begin_repeat', name, more), ...rows, silent('end_repeat', name)];
}
