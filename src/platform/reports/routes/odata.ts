import { type BaseContext, type Binding, bind, type RawAnswer } from '#platform/http/binding.ts';
import { tellsOfNothing } from '#platform/http/even-answer.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract/odata.ts';
import { type ODataQuery, readQuery, resourceOf } from '../domain/odata-query.ts';
import { metadataXml, propertiesOf } from '../service/csdl.ts';
import { maskedNames, type OpenSet } from '../service/open.ts';
import * as read from '../service/read.ts';
import type { Sources } from './data.ts';
import { feedOptions, openAll, openOne } from './feed.ts';

const PAGE = 2000;
const LARGEST_PAGE = 5000;

const options = feedOptions(
  { 'content-type': 'application/json;odata.metadata=minimal;charset=utf-8', 'odata-version': '4.0' },
  ({ code, detail }) => ({ error: { code, message: detail } }),
);

const withVersion = (headers: Record<string, string>): Record<string, string> => ({
  ...headers,
  'odata-version': '4.0',
});

/** How much of the control information a client wants (OData JSON Format 4.01, 3). */
const metadataLevel = (c: BaseContext): 'none' | 'minimal' =>
  /odata\.metadata=none|metadata=none/i.test(String(c.request.headers.accept ?? '')) ? 'none' : 'minimal';

function json(c: BaseContext, body: object, headers: Record<string, string> = {}): RawAnswer {
  return {
    headers: withVersion({
      'content-type': `application/json;odata.metadata=${metadataLevel(c)};charset=utf-8`,
      ...headers,
    }),
    body: Buffer.from(JSON.stringify(body)),
    nothingFound: 'value' in body && tellsOfNothing({ value: body.value }),
  };
}

/** A client of another protocol version is told so rather than misunderstood. */
function checkVersion(c: BaseContext): void {
  const most = Number.parseFloat(String(c.request.headers['odata-maxversion'] ?? '4'));
  if (most < 4)
    throw new Problem(400, 'reports.query_unsupported', { detail: 'This feed speaks OData 4.0.' });
}

type Query = Record<string, string | string[]>;

/** The address of the next page: the same question without what was answered. */
function nextLink(base: string, query: Query, changed: { top?: number | undefined; cursor: string }): string {
  const kept = Object.entries(query).filter(([name]) => !/^\$(top|skip|skiptoken|count)$/.test(name));
  const parts = kept.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));
  if (changed.top !== undefined) parts.push(['$top', String(changed.top)]);
  parts.push(['$skiptoken', changed.cursor]);
  // The dollar is kept readable: some clients look for it.
  return `${base}?${parts.map(([n, v]) => `${encodeURIComponent(n).replace('%24', '$')}=${encodeURIComponent(v)}`).join('&')}`;
}

const prepare = (c: BaseContext, open: OpenSet, query: ODataQuery): Promise<read.Prepared> =>
  read.prepare(c.tx, open, {
    filter: query.filter,
    order: query.order,
    columns: query.select ?? propertiesOf(open).map((p) => p.name),
  });

function pageSize(c: BaseContext): { size: number; applied: Record<string, string> } {
  const [, asked] = /\b(?:odata\.)?maxpagesize=(\d{1,6})/.exec(String(c.request.headers.prefer ?? '')) ?? [];
  if (!asked || Number(asked) < 1) return { size: PAGE, applied: {} };
  const size = Math.min(Number(asked), LARGEST_PAGE);
  return { size, applied: { 'preference-applied': `odata.maxpagesize=${size}` } };
}

const maskedNote = (open: OpenSet): object => {
  const masked = maskedNames(propertiesOf(open));
  return masked.length > 0 ? { '@Sojourn.Masked': masked } : {};
};

/** Where the feed takes its sets from, and under which address clients find it. */
interface Feed {
  sources: Sources;
  root: () => string;
}

async function serviceDocument(feed: Feed, c: BaseContext): Promise<RawAnswer> {
  checkVersion(c);
  const sets = await openAll(c, feed.sources);
  const value = sets.map(({ set, say }) => ({
    name: set.id,
    kind: 'EntitySet',
    url: set.id,
    title: say(set.title),
  }));
  return json(c, { '@odata.context': `${feed.root()}/$metadata`, value });
}

const contextOf = (feed: Feed, level: 'none' | 'minimal', path: string): object =>
  level === 'none' ? {} : { '@odata.context': `${feed.root()}/$metadata#${path}` };

