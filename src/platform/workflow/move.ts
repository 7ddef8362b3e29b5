import { Problem } from '#platform/http/problem.ts';
import { type Decision, decide, type Refusal, type Standing, type Wanted } from './domain/decide.ts';
import type { Machine } from './domain/machine.ts';

const statuses: Record<Refusal['code'], number> = {
  'workflow.state_changed': 409,
  'workflow.not_from_here': 409,
  'workflow.not_allowed': 403,
  'workflow.not_ready': 409,
  'workflow.input_needed': 422,
};

const details: Record<Refusal['code'], string> = {
  'workflow.state_changed': 'Somebody moved this on meanwhile. Load it again and decide anew.',
  'workflow.not_from_here': 'This step does not follow from the present state.',
  'workflow.not_allowed': 'Your roles do not allow this step here.',
  'workflow.not_ready': 'Something must happen before this step.',
  'workflow.input_needed': 'This step needs more from you.',
};

/** A refusal as one Problem: the code of the refusal, and an entry for each thing that is missing. */
function problemOfRefusal(refusal: Refusal): Problem {
  const said = refusal.missing.map((one) => one.text).join(' ');
  return new Problem(statuses[refusal.code], refusal.code, {
    detail: said || details[refusal.code],
    params: { state: refusal.state, transition: refusal.transition },
    ...(refusal.missing.length > 0
      ? {
          errors: refusal.missing.map(({ code, text, path = '', params }) => ({
            path,
            code,
            message: text,
            ...(params ? { params } : {}),
          })),
        }
      : {}),
  });
}

/**
 * Decides or throws the refusal. The row must be locked before its state is read: only then does the second of two
 * movers meet the state that the first one left.
 */
export function move<S extends string, T extends string, F, E extends string>(
  machine: Machine<S, T, F, E>,
  at: Standing<S, F>,
  wanted: Wanted<S, T>,
  now: Date,
): Decision<S, T, E> {
  const outcome = decide(machine, at, wanted, now);
  if (!outcome.ok) throw problemOfRefusal(outcome);
  return outcome;
}

/** What the audit keeps of a move; a slice adds what else tells the record apart. */
export const trace = (decision: { from: string; to: string; reason: string }) => ({
  before: { state: decision.from },
  after: { state: decision.to },
  ...(decision.reason ? { reason: decision.reason } : {}),
});
