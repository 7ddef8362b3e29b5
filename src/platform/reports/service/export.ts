import type { Writable } from 'node:stream';
import type { Tx } from '#platform/db/tx.ts';
import { ExportStopped, sinkOf } from '#platform/files/sheets/sink.ts';
import type { Cell, Table } from '#platform/files/sheets/table.ts';
import { writeSheets } from '#platform/files/sheets/write.ts';
import type { AccessedColumn, Row } from '../store/rows.ts';
import type { OpenSet } from './open.ts';
import { type Prepared, readPage } from './read.ts';

type FileFormat = 'csv' | 'xlsx' | 'geojson';

const TYPES: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
};
export const contentTypeOf = (format: FileFormat): string => TYPES[format];

/** `places_sites-2026-11-22.csv` */
export const fileNameOf = (set: string, format: FileFormat, now: Date): string =>
  `${set}-${now.toISOString().slice(0, 10)}.${format}`;

const PAGE = 2000;

/** Every row of a question, page after page, in flat memory. */
async function* allRows(tx: Tx, prepared: Prepared): AsyncGenerator<Row> {
  let cursor: string | undefined;
  for (;;) {
    const page = await readPage(tx, prepared, { limit: PAGE, ...(cursor ? { cursor } : {}) });
    yield* page.rows;
    if (!page.nextCursor) return;
    cursor = page.nextCursor;
  }
}

/** Writes rows as a file into a stream; ending it is left to the caller. Whoever goes away ends it early. */
export async function streamRows(
  tx: Tx,
  prepared: Prepared,
  to: { format: FileFormat; hxl: boolean; stream: Writable },
): Promise<void> {
  try {
    if (to.format === 'geojson') await writeGeoJson(tx, prepared, to.stream);
    else
      await writeSheets(
        to.stream,
        [tableOf(prepared, to.hxl)],
        to.format,
        () => allRows(tx, prepared),
        async () => {},
      );
  } catch (error) {
    if (!(error instanceof ExportStopped)) throw error;
  }
}

/** Columns that leave in this answer, in the order of the declaration; a map's shapes have no place in a sheet. */
const leaving = ({ open, names }: Prepared, shapes: boolean): AccessedColumn[] =>
  open.columns.filter(
    (c) => (!names || names.includes(c.name)) && (shapes || (c.kind !== 'geometry' && c.kind !== 'point')),
  );

function tableOf(prepared: Prepared, hxl: boolean): Table<Row> {
  const columns = leaving(prepared, false);
  const cells = columns.map((column) => cellOf(column, prepared.open));
  return {
    name: prepared.open.say(prepared.open.set.title),
    heads: columns.map((c) => prepared.open.say(c.label)),
    ...(hxl ? { tags: columns.map((c) => c.hxl ?? '') } : {}),
    rows: (row) => [cells.map((cell) => cell(row))],
  };
}

/** Choices are said in words; everything else stands as it is. */
function cellOf({ name, choices }: AccessedColumn, open: OpenSet): (row: Row) => Cell {
  const words = new Map(choices?.map((c) => [c.value, open.say(c.label)]));
  const said = (value: unknown): Cell => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number') return value;
    const text = String(value);
    return words.get(text) ?? text;
  };
  return (row) => {
    const value = row[name];
    return Array.isArray(value) ? value.map(said).join('; ') : said(value);
  };
}

/** RFC 7946. */
export function featureOf(row: Row, { open, names }: Prepared): object {
  const { set } = open;
  const properties: Row = {};
  for (const { name, kind } of open.columns) {
    if (kind === 'point' || kind === 'geometry') continue;
    if (!names || names.includes(name)) properties[name] = row[name] ?? null;
  }
  return {
    type: 'Feature',
    id: row[set.key],
    geometry: (set.geometry && row[set.geometry]) ?? null,
    properties,
  };
}

const CHUNK = 128 * 1024;

async function writeGeoJson(tx: Tx, prepared: Prepared, stream: Writable): Promise<void> {
  const sink = sinkOf(stream);
  let chunk = '{"type":"FeatureCollection","features":[';
  let first = true;
  for await (const row of allRows(tx, prepared)) {
    chunk += `${first ? '' : ','}\n${JSON.stringify(featureOf(row, prepared))}`;
    first = false;
    if (chunk.length < CHUNK) continue;
    await sink.write(chunk);
    chunk = '';
  }
  await sink.write(`${chunk}\n]}\n`);
}
