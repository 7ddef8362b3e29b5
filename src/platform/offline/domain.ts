/** Days without a word from the server after which a browser wipes what it keeps (our choice of 2026-11-22: two rounds of leave). */
export const KEEP_DAYS = 14;

/** Days that answers to writes are kept for repetitions: longer than any browser keeps a write. */
export const ANSWER_DAYS = KEEP_DAYS + 7;

export type Side = 'mine' | 'theirs';

export interface Difference {
  field: string;
  mine: unknown;
  theirs: unknown;
}

/** What the server counts changes by: never a matter of choice. */
const REVISION = 'revision';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Fields in which a write that was kept and the record as it stands now say different things. */
export const differences = (
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): Difference[] =>
  Object.keys(mine)
    .filter((field) => field !== REVISION && field in theirs && !same(mine[field], theirs[field]))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));

/**
 * The write made anew over the record as it stands now. Fields that were not chosen stay as the person wrote them; those
 * that the record does not show (a reason) too.
 */
export function merged(
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
  chosen: Readonly<Record<string, Side>>,
): Record<string, unknown> {
  const fields = Object.entries(mine).map(([field, value]) => [
    field,
    chosen[field] === 'theirs' && field in theirs ? theirs[field] : value,
  ]);
  const next = Object.fromEntries(fields) as Record<string, unknown>;
  return REVISION in mine && REVISION in theirs ? { ...next, [REVISION]: theirs[REVISION] } : next;
}
