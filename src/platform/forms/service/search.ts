import type { Tx } from '#platform/db/tx.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import { cellRanges, shiftForZoom } from '../answers/cells.ts';
import { searchOf, UnusableCondition } from '../answers/conditions.ts';
import { systemToken } from '../answers/tokens.ts';
import { wordsOf } from '../answers/words.ts';
import { type AnswerCondition, answerFilter, type RecordFilter } from '../contract/record.ts';
import type { Outline } from '../contract/shapes.ts';
import { mergedOutline, type QuestionInVersions, questionInVersions } from '../merged-outline.ts';
import { findFormPlace } from '../store/form.ts';
import * as store from '../store/record.ts';

/** A filter made ready: what the index is asked, and what each answer must pass besides. */
export interface PreparedSearch {
  formId: string;
  outline: Outline;
  search: store.RecordSearch;
  conditions: AnswerCondition[];
  /** A search that can find nothing, such as words without a letter. */
  nothing: boolean;
}

function readConditions(filter: string | undefined): AnswerCondition[] {
  if (!filter) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(filter);
  } catch {
    throw invalid('querystring.filter', 'forms.filter_unreadable', 'The filter is not JSON.');
  }
  const result = answerFilter.safeParse(parsed);
  if (!result.success) {
    throw invalid('querystring.filter', 'forms.filter_unreadable', 'The filter is not a list of conditions.');
  }
  return result.data;
}

/** A query field that may be given once or several times. */
const listOf = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** @throws Problem 404 for a form out of sight, 422 for a filter that cannot be asked */
export async function prepareSearch(tx: Tx, formId: string, filter: RecordFilter): Promise<PreparedSearch> {
  if (!(await findFormPlace(tx, formId))) throw notFound('form');
  const outline = await mergedOutline(tx, formId);
  const conditions = readConditions(filter.filter);
  const versions = await versionsOf(tx, formId, conditions);
  const tokens = asking(() => searchOf(formId, outline, conditions, versions));
  const states = listOf(filter.reviewState);
  if (states.length > 0) tokens.any.push(states.map((state) => systemToken(formId, 'review', state)));
  if (filter.versionId) tokens.all.push(systemToken(formId, 'version', filter.versionId));
  if (filter.deviceId) tokens.all.push(systemToken(formId, 'device', filter.deviceId));
  const words = filter.q ? wordsOf(filter.q) : undefined;
  return {
    formId,
    outline,
    conditions,
    nothing: words === null || tokens.any.some((group) => group.length === 0),
    search: {
      ...(tokens.any.length > 0 ? { any: tokens.any } : {}),
      ...(tokens.all.length > 0 ? { all: tokens.all } : {}),
      ...(tokens.none.length > 0 ? { none: tokens.none } : {}),
      ...(words ? { words } : {}),
      ...(filter.receivedFrom ? { receivedFrom: filter.receivedFrom } : {}),
      ...(filter.receivedTo ? { receivedTo: filter.receivedTo } : {}),
      ...(filter.submittedBy ? { submittedBy: filter.submittedBy } : {}),
      ...(filter.bbox ? boxOf(filter.bbox) : {}),
    },
  };
}

/** Whether something was answered is told apart by what each version asked. */
async function versionsOf(tx: Tx, formId: string, conditions: readonly AnswerCondition[]) {
  const versions = new Map<string, QuestionInVersions>();
  for (const { op, path } of conditions) {
    if (op === 'empty' || op === 'answered') versions.set(path, await questionInVersions(tx, formId, path));
  }
  return versions;
}

function asking<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof UnusableCondition)) throw error;
    throw invalid('querystring.filter', 'forms.filter_unusable', error.message, { path: error.path });
  }
}

function boxOf(bbox: string): Pick<store.RecordSearch, 'cells' | 'box'> {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  if (![west, south, east, north].every(Number.isFinite) || south > north) {
    throw invalid('querystring.bbox', 'forms.box_unusable', 'A box is west,south,east,north in degrees.');
  }
  const cells = cellRanges(west, south, east, north);
  // A box over the antimeridian is told by its cells alone.
  return west <= east ? { cells, box: [west, south, east, north] } : { cells };
}

const COUNTED_AT_MOST = 10_000;

export async function countRecords(
  tx: Tx,
  prepared: PreparedSearch,
): Promise<{ count: number; exact: boolean }> {
  if (prepared.nothing) return { count: 0, exact: true };
  const numbers = prepared.conditions.flatMap((c): [string, number | null, number | null][] => {
    const kind = prepared.outline.nodes.find((n) => n.path === c.path)?.kind;
    if (kind !== 'integer' && kind !== 'decimal') return [];
    if (c.op === 'between') return [[c.path, boundOf(c.from), boundOf(c.to)]];
    if (c.op === 'is' && c.values.length === 1 && Number.isFinite(Number(c.values[0]))) {
      return [[c.path, Number(c.values[0]), Number(c.values[0])]];
    }
    return [];
  });
  const search = { ...prepared.search, ...(numbers.length > 0 ? { numbers } : {}) };
  const { n, exact } = await store.countFound(tx, prepared.formId, search, COUNTED_AT_MOST);
  return { count: n, exact };
}

const boundOf = (end: string | number | undefined): number | null =>
  end === undefined || end === '' ? null : Number(end);

const POINTS_AT_MOST = 50_000;
const UNCLUSTERED_AT_MOST = 1000;

export interface PointFeature {
  count: number;
  lon: number;
  lat: number;
  row: store.RecordRow | undefined;
}

export async function listPoints(
  tx: Tx,
  prepared: PreparedSearch,
  zoom: number,
): Promise<{ features: PointFeature[]; total: number; clustered: boolean; newestOnly: number | null }> {
  if (prepared.nothing) return { features: [], total: 0, clustered: false, newestOnly: null };
  const gather = (shift: number) =>
    store.gatherPoints(tx, prepared.formId, prepared.search, { shift, most: POINTS_AT_MOST });
  let groups = await gather(shiftForZoom(zoom));
  const total = groups.reduce((sum, group) => sum + group.n, 0);
  const clustered = total > UNCLUSTERED_AT_MOST;
  if (!clustered) groups = await gather(0);
  const single = groups.filter((group) => group.n === 1).map((group) => group.id);
  const rows = new Map((await store.listByIds(tx, single.slice(0, 2000))).map((row) => [row.id, row]));
  return {
    features: groups.map((g) => ({
      count: g.n,
      lon: g.lon,
      lat: g.lat,
      row: g.n === 1 ? rows.get(g.id) : undefined,
    })),
    total,
    clustered,
    newestOnly: total >= POINTS_AT_MOST ? POINTS_AT_MOST : null,
  };
}
