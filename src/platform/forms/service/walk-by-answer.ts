import type { Tx } from '#platform/db/tx.ts';
import { matches } from '../answers/conditions.ts';
import { entryBounds, recordOfEntry, sortEntry } from '../answers/sort-entry.ts';
import type { AnswerKind } from '../contract/shapes.ts';
import type * as store from '../store/record.ts';
import * as sorted from '../store/sorted.ts';
import type { PreparedSearch } from './search.ts';
import { badCursor, MOST_BATCHES, rowsById, type Stretch } from './stretch.ts';

interface AnswerOrder {
  path: sorted.SortPath;
  /** What the question asks for; undefined for the name of the record. */
  kind?: AnswerKind;
  descending: boolean;
  /** A search that finds more records walks the runs instead of reading the answers. */
  readAtMost: number;
}

/** Entries beyond a place in the order of the list, at least `most` of them unless there are no more. */
type Source = (after: string | undefined, most: number) => Promise<{ entries: string[]; more: boolean }>;

/** The records of a search that have an answer, in its order; equal answers in that of the ids. */
export const walkByAnswer =
  (prepared: PreparedSearch, order: AnswerOrder) =>
  async (tx: Tx, from: string[] | undefined, limit: number): Promise<Stretch> => {
    const { path } = order;
    let after = from && entryCursor(from);
    const source = await sourceOf(tx, prepared, order);
    const found: Stretch['found'] = [];
    for (let batch = 1; ; batch++) {
      const { entries, more } = await source(after, limit + 1);
      const shown = entries.slice(0, limit);
      const byId = await rowsById(tx, shown.map(recordOfEntry));
      for (const entry of shown) {
        const row = byId.get(recordOfEntry(entry));
        // An answer that was edited meanwhile stands at another place now.
        if (row && entryOf(row, path) === entry && matches(row.data, prepared.conditions))
          found.push({ row, at: [entry] });
        after = entry;
        if (found.length === limit) break;
      }
      if (after === entries.at(-1) && !more) return { found, after: null };
      if (entries.length === 0) return { found, after: null };
      if (found.length === limit || batch === MOST_BATCHES) return { found, after: [after!] };
    }
  };

const entryOf = (row: store.RecordRow, path: sorted.SortPath): string | null =>
  sortEntry(path === '' ? row.instance_name : row.data[path], row.id);

function entryCursor([entry]: string[]): string {
  if (entry === undefined || !/^(?:[0-9a-f]{2}){17,}$/.test(entry)) throw badCursor();
  return entry;
}

async function sourceOf(tx: Tx, prepared: PreparedSearch, order: AnswerOrder): Promise<Source> {
  const { path, descending, readAtMost } = order;
  const few = await sorted.gatherFew(tx, prepared.formId, prepared.search, readAtMost);
  if (few) {
    const values = await sorted.listSortValues(tx, few, path);
    const entries = inOrder(values, descending);
    return async (after, most) => firstOf(beyond(entries, after, descending), most);
  }
  // What waits is read before the runs: a record that moves from there to here meanwhile is met twice, never missed.
  const waiting = inOrder(await sorted.findUnsorted(tx, prepared.formId, prepared.search, path), descending);
  const waitingIds = new Set(waiting.map(recordOfEntry));
  const { least, greatest } = boundsOf(prepared, order);
  const [start, until] = descending ? [greatest, least] : [least, greatest];
  const source: Source = async (after, most) => {
    const at = { path, after: after ?? start, until, descending, most };
    const walk = await sorted.walkSorted(tx, prepared.formId, prepared.search, at);
    const end = walk.length < most ? undefined : walk.at(-1);
    const here = beyond(waiting, after, descending).filter(
      (entry) => end === undefined || !isBeyond(entry, end, descending),
    );
    const rest = walk.filter((entry) => !waitingIds.has(recordOfEntry(entry)));
    const { entries, more } = firstOf([...rest, ...here].sort(orderOf(descending)), most);
    if (entries.length === 0 && end !== undefined) return source(end, most);
    return { entries, more: more || end !== undefined };
  };
  return source;
}

/** Where a search asks for a range of what its list is sorted by, nothing outside of it need be walked. */
function boundsOf(
  { conditions }: PreparedSearch,
  { path, kind }: AnswerOrder,
): ReturnType<typeof entryBounds> {
  const range = conditions.find((one) => one.path === path && one.op === 'between');
  const isNumber = kind === 'integer' || kind === 'decimal';
  if (range?.op !== 'between' || !(isNumber || kind === 'date')) return entryBounds(undefined, undefined);
  const [from, to] = [range.from, range.to].map((end) =>
    end === undefined || end === '' ? undefined : isNumber ? Number(end) : String(end),
  );
  return entryBounds(from, to);
}

const firstOf = (entries: string[], most: number) => ({
  entries: entries.slice(0, most),
  more: entries.length > most,
});

function inOrder(
  values: readonly { id: string; value: Parameters<typeof sortEntry>[0] }[],
  descending: boolean,
): string[] {
  const entries = values.map(({ id, value }) => sortEntry(value, id)).filter((entry) => entry !== null);
  return entries.sort(orderOf(descending));
}

const orderOf =
  (descending: boolean) =>
  (a: string, b: string): number =>
    a === b ? 0 : a < b === descending ? 1 : -1;

const isBeyond = (entry: string, place: string, descending: boolean): boolean =>
  descending ? entry < place : entry > place;

const beyond = (entries: string[], after: string | undefined, descending: boolean): string[] =>
  after === undefined ? entries : entries.filter((entry) => isBeyond(entry, after, descending));
