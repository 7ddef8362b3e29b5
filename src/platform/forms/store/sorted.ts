import { rawQuery, type Tx } from '#platform/db/tx.ts';
import type { AnswerValue } from '../answers/read-answers.ts';
import type { RecordSearch } from './record.ts';

/** What records are sorted by: the path of a question, or `''` for the name of the record. */
export type SortPath = string;

/** Of records: what they are sorted by. */
export const listSortValues = (
  tx: Tx,
  ids: readonly string[],
  path: SortPath,
): Promise<{ id: string; value: AnswerValue | null }[]> =>
  rawQuery(
    tx,
    `select r.id, ${path === '' ? 'to_json(r.instance_name)' : 'r.data -> $2'} as value
     from forms.record r where r.id = any($1::uuid[])`,
    path === '' ? [ids] : [ids, path],
  );

/** Ids of a search when there are at most so many; undefined when there are more, or very likely are. */
export async function gatherFew(
  tx: Tx,
  formId: string,
  search: RecordSearch,
  most: number,
): Promise<string[] | undefined> {
  const rows = await rawQuery<{ id: string | null }>(tx, 'select id from forms.gather_few($1, $2, $3)', [
    formId,
    JSON.stringify(search),
    most,
  ]);
  const ids = rows.flatMap((row) => (row.id === null ? [] : [row.id]));
  return ids.length === rows.length ? ids : undefined;
}

/** Records of a search that are in no run yet, and what they are sorted by. */
export const findUnsorted = (
  tx: Tx,
  formId: string,
  search: RecordSearch,
  path: SortPath,
): Promise<{ id: string; value: AnswerValue | null }[]> =>
  rawQuery(tx, 'select id, value from forms.find_unsorted($1, $2, $3)', [
    formId,
    JSON.stringify(search),
    path,
  ]);

/** Entries of the runs, of records of a search, beyond one entry and up to another; hexadecimal. */
export const walkSorted = async (
  tx: Tx,
  formId: string,
  search: RecordSearch,
  at: {
    path: SortPath;
    after: string | undefined;
    until: string | undefined;
    descending: boolean;
    most: number;
  },
): Promise<string[]> =>
  (
    await rawQuery<{ entry: string }>(
      tx,
      `select encode(entry, 'hex') as entry from forms.walk_sorted($1, $2, $3, decode($4, 'hex'), $5, $6, decode($7, 'hex'))`,
      [formId, JSON.stringify(search), at.path, at.after ?? null, at.descending, at.most, at.until ?? null],
    )
  ).map((row) => row.entry);

interface UnsortedRecord {
  form_id: string;
  record_id: string;
  instance_name: string | null;
  /** JSON text of its answers. */
  data: string;
}

/** Takes waiting records of one form that has at least so many; only a job may. */
export const takeUnsorted = (tx: Tx, many: { least: number; most: number }): Promise<UnsortedRecord[]> =>
  rawQuery<UnsortedRecord>(tx, 'select * from forms.take_unsorted($1, $2)', [many.least, many.most]);

/** Adds a run; each page is a path with its entries in their order. Only a job may. */
export const addRun = (
  tx: Tx,
  formId: string,
  pages: readonly { path: SortPath; entries: readonly string[] }[],
): Promise<unknown[]> =>
  rawQuery(tx, 'select forms.add_run($1, $2, $3)', [
    formId,
    pages.map((page) => page.path),
    pages.map((page) => page.entries.join(' ')),
  ]);
