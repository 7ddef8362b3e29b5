import { type DataSet, defineDataSet } from '#platform/reports/data-set.ts';
import { categories, roundStates, tools } from '../contract.ts';
import { displacementMessages } from '../messages/catalogue.ts';

const choices = (field: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: `value.${field}.${value}` }));

const rounds: DataSet = defineDataSet({
  id: 'displacement_rounds',
  title: 'data.rounds',
  words: displacementMessages,
  entity: 'displacement.round',
  permission: 'displacement.round.read',
  from: 'displacement.round t left join access.operation o on o.id = t.operation_id',
  within: 't.operation_id',
  key: 'id',
  order: [{ column: 'reporting_date', descending: true }],
  time: 'reporting_date',
  screen: '/displacement/rounds/:key',
  columns: [
    { name: 'id', kind: 'uuid', label: 'column.id', sql: 't.id', required: true },
    { name: 'code', kind: 'text', label: 'column.round', sql: 't.code', required: true },
    { name: 'number', kind: 'integer', label: 'column.number', sql: 't.number', required: true },
    { name: 'name', kind: 'text', label: 'column.name', sql: `nullif(t.name, '')` },
    { name: 'operation', kind: 'text', label: 'column.operation', sql: 'o.code' },
    {
      name: 'starts_on',
      kind: 'date',
      label: 'column.starts_on',
      sql: 't.starts_on',
      required: true,
      hxl: '#date+start',
    },
    {
      name: 'ends_on',
      kind: 'date',
      label: 'column.ends_on',
      sql: 't.ends_on',
      required: true,
      hxl: '#date+end',
    },
    {
      name: 'reporting_date',
      kind: 'date',
      label: 'column.reporting_date',
      sql: 't.reporting_date',
      required: true,
      hxl: '#date+reported',
    },
    {
      name: 'state',
      kind: 'choice',
      label: 'column.state',
      sql: 't.state',
      required: true,
      choices: choices('state', roundStates),
      hxl: '#status',
    },
  ],
});

/** The latest assessment of a place in a round counts; the figures of its smallest area are added up. */
const FIGURES = `(select md5(concat_ws('/', g.round_id, g.tool, g.category, g.area_path::text))::uuid as id, g.round_id, g.operation_id,
    g.tool, g.category, g.area_path, sum(g.individuals)::float8 as individuals, sum(g.households)::float8 as households,
    coalesce(sum(g.individuals) filter (where g.method = 'estimated'), 0)::float8 as estimated, count(*) as places
  from (select distinct on (round_id, tool, category, place_key) * from displacement.figure where not rejected
    order by round_id, tool, category, place_key, assessed_on desc, received_at desc, record_id) g
  group by g.round_id, g.operation_id, g.tool, g.category, g.area_path)`;

const figures: DataSet = defineDataSet({
  id: 'displacement_figures',
  title: 'data.figures',
  words: displacementMessages,
  entity: 'displacement.round',
  permission: 'displacement.figure.read',
  from: `${FIGURES} t join displacement.round r on r.id = t.round_id left join access.operation o on o.id = t.operation_id`,
  within: 't.operation_id',
  key: 'id',
  order: [
    { column: 'reporting_date', descending: true },
    { column: 'id', descending: true },
  ],
  time: 'reporting_date',
  columns: [
    { name: 'id', kind: 'uuid', label: 'column.id', sql: 't.id', required: true },
    {
      name: 'area_name',
      kind: 'text',
      label: 'column.area_name',
      sql: `(select coalesce(a.names ->> 'en', (select v.value from jsonb_each_text(a.names) v order by v.key limit 1))
        from places.area a where a.pcode = t.area_path[cardinality(t.area_path)] and a.valid_to is null)`,
      hxl: '#adm+name',
    },
    {
      name: 'round',
      kind: 'text',
      label: 'column.round',
      sql: 'r.code',
      required: true,
      hxl: '#event+round',
    },
    {
      name: 'reporting_date',
      kind: 'date',
      label: 'column.reporting_date',
      sql: 'r.reporting_date',
      required: true,
      hxl: '#date+reported',
    },
    {
      name: 'tool',
      kind: 'choice',
      label: 'column.tool',
      sql: 't.tool',
      required: true,
      choices: choices('tool', tools),
    },
    {
      name: 'category',
      kind: 'choice',
      label: 'column.category',
      sql: 't.category',
      required: true,
      choices: choices('category', categories),
      hxl: '#affected+type',
    },
    {
      name: 'individuals',
      kind: 'decimal',
      label: 'column.individuals',
      sql: 't.individuals',
      required: true,
      hxl: '#affected+ind',
    },
    {
      name: 'households',
      kind: 'decimal',
      label: 'column.households',
      sql: 't.households',
      hxl: '#affected+hh',
    },
    { name: 'estimated', kind: 'decimal', label: 'column.estimated', sql: 't.estimated', required: true },
    { name: 'places', kind: 'integer', label: 'column.places', sql: 't.places', required: true },
    {
      name: 'state',
      kind: 'choice',
      label: 'column.state',
      sql: 'r.state',
      required: true,
      choices: choices('state', roundStates),
      hxl: '#status',
    },
    { name: 'operation', kind: 'text', label: 'column.operation', sql: 'o.code' },
    {
      name: 'pcode',
      kind: 'text',
      label: 'column.pcode',
      sql: 't.area_path[cardinality(t.area_path)]',
      hxl: '#adm+code',
    },
    { name: 'adm1_pcode', kind: 'text', label: 'column.adm1', sql: 't.area_path[2]', hxl: '#adm1+code' },
    { name: 'adm2_pcode', kind: 'text', label: 'column.adm2', sql: 't.area_path[3]', hxl: '#adm2+code' },
  ],
});

export const dataSets: readonly DataSet[] = [rounds, figures];
