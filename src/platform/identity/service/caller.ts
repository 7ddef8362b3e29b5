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
/** For all accounts from one address: an office of some hundred people shares a line, and some of them mistype. */
const ADDRESS_FAILURES_ALLOWED = 100;

const wait = (code: string, detail: string): Problem =>
  new Problem(429, code, { detail, headers: { 'retry-after': '900' } });

/** The refusal when the account has to wait; undefined when it may go on. */
export const accountWaits = (found: { recent_failures: number }): Problem | undefined =>
  found.recent_failures >= FAILURES_ALLOWED
    ? wait('identity.wait', 'Too many wrong attempts for this account; wait 15 minutes.')
    : undefined;

/** As `accountWaits`, and for the address; a device that the account knows is not kept waiting for its neighbours. */
export const signInWaits = (found: {
  recent_failures: number;
  address_failures: number;
  known_device: boolean;
}): Problem | undefined =>
  accountWaits(found) ??
  (!found.known_device && found.address_failures >= ADDRESS_FAILURES_ALLOWED
    ? wait('identity.wait_address', 'Too many wrong attempts from this network; wait 15 minutes.')
    : undefined);
