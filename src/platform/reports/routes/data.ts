import { fileHeaders } from '#platform/files/file-headers.ts';
import { type BaseContext, type Binding, bind, type Context, streamed } from '#platform/http/binding.ts';
import { languageFrom } from '#platform/i18n/language.ts';
import * as contract from '../contract/data.ts';
import type { DataSetSource } from '../data-set.ts';
import { contentTypeOf, fileNameOf, streamRows } from '../service/export.ts';
import { listSets, type OpenSet, openSet, type Purpose, sayer } from '../service/open.ts';
import * as read from '../service/read.ts';

/** All data sets of the product, known once every slice is there. */
export type Sources = () => readonly DataSetSource[];

const list = (text: string | undefined): string[] | undefined =>
  text ? text.split(',').map((name) => name.trim()) : undefined;

const toInfo = ({ set, columns, say }: OpenSet, mayLeave: boolean): contract.DataSetInfo => ({
  id: set.id,
  title: say(set.title),
  geometry: set.geometry ?? null,
  columns: columns.map(({ name, label, kind, access, choices }) => ({
    name,
    label: say(label),
    kind,
    access,
    choices: (choices ?? []).map((c) => ({ value: c.value, label: say(c.label) })),
  })),
  key: set.key,
  order: set.order.map((o) => (o.descending ? '-' : '') + o.column).join(),
  screen: set.screen ?? null,
  mayLeave,
});

export const dataRoutes = (sources: Sources): Binding[] => {
  const open = (c: BaseContext & { params: { dataSet: string } }, purpose: Purpose, language?: string) =>
    openSet(c.tx, sources(), {
      id: c.params.dataSet,
      actor: c.actor,
      purpose,
      language: languageFrom(language ?? 'en'),
    });
  return [
    bind(contract.listDataSets, async (c) => {
      const language = languageFrom(c.querystring.language);
      const sets = await listSets(c.tx, sources(), { actor: c.actor, purpose: 'look', language });
      const items: contract.DataSetBrief[] = [];
      for (const set of sets) {
        const say = await sayer(set.words, language);
        items.push({
          id: set.id,
          title: say(set.title),
          columns: set.columns.length,
          geometry: set.geometry ?? null,
        });
      }
      return { items, nextCursor: null };
    }),
    bind(contract.getDataSet, async (c) => {
      const opened = await open(c, 'look', c.querystring.language);
      return toInfo(opened, !opened.set.leaves || c.actor.held.has(opened.set.leaves));
    }),
    bind(contract.listRows, async (c) => {
      const { filter, sort, columns, limit, cursor } = c.querystring;
      const opened = await open(c, 'look');
      const prepared = await read.prepare(c.tx, opened, {
        filter: read.readFilter(filter),
        order: read.readSort(sort),
        columns: list(columns),
      });
      const page = await read.readPage(c.tx, prepared, { limit, cursor });
      const note = { action: 'reports.data_read', way: 'list', rows: page.rows.length, at: c.now } as const;
      await read.noteRead(c.tx, c.actor, prepared, note);
      return {
        items: page.rows.map((values) => ({ key: String(values[opened.set.key]), values })),
        nextCursor: page.nextCursor,
      };
    }),
    bind(contract.countRows, async (c) => {
      const prepared = await read.prepare(c.tx, await open(c, 'look'), {
        filter: read.readFilter(c.querystring.filter),
      });
      return { count: await read.countRows(c.tx, prepared) };
    }),
    bind(contract.groupRows, async (c) => {
      const { filter, ...by } = c.querystring;
      const prepared = await read.prepare(c.tx, await open(c, 'look'), { filter: read.readFilter(filter) });
      const answer = await read.groupRows(c.tx, prepared, by);
      await read.noteRead(
        c.tx,
        c.actor,
        { ...prepared, names: by.sum ? [by.by, by.sum] : [by.by] },
        { action: 'reports.data_read', way: 'chart', at: c.now },
      );
      return answer;
    }),
    bind(
      contract.exportRows,
      async (c): Promise<typeof streamed> => exportRows(c, await open(c, 'leave', c.querystring.language)),
    ),
  ];
};

async function exportRows(c: Context<typeof contract.exportRows>, opened: OpenSet): Promise<typeof streamed> {
  const { format, filter, sort, columns, hxl } = c.querystring;
  const prepared = await read.prepare(c.tx, opened, {
    filter: read.readFilter(filter),
    order: read.readSort(sort),
    columns: list(columns),
  });
  // Noted before the first byte: a refusal is still an answer of its own, and whoever goes away has been noted.
  await read.noteRead(c.tx, c.actor, prepared, { action: 'reports.data_exported', way: format, at: c.now });
  c.reply.hijack();
  const { 'content-length': _, ...head } = fileHeaders({
    name: fileNameOf(opened.set.id, format, c.now),
    contentType: '',
    size: 0,
    inline: false,
  });
  c.reply.raw.writeHead(200, {
    ...head,
    'content-type': contentTypeOf(format),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  await streamRows(c.tx, prepared, { format, hxl: hxl === 'yes', stream: c.reply.raw });
  // The last byte leaves when the entry of the audit log is safe.
  c.afterCommit(() => c.reply.raw.end());
  return streamed;
}
