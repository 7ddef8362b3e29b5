import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const look = 'reports.data.read';
const language = z.enum(['en', 'fr', 'es', 'ar']).default('en');

const dataSetBrief = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.number(),
  /** Column that a map shows; such a set is a collection of the geographic feed. */
  geometry: z.string().nullable(),
});
export type DataSetBrief = z.infer<typeof dataSetBrief>;

const columnInfo = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum([
    'text',
    'integer',
    'decimal',
    'boolean',
    'date',
    'datetime',
    'choice',
    'choices',
    'uuid',
    'point',
    'geometry',
  ]),
  /** `masked` and `sealed` columns are empty and cannot be asked about; `partly`: in some operations only. */
  access: z.enum(['seen', 'partly', 'masked', 'sealed']),
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
});
export type ColumnInfo = z.infer<typeof columnInfo>;

const dataSetInfo = dataSetBrief.extend({
  columns: z.array(columnInfo),
  key: z.string(),
  order: z.string(),
  /** Screen of a record, with `:key` where the value of the key stands. */
  screen: z.string().nullable(),
  /** Whether the caller may take rows away as a file or in a feed. */
  mayLeave: z.boolean(),
});
export type DataSetInfo = z.infer<typeof dataSetInfo>;

const setParams = z.object({ dataSet: z.string().max(130) });

/** What narrows and orders rows; the same for list, chart and file. */
const asked = z.object({
  /** JSON of a filter. */
  filter: z.string().max(16_000).optional(),
});
const sort = z.string().max(600).optional();

export const listDataSets = defineRoute({
  id: 'reports.listDataSets',
  method: 'GET',
  url: '/api/reports/data-sets',
  summary: 'Data sets that the caller may read',
  config: { permission: look },
  schema: {
    querystring: z.object({ language }),
    response: z.object({ items: z.array(dataSetBrief), nextCursor: z.null() }),
  },
});

export const getDataSet = defineRoute({
  id: 'reports.getDataSet',
  method: 'GET',
  url: '/api/reports/data-sets/:dataSet',
  summary: 'Columns of a data set, and what of them is masked for the caller',
  config: { permission: look },
  schema: { params: setParams, querystring: z.object({ language }), response: dataSetInfo },
});

export const listRows = defineRoute({
  id: 'reports.listRows',
  method: 'GET',
  url: '/api/reports/data-sets/:dataSet/rows',
  summary: 'Rows of a data set; masked columns are null',
  config: { permission: look, audit: 'reports.data_read' },
  schema: {
    params: setParams,
    querystring: pageQuery.extend({
      ...asked.shape,
      /** Columns, comma-separated, `-` before one that goes down. */
      sort,
      /** Columns to bring, comma-separated; all when left out. */
      columns: z.string().max(8000).optional(),
    }),
    response: pageOf(z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) })),
  },
});

export const countRows = defineRoute({
  id: 'reports.countRows',
  method: 'GET',
  url: '/api/reports/data-sets/:dataSet/count',
  summary: 'How many rows a filter finds',
  config: { permission: look },
  schema: { params: setParams, querystring: asked, response: z.object({ count: z.number() }) },
});

export const groupRows = defineRoute({
  id: 'reports.groupRows',
  method: 'GET',
  url: '/api/reports/data-sets/:dataSet/groups',
  summary: 'Rows counted, or a column of them added up, by the values of a column',
  config: { permission: look, audit: 'reports.data_read' },
  schema: {
    params: setParams,
    querystring: asked.extend({
      by: z.string().max(128),
      /** Of days and instants. */
      each: z.enum(['year', 'month', 'day']).optional(),
      sum: z.string().max(128).optional(),
      most: z.coerce.number().int().min(1).max(200).default(30),
    }),
    response: z.object({
      groups: z.array(
        z.object({ value: z.string().nullable(), rows: z.number(), sum: z.number().nullable() }),
      ),
      /** There are more than were asked for: by time, earlier ones; else smaller ones. */
      more: z.boolean(),
    }),
  },
});

export const exportRows = defineRoute({
  id: 'reports.exportRows',
  method: 'GET',
  url: '/api/reports/data-sets/:dataSet/export',
  summary: 'Rows of a data set as CSV, XLSX or GeoJSON, streamed; masked columns are empty',
  config: { permission: look, audit: 'reports.data_exported', raw: 'response' },
  schema: {
    params: setParams,
    querystring: asked.extend({
      sort,
      columns: z.string().max(8000).optional(),
      format: z.enum(['csv', 'xlsx', 'geojson']).default('csv'),
      language,
      /** A second row with HXL hashtags. */
      hxl: z.enum(['yes', 'no']).default('no'),
    }),
  },
});
