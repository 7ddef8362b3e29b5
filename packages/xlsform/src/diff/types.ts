/** A question as a comparison names it. */
export interface QuestionRef {
  readonly path: string;
  readonly name: string;
  readonly type: string;
}

export type LogicProperty =
  | 'relevant'
  | 'constraint'
  | 'required'
  | 'readonly'
  | 'calculation'
  | 'choiceFilter'
  | 'default'
  | 'trigger'
  | 'count';

/**
 * What an edited form changes for data that was collected with the older one. Questions are matched by path,
 * then by name, then by likeness of label, type and place.
 */
export interface FormDiff {
  /** Form ids differ: the two are not versions of one form. */
  readonly otherForm: boolean;
  readonly added: readonly QuestionRef[];
  /** Answers to these have no column in the new form. */
  readonly removed: readonly QuestionRef[];
  /** Guessed: a removed and an added question that are most likely the same. */
  readonly renamed: readonly {
    readonly from: QuestionRef;
    readonly to: QuestionRef;
    readonly likeness: number;
  }[];
  /** Same name, other group or repeat. */
  readonly moved: readonly { readonly from: QuestionRef; readonly to: QuestionRef }[];
  /** `compatible`: every answer of the old type is also one of the new type. */
  readonly retyped: readonly {
    readonly question: QuestionRef;
    readonly from: string;
    readonly to: string;
    readonly compatible: boolean;
  }[];
  /** Values that answers may have and that no label explains any more. */
  readonly choicesDropped: readonly {
    readonly question: QuestionRef;
    readonly list: string;
    readonly values: readonly string[];
  }[];
  readonly choicesAdded: readonly {
    readonly question: QuestionRef;
    readonly list: string;
    readonly values: readonly string[];
  }[];
  /** Of questions, groups and repeats. */
  readonly logicChanged: readonly {
    readonly path: string;
    readonly property: LogicProperty;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  /** Paths whose label, hint or message changed in a language that both forms have. */
  readonly textChanged: readonly string[];
  /** Nothing that was collected loses its column, its type or its label. */
  readonly keepsData: boolean;
}
