/** One field of an entry, before and after; undefined where that side says nothing of it. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Nothing was given: says no more than that the field exists. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/**
 * The fields in which two states differ, in the order of the later one. Where one side is missing altogether (a record
 * was made or removed) the fields that hold something.
 */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const from = isRecord(before) ? before : {};
  const to = isRecord(after) ? after : {};
  const fields = [...new Set([...Object.keys(to), ...Object.keys(from)])];
  const oneSided = !isRecord(before) || !isRecord(after);
  return fields
    .map((field) => ({ field, before: from[field], after: to[field] }))
    .filter((change) =>
      oneSided
        ? !(isNothing(change.before) && isNothing(change.after))
        : !same(change.before, change.after) && !(isNothing(change.before) && isNothing(change.after)),
    );
}

/** `openedOn` and `opened_on` as words: `opened on`. */
export const plainField = (field: string): string =>
  field
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

/** What people call the record, where an entry says it. */
export function labelOf(...states: readonly unknown[]): string | undefined {
  for (const state of states) {
    if (!isRecord(state)) continue;
    for (const name of ['name', 'title', 'code', 'agency', 'agencyName'])
      if (typeof state[name] === 'string' && state[name] !== '') return state[name];
  }
  return undefined;
}
