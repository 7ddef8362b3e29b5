import { decodeCursor, encodeCursor } from '@sojourn/route-contract';
import type { Tx } from '#platform/db/tx.ts';
import { invalid } from '#platform/http/problem.ts';
import { matches } from '../answers/conditions.ts';
import { emptyToken, questionSeed, systemToken } from '../answers/tokens.ts';
import { reviewState } from '../contract/shapes.ts';
import { questionInVersions } from '../merged-outline.ts';
import * as store from '../store/record.ts';
import type { PreparedSearch } from './search.ts';
import { badCursor, MOST_BATCHES, rowsById, type Stretch } from './stretch.ts';
import { walkByAnswer } from './walk-by-answer.ts';

interface PageOrder {
  sort: string;
  order: 'asc' | 'desc';
  limit: number;
  cursor: string | undefined;
  /** What is not answered stands before the rest; at its end otherwise, whatever the direction. */
  emptyFirst?: boolean;
}

interface WalkedPage {
  /** `place` is where a page begins that goes on behind the row. */
  found: { row: store.RecordRow; place: string }[];
  /** Undefined at the end of the list. */
  next: string | undefined;
}

interface RecordPage {
  rows: store.RecordRow[];
  nextCursor: string | null;
}

/** One stretch after the other makes the list: what is answered, then what is not; or one review state after the other. */
type Walk = (tx: Tx, from: string[] | undefined, limit: number) => Promise<Stretch>;

/** A search that finds no more is sorted by reading its answers; one that finds more walks what is sorted already. */
const READ_AT_MOST = 4000;

/** A page of the records of a search, in the order of a time, an answer, the name or the review state; see `walkPage`. */
export async function listPage(...asked: Parameters<typeof walkPage>): Promise<RecordPage> {
  const { found, next } = await walkPage(...asked);
  return { rows: found.map(({ row }) => row), nextCursor: next ?? null };
}

/**
 * The same page, with a place for each of its rows: for whoever tests the rows further and takes some of them.
 * @throws Problem 400 for a cursor of something else, 422 for a column that no list is sorted by
 */
export async function walkPage(
  tx: Tx,
  prepared: PreparedSearch,
  page: PageOrder,
  readAtMost = READ_AT_MOST,
): Promise<WalkedPage> {
  if (prepared.nothing) return { found: [], next: undefined };
  const walks = await walksOf(tx, prepared, page, readAtMost);
  let [at, from] = startOf(page.cursor, walks.length);
  const found: WalkedPage['found'] = [];
  for (; at < walks.length; at++, from = undefined) {
    // A page that is full looks ahead whether anything follows.
    const full = found.length === page.limit;
    const part = await walks[at]!(tx, from, full ? 1 : page.limit - found.length);
    if (full && (part.found.length > 0 || part.after !== null)) {
      return { found, next: encodeCursor([at, ...(from ?? [])]) };
    }
    for (const { row, at: behind } of part.found) found.push({ row, place: encodeCursor([at, ...behind]) });
    if (part.after !== null) return { found, next: encodeCursor([at, ...part.after]) };
  }
  return { found, next: undefined };
}

function startOf(cursor: string | undefined, walks: number): [number, string[] | undefined] {
  if (cursor === undefined) return [0, undefined];
  const [at, ...from] = decodeCursor(cursor, 1) ?? decodeCursor(cursor, 2) ?? decodeCursor(cursor, 3) ?? [];
  if (typeof at !== 'number' || !Number.isInteger(at) || at < 0 || at >= walks) throw badCursor();
  if (!from.every((part) => typeof part === 'string')) throw badCursor();
  return [at, from.length === 0 ? undefined : (from as string[])];
}

async function walksOf(
  tx: Tx,
  prepared: PreparedSearch,
  { sort, order, emptyFirst }: PageOrder,
  readAtMost: number,
): Promise<Walk[]> {
  const descending = order === 'desc';
  if (sort === 'receivedAt' || sort === 'updatedAt') {
    return [walkByTime(prepared, { byChange: sort === 'updatedAt', descending })];
  }
  const newest = { byChange: false, descending: true };
  const inTurn = (answered: Walk, empty: Walk): Walk[] =>
    emptyFirst ? [empty, answered] : [answered, empty];
  if (sort === 'reviewState') {
    const states = reviewState.options.toSorted();
    if (descending) states.reverse();
    return states.map((state) =>
      walkByTime(
        narrowed(prepared, [systemToken(prepared.formId, 'review', state)]),
        newest,
        (row) => row.review_state === state,
      ),
    );
  }
  if (sort === 'instanceName') {
    const unnamed = { ...prepared, search: { ...prepared.search, unnamed: true as const } };
    return inTurn(walkByAnswer(prepared, { path: '', descending, readAtMost }), walkByTime(unnamed, newest));
  }
  const { nodes } = prepared.outline;
  const question = nodes.find((n) => n.path === sort && n.node === 'question' && n.repeat === null);
  if (!question) {
    throw invalid('querystring.sort', 'forms.sort_unknown', 'Records cannot be sorted by this column.', {
      path: sort,
    });
  }
  const { without } = await questionInVersions(tx, prepared.formId, sort);
  const unanswered = narrowed(prepared, [emptyToken(questionSeed(prepared.formId, sort)), ...without]);
  return inTurn(
    walkByAnswer(prepared, {
      path: sort,
      ...(question.kind ? { kind: question.kind } : {}),
      descending,
      readAtMost,
    }),
    walkByTime(unanswered, newest, (row) => row.data[sort] === undefined),
  );
}

/** A search of records that besides hold one of some tokens. */
const narrowed = (prepared: PreparedSearch, tokens: number[]): PreparedSearch => ({
  ...prepared,
  search: { ...prepared.search, any: [...(prepared.search.any ?? []), tokens] },
});

const walkByTime =
  (
    prepared: PreparedSearch,
    order: { byChange: boolean; descending: boolean },
    also: (row: store.RecordRow) => boolean = () => true,
  ): Walk =>
  async (tx, from, limit) => {
    let after = from && timeCursor(from);
    const placed: Stretch['found'] = [];
    for (let batch = 1; ; batch++) {
      const found = await store.findRecords(
        tx,
        prepared.formId,
        { ...prepared.search, ...(after ? { after } : {}) },
        { ...order, limit: limit + 1 },
      );
      const shown = found.slice(0, limit);
      const byId = await rowsById(
        tx,
        shown.map((f) => f.id),
      );
      for (const one of shown) {
        const row = byId.get(one.id);
        after = [one.sort_at, one.id];
        if (row && matches(row.data, prepared.conditions) && also(row)) placed.push({ row, at: after });
        if (placed.length === limit) break;
      }
      const more = after?.[1] !== found.at(-1)?.id;
      if (found.length === 0 || !more) return { found: placed, after: null };
      if (placed.length === limit || batch === MOST_BATCHES) return { found: placed, after: after! };
    }
  };

/** @throws Problem 400 for what is no place in an order of time */
export function timeCursor([at, id]: string[]): [string, string] {
  if (at === undefined || id === undefined || Number.isNaN(Date.parse(at))) throw badCursor();
  if (!/^[0-9a-f-]{36}$/.test(id)) throw badCursor();
  return [at, id];
}
