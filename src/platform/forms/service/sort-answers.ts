import type { Actor, Db, Tx } from '#platform/db/tx.ts';
import type { JobContext } from '#platform/jobs/job.ts';
import type { Answers } from '../answers/read-answers.ts';
import { sortEntry } from '../answers/sort-entry.ts';
import * as store from '../store/sorted.ts';

/** Below this a list sorts what waits by itself; a run is worth its place from here on. */
const FEWEST = 2000;
/** Records of one run: what is held in memory at once. */
const MOST = 5000;
/** A page holds so many entries, or this many characters of them: three pages to a block of the database. */
const PAGE_ENTRIES = 64;
const PAGE_LENGTH = 4600;

/** Puts the answers of records that wait into runs, until few are left. */
export async function sortAnswers({ db, signal }: Pick<JobContext<unknown>, 'db' | 'signal'>): Promise<void> {
  while (!signal.aborted && (await sortSome(db, { least: FEWEST, most: MOST })));
}

/** One run of one form; false when no form has enough records waiting. */
export function sortSome(db: Db, many: { least: number; most: number }): Promise<boolean> {
  const actor: Actor = { accountId: null, kind: 'job', permissions: null, requestId: 'forms.sort_answers' };
  return db.withActor(actor, (tx) => addRunOf(tx, many));
}

async function addRunOf(tx: Tx, many: { least: number; most: number }): Promise<boolean> {
  const rows = await store.takeUnsorted(tx, many);
  if (rows.length === 0) return false;
  const byPath = new Map<store.SortPath, string[]>();
  const add = (path: store.SortPath, entry: string | null): void => {
    if (entry === null) return;
    const list = byPath.get(path);
    if (list) list.push(entry);
    else byPath.set(path, [entry]);
  };
  for (const row of rows) {
    const data = JSON.parse(row.data) as Answers;
    add('', sortEntry(row.instance_name, row.record_id));
    for (const path in data) add(path, sortEntry(data[path], row.record_id));
  }
  await store.addRun(
    tx,
    rows[0]!.form_id,
    [...byPath].flatMap(([path, entries]) =>
      pagesOf(entries.sort()).map((page) => ({ path, entries: page })),
    ),
  );
  return true;
}

function pagesOf(entries: readonly string[]): string[][] {
  const pages: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (length + entry.length > PAGE_LENGTH || pages.at(-1)!.length === PAGE_ENTRIES) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)!.push(entry);
    length += entry.length;
  }
  return pages;
}
