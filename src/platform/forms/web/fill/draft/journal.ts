/** One thing that a person did to a form, and when (ms since 1970). */
export type Step =
  | { readonly at: number; readonly do: 'set'; readonly id: string; readonly value: string }
  | { readonly at: number; readonly do: 'add' | 'remove'; readonly id: string };

/** What can be done to an open form; `FormSession` of the engine has it. */
export interface Answering {
  setValue(id: string, value: string): void;
  addRepeat(id: string): string;
  removeRepeat(id: string): void;
}

export interface Noted {
  /** Place in the journal; a step that only rewrites the one before takes its place. */
  readonly seq: number;
  readonly step: Step;
}

/**
 * The place of a new step. Typing on in the same answer replaces what was typed before, so that a journal has as
 * many steps as answers, not as keystrokes; `whole` keeps every step, for answers from which others are computed.
 */
export function placeOf(last: Noted | undefined, step: Step, whole = false): number {
  if (!last) return 0;
  const same = last.step.do === 'set' && step.do === 'set' && last.step.id === step.id;
  return same && !whole ? last.seq : last.seq + 1;
}

/** Does one step. */
export function perform(form: Answering, step: Step): void {
  if (step.do === 'set') form.setValue(step.id, step.value);
  else if (step.do === 'add') form.addRepeat(step.id);
  else form.removeRepeat(step.id);
}

/**
 * Does all steps again, each at the time when it was done: ids of repeat instances are given in the order of their
 * making, so the form ends as it was left. A step that the form no longer takes is passed over and counted.
 */
export function replay(form: Answering, steps: readonly Step[], hold: (at: number) => void): number {
  let lost = 0;
  for (const step of steps) {
    hold(step.at);
    try {
      perform(form, step);
    } catch {
      lost += 1;
    }
  }
  return lost;
}
