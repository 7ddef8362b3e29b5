import { type Machine, type Missing, transitionsOf } from './machine.ts';

/** Where a record stands and what its mover holds there. */
export interface Standing<S extends string, F> {
  state: S;
  facts: F;
  may: (permission: string) => boolean;
}

/** What somebody wants of it. */
export interface Wanted<S extends string, T extends string> {
  transition: T;
  /** The state that its mover saw; another one by now is a conflict. */
  from?: S | undefined;
  reason?: string | undefined;
  /** The declared `fields`, by name. */
  given?: Readonly<Record<string, unknown>>;
}

interface DueClock {
  id: string;
  /** ISO instant, or a date where the facts gave one. */
  due: string;
}

export interface Decision<S extends string, T extends string, E extends string> {
  ok: true;
  transition: T;
  from: S;
  to: S;
  /** Trimmed; empty where none was given. */
  reason: string;
  effects: readonly E[];
  clocks: readonly DueClock[];
}

export interface Refusal {
  ok: false;
  code:
    | 'workflow.state_changed'
    | 'workflow.not_from_here'
    | 'workflow.not_allowed'
    | 'workflow.not_ready'
    | 'workflow.input_needed';
  /** The state that refused. */
  state: string;
  transition: string;
  missing: readonly Missing[];
}

/** A step that may follow now, or what it still waits for. */
export interface NextStep<S extends string, T extends string> {
  transition: T;
  to: S;
  allowed: boolean;
  missing: readonly Missing[];
}

const permits = (permission: string | readonly string[], may: (one: string) => boolean): boolean =>
  [permission].flat().some(may);

/** The steps that lead on from here for somebody who holds their permission; those that wait say what for. */
export function transitionsFrom<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  at: Standing<S, F>,
): NextStep<S, T>[] {
  return transitionsOf(machine).flatMap((transition) => {
    const rule = machine.transitions[transition];
    if (rule.elsewhere || !rule.from.includes(at.state) || !permits(rule.permission, at.may)) return [];
    const missing = rule.guard?.(at.facts, at.state) ?? [];
    return [{ transition, to: rule.to, allowed: missing.length === 0, missing }];
  });
}

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** What the mover has not filled in: the reason and the declared fields. */
function unfilled<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  wanted: Wanted<S, T>,
): Missing[] {
  const { needsReason, fields = [] } = machine.transitions[wanted.transition];
  const blank = fields
    .filter((field) => isBlank(wanted.given?.[field]))
    .map((field) => ({
      code: 'workflow.field_needed',
      text: `Fill in "${field}".`,
      params: { field },
      path: `body.${field}`,
    }));
  if (!needsReason || !isBlank(wanted.reason)) return blank;
  const path = `body.${machine.reasonField ?? 'reason'}`;
  return [{ code: 'workflow.reason_needed', text: 'Say why.', path }, ...blank];
}

/** What falls due in a state, entered at `since`; without it only what the facts give. */
export function clocksOf<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  state: S,
  facts: F,
  since?: Date,
): DueClock[] {
  return Object.entries(machine.states[state].clocks ?? {}).flatMap(([id, clock]) => {
    const due =
      'at' in clock
        ? clock.at(facts)
        : since && new Date(since.getTime() + clock.hours * 3_600_000).toISOString();
    return due === undefined ? [] : [{ id, due }];
  });
}

/** Whether a record may move so, and what follows from it; a refusal names all that is missing at once. */
export function decide<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  at: Standing<S, F>,
  wanted: Wanted<S, T>,
  now: Date,
): Decision<S, T, E> | Refusal {
  const refuse = (code: Refusal['code'], missing: readonly Missing[] = []): Refusal => ({
    ok: false,
    code,
    state: at.state,
    transition: wanted.transition,
    missing,
  });
  if (wanted.from !== undefined && wanted.from !== at.state) return refuse('workflow.state_changed');
  const rule = Object.hasOwn(machine.transitions, wanted.transition)
    ? machine.transitions[wanted.transition]
    : undefined;
  if (!rule?.from.includes(at.state)) return refuse('workflow.not_from_here');
  if (!permits(rule.permission, at.may)) return refuse('workflow.not_allowed');
  const waiting = rule.guard?.(at.facts, at.state) ?? [];
  const blank = unfilled(machine, wanted);
  if (waiting.length > 0) return refuse('workflow.not_ready', [...waiting, ...blank]);
  if (blank.length > 0) return refuse('workflow.input_needed', blank);
  return {
    ok: true,
    transition: wanted.transition,
    from: at.state,
    to: rule.to,
    reason: wanted.reason?.trim() ?? '',
    effects: rule.effects ?? [],
    clocks: clocksOf(machine, rule.to, at.facts, now),
  };
}
