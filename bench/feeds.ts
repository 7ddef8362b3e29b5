/**
 * Feeds as other programs read them, over HTTP with an API token, under row-level security: 50,000 records of a 60-question
 * form by OData from link to link, first, filtered and sorted pages among all records, and 100,000 sites by OGC API Features.
 * Usage: npx tsx --conditions=source bench/feeds.ts [records=50000] [dataDir, kept for the next run; one of
 * bench/records-list.ts serves as well]
 */
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { newSecret, secretHash } from '#platform/identity/secrets.ts';
import { fillRecords } from './support/fill-records.ts';
import {
  type Ground,
  percentile,
  prepareGround,
  startFormsServer,
  stopFormsServer,
} from './support/forms-bench.ts';

const SITES = 100_000;
const CRAWLED = 50_000;
const PERMISSIONS = [
  'reports.feed.read',
  'reports.restricted.read',
  'places.site.read',
  'forms.form.read',
  'forms.record.read',
  'forms.record.export',
];

const total = Number(process.argv[2] ?? 50_000);
const kept = process.argv[3];
const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'sojourn-bench-')));
await mkdir(dataDir, { recursive: true });
await chmod(dataDir, 0o711);
const groundFile = join(dataDir, 'ground.json');
const server = await startFormsServer(dataDir);
try {
  const owner = new Pool({ connectionString: server.ownerUrl, max: 1, statement_timeout: 0 });
  let ground: Ground;
  if (existsSync(groundFile)) ground = JSON.parse(await readFile(groundFile, 'utf8')) as Ground;
  else {
    ground = await prepareGround(server);
    await fillRecords(owner, ground, total);
    await writeFile(groundFile, JSON.stringify(ground));
  }
  await addSites(owner, ground);
  const token = await addToken(owner, ground);
  await owner.query('analyze places.site, forms.record');
  await answersSorted(owner);
  await owner.end();
  await measure(ground, token);
} finally {
  await stopFormsServer(server);
  if (!kept) await rm(dataDir, { recursive: true, force: true });
}

/** Lists are sorted by runs that a job writes; what it leaves waiting is less than a run. */
async function answersSorted(owner: Pool): Promise<void> {
  for (;;) {
    const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from forms.unsorted');
    if (rows[0]!.n < 2000) return;
    await new Promise((done) => setTimeout(done, 2000));
  }
}

async function addSites(owner: Pool, ground: Ground): Promise<void> {
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from places.site');
  if (rows[0]!.n >= SITES) return;
  await owner.query(
    `insert into places.site (operation_id, office_id, code, name, search, type, state, lat, lon, created_at, updated_at)
     select $1, $2, 'S-' || i, 'Site ' || i, 'site ' || i, 'camp', 'open', 10 + 8 * random(), 20 + 12 * random(), now(), now()
     from generate_series(1, $3::int) i`,
    [ground.operationId, ground.officeId, SITES],
  );
}

async function addToken(owner: Pool, ground: Ground): Promise<string> {
  const secret = `sj_${newSecret()}`;
  await owner.query(
    `insert into identity.api_token (account_id, name, token_hash, permissions, expires_at)
     values ($1, 'bench ' || random(), $2, $3, now() + interval '1 day')`,
    [ground.accountId, secretHash(secret), PERMISSIONS],
  );
  return secret;
}

async function measure(ground: Ground, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const get = async (path: string): Promise<Record<string, unknown>> => {
    const response = await fetch(path.startsWith('http') ? path : server.url + path, { headers });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  const sets = (await get('/odata')).value as { name: string }[];
  const records = sets.find(({ name }) => name.endsWith(ground.formId.slice(-8)))!.name;
  const properties = Object.keys(((await get(`/odata/${records}?$top=1`)).value as object[])[0] ?? {});
  const find = (ending: string): string => properties.find((name) => name.endsWith(ending))!;
  await crawl(`OData, ${properties.length} columns`, `/odata/${records}`, '@odata.nextLink', get);
  await crawl(
    'OData, 8 columns',
    `/odata/${records}?$select=${properties.slice(0, 8).join(',')}`,
    '@odata.nextLink',
    get,
  );
  await crawl('OGC API, sites', '/ogc/collections/places_sites/items?limit=5000', 'next', get);
  const filtered = (filter: string) => `/odata/${records}?$top=250&$filter=${encodeURIComponent(filter)}`;
  const [choice, count] = [find('one_2'), find('count_2')];
  const sorted = (column: string, more = '') => `/odata/${records}?$top=250&$orderby=${find(column)}${more}`;
  const among = (filter: string) => `&$filter=${encodeURIComponent(filter)}`;
  const asked: Record<string, string> = {
    'OData, first page of 250': `/odata/${records}?$top=250`,
    'OData, page of 250, common choice': filtered(`${choice} eq 'choice_2'`),
    'OData, page of 250, rare choice': filtered(`${choice} eq 'choice_8'`),
    'OData, page of 250, range of numbers': filtered(`${count} ge 0 and ${count} le 50`),
    'OData, page of 250 sorted by a number': sorted('count_1', ' desc'),
    'OData, page of 250 sorted by a text': sorted('name_1'),
    'OData, page of 250 sorted by a day': sorted('day_1', ' desc'),
    'OData, page of 250 sorted by a choice': sorted('one_1'),
    'OData, page of 250 sorted by state of review': sorted('review_state'),
    'OData, page of 250 sorted by last change': sorted('updated_at', ' desc'),
    'OData, page of 250 sorted, common choice': sorted('count_1', among(`${choice} eq 'choice_2'`)),
    'OData, page of 250 sorted, rare choice': sorted('count_1', among(`${choice} eq 'choice_8'`)),
    'OData, page of 250 sorted by latitude (no index)': sorted('latitude'),
    'OData, count of all': `/odata/${records}?$top=0&$count=true`,
    'OGC API, 100 sites in a small box': '/ogc/collections/places_sites/items?limit=100&bbox=25,14,25.5,14.5',
    'OGC API, 1000 sites in a large box': '/ogc/collections/places_sites/items?limit=1000&bbox=22,11,30,16',
  };
  for (const [name, path] of Object.entries(asked)) {
    const times: number[] = [];
    await get(path);
    for (let i = 0; i < 30; i++) {
      const start = performance.now();
      await get(path);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const [p50, p95] = [0.5, 0.95].map((p) => percentile(times, p).toFixed(0).padStart(5));
    console.log(`${name.padEnd(44)} p50 ${p50} ms   p95 ${p95} ms`);
  }
}

type Get = (path: string) => Promise<Record<string, unknown>>;

/** Follows the links to the end, or to as many rows as are compared. */
async function crawl(
  name: string,
  first: string,
  follow: '@odata.nextLink' | 'next',
  get: Get,
): Promise<void> {
  await get(first);
  const start = performance.now();
  let rows = 0;
  let pages = 0;
  for (let path: string | undefined = first; path && rows < CRAWLED; pages++) {
    const page: Record<string, unknown> = await get(path);
    rows += ((page.value ?? page.features) as unknown[]).length;
    path =
      follow === 'next'
        ? (page.links as { rel: string; href: string }[]).find(({ rel }) => rel === 'next')?.href
        : (page[follow] as string | undefined);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${`crawl: ${name}`.padEnd(44)} ${rows} rows, ${pages} pages, ${(rows / seconds).toFixed(0)} rows/s`,
  );
}
