import { BYTE_ORDER_MARK, csvLine } from '#platform/files/csv.ts';
import type { AreaIndex } from '../area-index.ts';
import { nameIn } from '../domain.ts';
import type { SiteRow } from '../store/site.ts';

type Cell = string | number | null;
type Column = [header: string, tag: string, value: (row: SiteRow, index: AreaIndex) => Cell];

const atLevel = (row: SiteRow, index: AreaIndex, level: number) =>
  row.area_path.map((pcode) => index.find(pcode)).find((area) => area?.level === level);

const areaColumns: Column[] = [0, 1, 2, 3, 4].flatMap((level): Column[] => {
  const tag = level === 0 ? '#country' : `#adm${level}`;
  return [
    [`adm${level}_pcode`, `${tag}+code`, (row, index) => atLevel(row, index, level)?.pcode ?? null],
    [
      `adm${level}_name`,
      `${tag}+name`,
      (row, index) => {
        const area = atLevel(row, index, level);
        return area ? nameIn(area.names, 'en') : null;
      },
    ],
  ];
});

/** Headers and tags are those that the import of sites recognises by itself. */
const COLUMNS: Column[] = [
  ['code', '#loc+code', (row) => row.code],
  ['name', '#loc+name', (row) => row.name],
  ['alternate_names', '#loc+name+alt', (row) => row.alternates.join('; ')],
  ['type', '#loc+type', (row) => row.type],
  ['state', '#status', (row) => row.state],
  ['latitude', '#geo+lat', (row) => row.lat],
  ['longitude', '#geo+lon', (row) => row.lon],
  ['altitude', '#geo+elevation', (row) => row.altitude],
  ['accuracy', '#geo+accuracy', (row) => row.accuracy],
  ['pcode', '#adm+code', (row) => row.area_path.at(-1) ?? null],
  ...areaColumns,
  ['opened_on', '#date+start', (row) => row.opened_on],
  ['closed_on', '#date+end', (row) => row.closed_on],
  ['accessibility', '#access', (row) => row.accessibility],
  ['setting', '#loc+setting', (row) => row.setting],
  ['notes', '#description', (row) => row.notes],
];

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
export function sitesCsv(rows: readonly SiteRow[], index: AreaIndex, hxl: boolean): string {
  const head = csvLine(COLUMNS.map(([header]) => header));
  const tags = hxl ? csvLine(COLUMNS.map(([, tag]) => tag)) : '';
  const body = rows.map((row) => csvLine(COLUMNS.map(([, , value]) => value(row, index))));
  return `${BYTE_ORDER_MARK}${head}${tags}${body.join('')}`;
}

export function sitesGeoJson(rows: readonly SiteRow[], index: AreaIndex): string {
  const features = rows.flatMap((row) => {
    if (row.lat === null || row.lon === null) return [];
    const coordinates = row.altitude === null ? [row.lon, row.lat] : [row.lon, row.lat, row.altitude];
    const properties = Object.fromEntries(COLUMNS.map(([header, , value]) => [header, value(row, index)]));
    return [{ type: 'Feature', id: row.id, properties, geometry: { type: 'Point', coordinates } }];
  });
  return JSON.stringify({ type: 'FeatureCollection', features });
}
