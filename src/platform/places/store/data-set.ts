import { type DataColumn, type DataSet, defineDataSet } from '#platform/reports/data-set.ts';
import { ACCESSIBILITY, SETTINGS, SITE_STATES, SITE_TYPES } from '../contract/words.ts';
import { placesMessages } from '../messages/catalogue.ts';

const choices = (field: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `value.${field}.${value}` }));

/** P-codes of the levels, from the country (0) down. */
const level = (n: number): DataColumn => ({
  name: `adm${n}_pcode`,
  kind: 'text',
  label: `column.adm${n}`,
  sql: `t.area_path[${n + 1}]`,
  hxl: n === 0 ? '#country+code' : `#adm${n}+code`,
});

/** Sites of the operations in which the caller reads sites. Notes may speak of people who live there: restricted. */
const sites: DataSet = defineDataSet({
  id: 'places_sites',
  title: 'data.sites',
  words: placesMessages,
  entity: 'places.site',
  permission: 'places.site.read',
  from: `places.site t left join access.operation o on o.id = t.operation_id
    left join access.office f on f.id = t.office_id`,
  within: 't.operation_id',
  key: 'id',
  order: [{ column: 'code', descending: false }],
  geometry: 'position',
  time: 'updated_at',
  screen: '/places/sites/:key',
  columns: [
    { name: 'id', kind: 'uuid', label: 'column.id', sql: 't.id', required: true },
    { name: 'code', kind: 'text', label: 'column.code', sql: 't.code', required: true, hxl: '#loc+code' },
    { name: 'name', kind: 'text', label: 'column.name', sql: 't.name', required: true, hxl: '#loc+name' },
    {
      name: 'alternates',
      kind: 'text',
      label: 'column.alternates',
      sql: `nullif(array_to_string(t.alternates, '; '), '')`,
      hxl: '#loc+name+alt',
    },
    {
      name: 'type',
      kind: 'choice',
      label: 'column.type',
      sql: 't.type',
      required: true,
      choices: choices('type', SITE_TYPES),
      hxl: '#loc+type',
    },
    {
      name: 'state',
      kind: 'choice',
      label: 'column.state',
      sql: 't.state',
      required: true,
      choices: choices('state', SITE_STATES),
      hxl: '#status',
    },
    { name: 'operation', kind: 'text', label: 'column.operation', sql: 'o.code' },
    { name: 'office', kind: 'text', label: 'column.office', sql: 'f.code' },
    {
      name: 'pcode',
      kind: 'text',
      label: 'column.pcode',
      sql: 't.area_path[cardinality(t.area_path)]',
      hxl: '#adm+code',
    },
    {
      name: 'area_name',
      kind: 'text',
      label: 'column.area_name',
      sql: `(select coalesce(a.names ->> 'en', (select v.value from jsonb_each_text(a.names) v order by v.key limit 1))
        from places.area a where a.pcode = t.area_path[cardinality(t.area_path)] and a.valid_to is null)`,
      hxl: '#adm+name',
    },
    ...[0, 1, 2, 3, 4].map(level),
    { name: 'latitude', kind: 'decimal', label: 'column.latitude', sql: 't.lat', hxl: '#geo+lat' },
    { name: 'longitude', kind: 'decimal', label: 'column.longitude', sql: 't.lon', hxl: '#geo+lon' },
    { name: 'altitude', kind: 'decimal', label: 'column.altitude', sql: 't.altitude', hxl: '#geo+elevation' },
    { name: 'accuracy', kind: 'decimal', label: 'column.accuracy', sql: 't.accuracy', hxl: '#geo+accuracy' },
    { name: 'opened_on', kind: 'date', label: 'column.opened_on', sql: 't.opened_on', hxl: '#date+start' },
    { name: 'closed_on', kind: 'date', label: 'column.closed_on', sql: 't.closed_on', hxl: '#date+end' },
    {
      name: 'accessibility',
      kind: 'choice',
      label: 'column.accessibility',
      sql: 't.accessibility',
      required: true,
      choices: choices('accessibility', ACCESSIBILITY),
      hxl: '#access',
    },
    {
      name: 'setting',
      kind: 'choice',
      label: 'column.setting',
      sql: 't.setting',
      required: true,
      choices: choices('setting', SETTINGS),
      hxl: '#loc+setting',
    },
    {
      name: 'notes',
      kind: 'text',
      label: 'column.notes',
      sql: `nullif(t.notes, '')`,
      sensitivity: 'restricted',
      hxl: '#description',
    },
    { name: 'updated_at', kind: 'datetime', label: 'column.updated_at', sql: 't.updated_at', required: true },
    { name: 'position', kind: 'point', label: 'column.position', sql: 't.lon', lonLat: ['t.lon', 't.lat'] },
  ],
});

/** Areas in force today with their outlines; everyone signed in may look them up. */
const areas: DataSet = defineDataSet({
  id: 'places_areas',
  title: 'data.areas',
  words: placesMessages,
  entity: 'places.area',
  permission: 'reports.data.read',
  from: 'places.area t left join places.area_shape s on s.area_id = t.id',
  where: 't.valid_to is null',
  within: null,
  key: 'pcode',
  order: [{ column: 'pcode', descending: false }],
  geometry: 'outline',
  time: 'valid_from',
  screen: '/places/areas/:key',
  columns: [
    { name: 'pcode', kind: 'text', label: 'column.pcode', sql: 't.pcode', required: true, hxl: '#adm+code' },
    {
      name: 'name',
      kind: 'text',
      label: 'column.name',
      sql: `coalesce(t.names ->> 'en', (select v.value from jsonb_each_text(t.names) v order by v.key limit 1))`,
      hxl: '#adm+name',
    },
    { name: 'level', kind: 'integer', label: 'column.level', sql: 't.level', required: true },
    { name: 'parent_pcode', kind: 'text', label: 'column.parent', sql: 't.parent_pcode' },
    {
      name: 'country',
      kind: 'text',
      label: 'column.country',
      sql: 't.country_code',
      required: true,
      hxl: '#country+code+v_iso2',
    },
    { name: 'km2', kind: 'decimal', label: 'column.km2', sql: 't.km2' },
    { name: 'latitude', kind: 'decimal', label: 'column.latitude', sql: 't.label[2]', hxl: '#geo+lat' },
    { name: 'longitude', kind: 'decimal', label: 'column.longitude', sql: 't.label[1]', hxl: '#geo+lon' },
    { name: 'valid_from', kind: 'date', label: 'column.valid_from', sql: 't.valid_from', required: true },
    {
      name: 'outline',
      kind: 'geometry',
      label: 'column.outline',
      sql: `'{"type":"MultiPolygon","coordinates":' || s.full_shape || '}'`,
      box: 't.box',
    },
  ],
});

export const dataSets: readonly DataSet[] = [sites, areas];
