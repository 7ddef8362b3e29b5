/** `now` breaks into quiet hours; `soon` and `whenever` wait for their end, and may come gathered once a day. */
type Urgency = 'now' | 'soon' | 'whenever';

/** What people are told. */
export interface Notice {
  /**
   * `slice.noun_verb`, declared in the slice's manifest (`notices`). Its messages hold `notice.<kind>`, the sentence of the
   * inbox with the values filled, and `notice.<kind>.general`, the words that may leave the house: no values at all.
   */
  kind: string;
  to: readonly string[];
  /** The record that it is about; it opens only for who sees that record at the moment of the click. */
  entity?: string;
  entityId?: string;
  /** Fill the sentence: counts, dates, references that are not sealed. No name, place or text of people. */
  values?: Readonly<Record<string, string | number>>;
  urgency: Urgency;
  /** The same key to the same person is the same notice: it is told anew instead of twice. */
  key?: string;
  at: Date;
}
