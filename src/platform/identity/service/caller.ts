import type { Actor } from '#platform/db/tx.ts';
import { Problem } from '#platform/http/problem.ts';

/** The account id of an actor that a `signed-in` route has admitted. */
export function signedIn(actor: Actor): string {
  if (!actor.accountId) throw new Problem(401, 'http.signed_out', { detail: 'Sign in first.' });
  return actor.accountId;
}

/** The account id of a person who signed in. A token acts for its person elsewhere and never changes the account itself. */
export function inPerson(actor: Actor): string {
  if (actor.kind !== 'person')
    throw new Problem(403, 'identity.in_person_only', {
      detail: 'An API token cannot change the account of its person. Sign in yourself.',
    });
  return signedIn(actor);
}

/** More wrong attempts than this in 15 minutes and the account waits; other accounts on the same line do not. */
const FAILURES_ALLOWED = 10;

export const mustWait = (found: { recent_failures: number }): boolean =>
  found.recent_failures >= FAILURES_ALLOWED;

export const waitProblem = (): Problem =>
  new Problem(429, 'identity.wait', { detail: 'Too many wrong attempts for this account; wait 15 minutes.' });