async function rows(feed: Feed, c: BaseContext, open: OpenSet, asked: Query): Promise<RawAnswer> {
  const query = read.asking(() => readQuery(asked));
  const prepared = await prepare(c, open, query);
  const { size, applied } = pageSize(c);
  const limit = Math.min(size, query.top ?? size);
  const page =
    limit === 0
      ? { rows: [], nextCursor: null }
      : await read.readPage(c.tx, prepared, { limit, cursor: query.skiptoken, skip: query.skip });
  const count = query.count ? { '@odata.count': await read.countRows(c.tx, prepared) } : {};
  await read.noteRead(c.tx, c.actor, prepared, {
    action: 'reports.data_exported',
    way: 'odata',
    rows: page.rows.length,
    at: c.now,
  });
  const left = query.top === undefined ? undefined : query.top - page.rows.length;
  const next =
    page.nextCursor && left !== 0
      ? {
          '@odata.nextLink': nextLink(`${feed.root()}/${open.set.id}`, asked, {
            top: left,
            cursor: page.nextCursor,
          }),
        }
      : {};
  const level = metadataLevel(c);
  const path = `${open.set.id}${query.select ? `(${query.select.join(',')})` : ''}`;
  const note = level === 'none' ? {} : maskedNote(open);
  const value = query.select ? page.rows.map((row) => pick(row, query.select!)) : page.rows;
  return json(c, { ...contextOf(feed, level, path), ...note, ...count, value, ...next }, applied);
}

async function entity(
  feed: Feed,
  c: BaseContext,
  open: OpenSet,
  key: string,
  asked: Query,
): Promise<RawAnswer> {
  const { select } = read.asking(() => readQuery(asked));
  const value =
    open.columns.find((column) => column.name === open.set.key)!.kind === 'integer' ? Number(key) : key;
  const prepared = await prepare(c, open, {
    count: false,
    filter: { op: 'eq', column: open.set.key, value },
    ...(select ? { select } : {}),
  });
  const { rows: found } = await read.readPage(c.tx, prepared, { limit: 1 });
  if (!found[0]) throw notFound('entity');
  await read.noteRead(c.tx, c.actor, prepared, {
    action: 'reports.data_exported',
    way: 'odata',
    rows: 1,
    at: c.now,
  });
  const level = metadataLevel(c);
  const path = `${open.set.id}${select ? `(${select.join(',')})` : ''}/$entity`;
  return json(c, {
    ...contextOf(feed, level, path),
    ...maskedNote(open),
    ...(select ? pick(found[0], select) : found[0]),
  });
}

/** Binds the OData feed. `publicUrl`: what clients find its links under. */
export function odataRoutes(sources: Sources, publicUrl: () => string): Binding[] {
  const feed: Feed = { sources, root: () => `${publicUrl().replace(/\/$/, '')}/odata` };
  return [
    bind(contract.odataRoot, (c) => serviceDocument(feed, c), options),
    bind(contract.odataService, (c) => serviceDocument(feed, c), options),
    bind(
      contract.odataMetadata,
      async (c) => {
        checkVersion(c);
        return {
          headers: withVersion({ 'content-type': 'application/xml;charset=utf-8' }),
          body: metadataXml(await openAll(c, sources)),
        };
      },
      options,
    ),
    bind(
      contract.odataRows,
      async (c) => {
        checkVersion(c);
        const resource = resourceOf(c.params.resource);
        if (!resource) throw notFound('resource');
        const open = await openOne(c, sources, resource.set);
        return resource.key === undefined
          ? rows(feed, c, open, c.querystring)
          : entity(feed, c, open, resource.key, c.querystring);
      },
      options,
    ),
    bind(
      contract.odataPart,
      async (c) => {
        checkVersion(c);
        const resource = resourceOf(c.params.resource);
        if (!resource || resource.key !== undefined || c.params.part !== '$count') throw notFound('resource');
        const open = await openOne(c, sources, resource.set);
        const { filter } = read.asking(() => readQuery(c.querystring));
        const count = await read.countRows(c.tx, await read.prepare(c.tx, open, { filter }));
        return {
          headers: withVersion({ 'content-type': 'text/plain;charset=utf-8' }),
          body: String(count),
          nothingFound: count === 0,
        };
      },
      options,
    ),
  ];
}

const pick = (row: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
