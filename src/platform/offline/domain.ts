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

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/**
 * A kept record as its own person sees it who changed it since: with the plain fields of the changes that wait, in their
 * order. What a change says in another shape than the record shows stays as it was kept.
 */
export function withChanges(kept: unknown, changes: readonly unknown[]): unknown {
  if (!isFields(kept)) return kept;
  const shown: Record<string, unknown> = { ...kept };
  for (const change of changes) {
    if (!isFields(change)) continue;
    for (const [field, value] of Object.entries(change))
      if (field !== REVISION && field in kept && isPlain(value) && isPlain(kept[field])) shown[field] = value;
  }
  return shown;
}

/**
 * The body of a later change by the same person to the record that her earlier one has just moved on: made for the revision
 * that came of it, for nobody else changed anything in between. Any other body stays as it is.
 */
export function caughtUp(later: unknown, sent: unknown, answer: unknown): unknown {
  if (!isFields(later) || !isFields(sent) || !isFields(answer)) return later;
  if (later[REVISION] === undefined || later[REVISION] !== sent[REVISION]) return later;
  return typeof answer[REVISION] === 'number' ? { ...later, [REVISION]: answer[REVISION] } : later;
}

/** When a write counts as made: after the one before it, also where the clock of the device was set back. */
export const writtenAt = (now: number, last: number | undefined): number =>
  last === undefined ? now : Math.max(now, last + 1);

const IDENTITY = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** The first few plain values of a write, by which its person knows it again; identities say nothing to anybody. */
export const toldBy = (body: unknown, most = 3): [field: string, value: string | number][] =>
  Object.entries(isFields(body) ? body : {})
    .filter(
      (entry): entry is [string, string | number] =>
        entry[0] !== REVISION &&
        (typeof entry[1] === 'number' || (typeof entry[1] === 'string' && entry[1] !== '')) &&
        !IDENTITY.test(String(entry[1])),
    )
    .slice(0, most);
