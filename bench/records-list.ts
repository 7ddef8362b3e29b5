/**
 * The list of records at a million: first page, filters on any answer, search, counting, sorting by any answer, deep pages, map, each asked over
 * HTTP as a displacement officer, under row-level security.
 * Usage: npx tsx --conditions=source bench/records-list.ts [records=1000000] [dataDir, kept for the next run] [part of a name: only these]
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@sojourn/route-contract';
import { Pool } from 'pg';
import {
  type AnswerCondition,
  countRecords,
  listPoints,
  listRecords,
} from '#platform/forms/contract/record.ts';
import { fillRecords } from './support/fill-records.ts';
import {
  type Ground,
  percentile,
  prepareGround,
  startFormsServer,
  stopFormsServer,
} from './support/forms-bench.ts';

/** Conditions that a search finds hard; see `markRecords`. */
const hard = {
  oldest: { path: 'group_3/name_3', op: 'is', values: ['old answer'] },
  newest: { path: 'group_4/name_4', op: 'is', values: ['new answer'] },
  single: { path: 'group_5/name_5', op: 'is', values: ['the only one'] },
  half: { path: 'group_2/one_2', op: 'is', values: ['choice_1', 'choice_2', 'choice_3', 'choice_4'] },
  none: { path: 'group_5/name_5', op: 'is', values: ['no such text'] },
  rare: { path: 'group_2/one_2', op: 'is', values: ['choice_8'] },
  scarce: { path: 'group_2/count_2', op: 'between', from: 0, to: 50 },
  range: { path: 'group_2/ratio_2', op: 'between', from: 20, to: 70 },
  days: { path: 'group_2/day_2', op: 'between', from: '2026-03-10', to: '2026-05-20' },
} satisfies Record<string, AnswerCondition>;

