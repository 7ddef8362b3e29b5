import { type BaseContext, type Binding, bind, type RawAnswer } from '#platform/http/binding.ts';
import { tellsOfNothing } from '#platform/http/even-answer.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import * as contract from '../contract/ogc.ts';
import { readItemsQuery } from '../domain/ogc-query.ts';
import { featureOf } from '../service/export.ts';
import * as documents from '../service/ogc-documents.ts';
import { maskedNames, type OpenSet } from '../service/open.ts';
import * as read from '../service/read.ts';
import type { Sources } from './data.ts';
import { feedOptions, openAll, openOne } from './feed.ts';

const options = feedOptions({ 'content-type': 'application/json' }, ({ code, detail }) => ({
  code,
  description: detail,
}));

const json = (body: object, type = 'application/json'): RawAnswer => ({
  headers: { 'content-type': type },
  // As bytes: a parameter added to the type would make it another one for strict readers.
  body: Buffer.from(JSON.stringify(body)),
  nothingFound: 'features' in body && tellsOfNothing({ features: body.features }),
});

const TITLE = 'Sojourn';

type MapSet = OpenSet & { geometry: string };

/** Sets with a place in each row that the caller may see; where places are masked there is no map. */
const onMap = (open: OpenSet): open is MapSet => {
  const column = open.columns.find((c) => c.name === open.set.geometry);
  return column?.access === 'seen' || column?.access === 'partly';
};

/** Where the feed takes its sets from, and under which address clients find it. */
interface Feed {
  sources: Sources;
  root: () => string;
}

const mapped = async (feed: Feed, c: BaseContext): Promise<OpenSet[]> =>
  (await openAll(c, feed.sources)).filter(onMap);
const open = async (feed: Feed, c: BaseContext & { params: { collection: string } }): Promise<OpenSet> => {
  const found = await openOne(c, feed.sources, c.params.collection);
  if (!found.set.geometry) throw notFound('collection');
  if (!onMap(found))
    throw new Problem(403, 'reports.column_masked', { detail: 'Where the rows lie is masked for you.' });
  return found;
};

async function items(
  feed: Feed,
  c: BaseContext & { params: { collection: string } },
  asked: Record<string, string | string[]>,
): Promise<RawAnswer> {
  const opened = await open(feed, c);
  const { set, columns } = opened;
  const query = read.asking(() =>
    readItemsQuery(asked, { columns, geometry: set.geometry!, time: set.time }),
  );
  // By the key, which an index serves; a set that finds its rows by an index of its own keeps its order.
  const order = set.narrow ? set.order : [{ column: set.key, descending: false }];
  const prepared = await read.prepare(c.tx, opened, { filter: query.filter, order });
  const page = await read.readPage(c.tx, prepared, query);
  const matched =
    query.cursor === undefined && !set.narrow ? { numberMatched: await read.countRows(c.tx, prepared) } : {};
  await read.noteRead(c.tx, c.actor, prepared, {
    action: 'reports.data_exported',
    way: 'ogc',
    rows: page.rows.length,
    at: c.now,
  });
  const here = `${feed.root()}/collections/${set.id}`;
  const link = (rel: string, cursor?: string): documents.Link => ({
    href: `${here}/items${queryOf(asked, cursor)}`,
    rel,
    type: documents.GEOJSON,
  });
  const masked = maskedNames(columns);
  return json(
    {
      type: 'FeatureCollection',
      timeStamp: c.now.toISOString(),
      numberReturned: page.rows.length,
      ...matched,
      ...(masked.length > 0 ? { maskedProperties: masked } : {}),
      links: [
        link('self', query.cursor),
        { href: here, rel: 'collection', type: 'application/json' },
        ...(page.nextCursor ? [link('next', page.nextCursor)] : []),
      ],
      features: page.rows.map((row) => featureOf(row, prepared)),
    },
    documents.GEOJSON,
  );
}

async function item(
  feed: Feed,
  c: BaseContext & { params: { collection: string; featureId: string } },
): Promise<RawAnswer> {
  const opened = await open(feed, c);
  const { set } = opened;
  const prepared = await read
    .prepare(c.tx, opened, { filter: { op: 'eq', column: set.key, value: c.params.featureId } })
    // An identifier that none of its kind can be is simply not there.
    .catch((error: unknown) => {
      throw error instanceof Problem && error.status === 400 ? notFound('feature') : error;
    });
  const { rows } = await read.readPage(c.tx, prepared, { limit: 1 });
  if (!rows[0]) throw notFound('feature');
  await read.noteRead(c.tx, c.actor, prepared, {
    action: 'reports.data_exported',
    way: 'ogc',
    rows: 1,
    at: c.now,
  });
  const here = `${feed.root()}/collections/${set.id}`;
  const links: documents.Link[] = [
    {
      href: `${here}/items/${encodeURIComponent(c.params.featureId)}`,
      rel: 'self',
      type: documents.GEOJSON,
    },
    { href: here, rel: 'collection', type: 'application/json' },
  ];
  return json({ ...featureOf(rows[0], prepared), links }, documents.GEOJSON);
}

/** Binds the geographic feed. `publicUrl`: what clients find its links under. */
export function ogcRoutes(sources: Sources, publicUrl: () => string): Binding[] {
  const feed: Feed = { sources, root: () => `${publicUrl().replace(/\/$/, '')}/ogc` };
  return [
    ...[contract.ogcLanding, contract.ogcRoot].map((route) =>
      bind(route, async () => json(documents.landing(feed.root(), TITLE)), options),
    ),
    bind(contract.ogcConformance, async () => json(documents.conformance), options),
    bind(
      contract.ogcApi,
      async (c) => json(documents.openApi(feed.root(), TITLE, await mapped(feed, c)), documents.OPENAPI),
      options,
    ),
    bind(
      contract.ogcCollections,
      async (c) =>
        json({
          links: [{ href: `${feed.root()}/collections`, rel: 'self', type: 'application/json' }],
          collections: (await mapped(feed, c)).map((one) => documents.collection(feed.root(), one)),
        }),
      options,
    ),
    bind(
      contract.ogcCollection,
      async (c) => json(documents.collection(feed.root(), await open(feed, c))),
      options,
    ),
    bind(
      contract.ogcQueryables,
      async (c) =>
        json(documents.queryablesSchema(feed.root(), await open(feed, c)), 'application/schema+json'),
      options,
    ),
    bind(contract.ogcItems, async (c) => items(feed, c, c.querystring), options),
    bind(contract.ogcItem, async (c) => item(feed, c), options),
  ];
}

function queryOf(asked: Record<string, string | string[]>, cursor: string | undefined): string {
  const parts = Object.entries(asked).filter(([name]) => name !== 'cursor');
  if (cursor !== undefined) parts.push(['cursor', cursor]);
  return parts.length === 0
    ? ''
    : `?${parts.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`).join('&')}`;
}