const total = Number(process.argv[2] ?? 1_000_000);
const kept = process.argv[3];
const only = process.argv[4];
const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'sojourn-bench-')));
await mkdir(dataDir, { recursive: true });
await chmod(dataDir, 0o711);
const groundFile = join(dataDir, 'ground.json');
const server = await startFormsServer(dataDir);
try {
  let ground: Ground;
  if (existsSync(groundFile)) ground = JSON.parse(await readFile(groundFile, 'utf8')) as Ground;
  else {
    ground = await prepareGround(server);
    const owner = new Pool({ connectionString: server.ownerUrl, max: 1, statement_timeout: 0 });
    const start = performance.now();
    await fillRecords(owner, ground, total);
    await owner.end();
    console.log(`filled ${total} records in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    await writeFile(groundFile, JSON.stringify(ground));
  }
  await measure(ground);
} finally {
  await stopFormsServer(server);
  if (!kept) await rm(dataDir, { recursive: true, force: true });
}

type Run = () => Promise<unknown>;

/** How the questions are put, with other values each time. */
function asking(ground: Ground) {
  const call = createClient({ baseUrl: server.url, headers: () => ({ cookie: ground.cookie }) });
  const params = { formId: ground.formId };
  const list = (query: object) => call(listRecords, { params, querystring: query });
  const filter = (...conditions: AnswerCondition[]) => ({ filter: JSON.stringify(conditions) });
  let n = 0;
  const any = (most: number): number => {
    n = (n * 7919 + 13) % 1_000_003;
    return n % most;
  };
  const one = (name: string, condition: object): Promise<unknown> => {
    const g = 1 + any(6);
    return list(filter({ path: `group_${g}/${name}_${g}`, ...condition } as AnswerCondition));
  };
  return { call, params, list, filter, any, one };
}

function pagesAndFilters(ground: Ground): Record<string, Run> {
  const { list, filter, any, one } = asking(ground);
  return {
    'first page': () => list({}),
    'four pages, one after the other': async () => {
      let cursor: string | null = null;
      for (let i = 0; i < 4; i++) cursor = (await list(cursor ? { cursor } : {})).nextCursor;
    },
    'filter: common choice': () => one('one', { op: 'is', values: [`choice_${1 + any(7)}`] }),
    'filter: rare choice': () => one('one', { op: 'is', values: ['choice_8'] }),
    'filter: three of several': () =>
      one('many', { op: 'has', values: ['choice_1', 'choice_4', 'choice_7'] }),
    'filter: one number': () => one('count', { op: 'is', values: [String(any(5000))] }),
    'filter: narrow range of numbers': () => {
      const from = any(4900);
      return one('count', { op: 'between', from, to: from + 3 });
    },
    'filter: wide range of numbers': () => one('ratio', { op: 'between', from: 20, to: 70 }),
    'filter: range of days': () => one('day', { op: 'between', from: '2026-03-10', to: '2026-03-12' }),
    'filter: exact text': () => one('name', { op: 'is', values: ['water market'] }),
    'filter: nothing has it': () => one('name', { op: 'is', values: ['no such text'] }),
    'filter: two rare at once': () =>
      list(
        filter(
          { path: 'group_1/one_1', op: 'is', values: ['choice_8'] },
          { path: 'group_2/count_2', op: 'between', from: 0, to: 50 },
        ),
      ),
    'filter: common, in the oldest quarter': () =>
      list({
        receivedTo: new Date(Date.now() - 150 * 86_400_000).toISOString(),
        ...filter({ path: 'group_2/one_2', op: 'is', values: ['choice_3'] }),
      }),
    'filter: the oldest fifth only': () => list(filter(hard.oldest)),
    'filter: one record': () => list(filter(hard.single)),
    'filter: half of all': () => list(filter(hard.half)),
    'filter: two common, rarely together': () => list(filter(hard.oldest, hard.newest)),
    'filter: empty': () => one('many', { op: 'empty' }),
  };
}

/** Sorted by an answer of each kind, and under each filter. */
function sorts(ground: Ground): Record<string, Run> {
  const { list, filter } = asking(ground);
  const by = (sort: string, order: 'asc' | 'desc', ...conditions: AnswerCondition[]) =>
    list({ sort, order, ...(conditions.length > 0 ? filter(...conditions) : {}) });
  const runs: Record<string, Run> = {};
  for (const name of ['name', 'count', 'ratio', 'day', 'one', 'many', 'note', 'moment']) {
    let n = 0;
    runs[`sort by ${name}`] = () => {
      n++;
      return by(`group_1/${name}_1`, n % 2 === 0 ? 'asc' : 'desc');
    };
  }
  for (const [name, condition] of Object.entries(hard)) {
    runs[`sort by a number, filter: ${name}`] = () => by('group_1/count_1', 'asc', condition);
    runs[`sort by a text, filter: ${name}`] = () => by('group_1/name_1', 'desc', condition);
  }
  runs['sort by a number, two rarely together'] = () =>
    by('group_1/count_1', 'asc', hard.oldest, hard.newest);
  runs['sort by the filtered answer itself'] = () => by('group_2/count_2', 'desc', hard.scarce);
  runs['sort, all matches at the far end'] = () =>
    by('group_2/count_2', 'desc', { path: 'group_2/count_2', op: 'between', from: 0, to: 200 });
  runs['sort and search a common word'] = () => list({ sort: 'group_1/count_1', q: 'water' });
  runs['sort by name'] = () => list({ sort: 'instanceName', order: 'asc' });
  runs['sort by review state'] = () => list({ sort: 'reviewState', order: 'asc' });
  return runs;
}

/** The 200th page, reached by going on from page to page. */
async function deepPages(ground: Ground): Promise<Record<string, Run>> {
  const { list, filter } = asking(ground);
  const runs: Record<string, Run> = {};
  const queries: Record<string, object> = {
    newest: {},
    'half of all': filter(hard.half),
    'sorted by a number': { sort: 'group_1/count_1' },
    'sorted by a text, half of all': { sort: 'group_1/name_1', order: 'asc', ...filter(hard.half) },
  };
  for (const [name, query] of Object.entries(queries)) {
    let cursor: string | null = null;
    for (let page = 1; page < 200; page++)
      cursor = (await list({ ...query, ...(cursor ? { cursor } : {}) })).nextCursor;
    runs[`200th page: ${name}`] = () => list({ ...query, cursor });
  }
  return runs;
}

function searchesAndCounts(ground: Ground): Record<string, Run> {
  const { call, params, list, filter, any } = asking(ground);
  return {
    'search: one rare word': () => list({ q: String(any(49_000)) }),
    'search: a common word': () => list({ q: 'water' }),
    'search: two common words': () => list({ q: 'elder committee' }),
    'search: beginning of words': () => list({ q: 'co' }),
    'search: rare and common': () => list({ q: `${any(49_000)} water` }),
    'search: nothing has it': () => list({ q: 'nowhere' }),
    'search and filter': () =>
      list({ q: 'flood', ...filter({ path: 'group_4/one_4', op: 'is', values: ['choice_8'] }) }),
    'sort by last change': () => list({ sort: 'updatedAt' }),
    'count, all': () => call(countRecords, { params, querystring: {} }),
    'count, common choice': () =>
      call(countRecords, {
        params,
        querystring: filter({ path: 'group_1/one_1', op: 'is', values: ['choice_2'] }),
      }),
    'count, rare choice': () =>
      call(countRecords, {
        params,
        querystring: filter({ path: 'group_1/one_1', op: 'is', values: ['choice_8'] }),
      }),
    'points, country': () => call(listPoints, { params, querystring: { zoom: 6 } }),
    'points, town': () =>
      call(listPoints, { params, querystring: { zoom: 13, bbox: '-72.4,18.5,-72.38,18.52' } }),
  };
}

async function measure(ground: Ground): Promise<void> {
  const all = { ...pagesAndFilters(ground), ...searchesAndCounts(ground), ...sorts(ground) };
  if (!only || '200th page'.includes(only)) Object.assign(all, await deepPages(ground));
  for (const [name, run] of Object.entries(all)) {
    if (only && !name.includes(only)) continue;
    const times: number[] = [];
    await run();
    for (let i = 0, spent = 0; i < 40 && spent < 15_000; i++) {
      const start = performance.now();
      await run();
      times.push(performance.now() - start);
      spent += times.at(-1)!;
    }
    times.sort((a, b) => a - b);
    const shown = [0.5, 0.95].map((p) => percentile(times, p).toFixed(0).padStart(5));
    console.log(`${name.padEnd(44)} p50 ${shown[0]} ms   p95 ${shown[1]} ms   (${times.length})`);
  }
}
