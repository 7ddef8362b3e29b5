import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { run } from '#platform/jobs/contract.ts';
import { recordFilter } from './record.ts';
import { id, instant } from './shapes.ts';

const permission = 'forms.record.export';

/** How a table of records is written. */
export const exportOptions = z.object({
  /** `csv`: the main table; `csv-zip`: one file per repeat besides; `xlsx`: one sheet per repeat. */
  format: z.enum(['csv', 'csv-zip', 'xlsx']).default('csv'),
  /** Choices as their values or as their labels. */
  choices: z.enum(['values', 'labels']).default('values'),
  /** Heads of columns: names, or labels of the questions. */
  heads: z.enum(['names', 'labels']).default('names'),
  /** Language of labels; the form's default when left out. */
  language: z.string().max(100).optional(),
  /** One column per choice of a select_multiple besides the list of them. */
  splitMultiple: z.enum(['yes', 'no']).default('no'),
  /** `group/question` or `question` alone (a name used twice keeps its groups). */
  groupNames: z.enum(['yes', 'no']).default('yes'),
});
export type ExportOptions = z.infer<typeof exportOptions>;

const query = recordFilter.extend(exportOptions.shape);

export const exportRecords = defineRoute({
  id: 'forms.exportRecords',
  method: 'GET',
  url: '/api/forms/:formId/export',
  summary: 'The records of a filter as CSV, zip of CSV or XLSX, streamed',
  config: {
    withoutStepUp: 'what is masked stays masked, and every export stands in the log',
    permission,
    raw: 'response',
    audit: 'forms.records_exported',
    ratePerMinute: 30,
  },
  schema: {
    params: z.object({ formId: id }),
    querystring: query.extend({ reason: z.string().trim().max(500).optional() }),
  },
});

const exportJob = z.object({
  id,
  formId: id,
  format: exportOptions.shape.format,
  createdAt: instant,
  /** Null until the file is there. */
  size: z.number().nullable(),
  fileName: z.string(),
  expiresAt: instant,
  /** How far it is; followed, stopped and tried again as any job. */
  run,
});
export type ExportJob = z.infer<typeof exportJob>;

export const startExport = defineRoute({
  id: 'forms.startExport',
  method: 'POST',
  url: '/api/forms/:formId/exports',
  summary: 'Write an export in the background; it survives the closing of the tab',
  config: {
    withoutStepUp: 'what is masked stays masked, and every export stands in the log',
    permission,
    audit: 'forms.export_started',
    ratePerMinute: 20,
  },
  schema: {
    params: z.object({ formId: id }),
    body: query.extend({ reason: z.string().trim().max(500).optional() }),
    response: exportJob,
  },
});

export const listExports = defineRoute({
  id: 'forms.listExports',
  method: 'GET',
  url: '/api/exports',
  summary: "The caller's own exports, newest first",
  config: { permission },
  schema: {
    querystring: z.object({ formId: id.optional() }),
    response: z.object({ items: z.array(exportJob) }),
  },
});

const params = z.object({ exportId: id });

export const getExport = defineRoute({
  id: 'forms.getExport',
  method: 'GET',
  url: '/api/exports/:exportId',
  summary: 'How far an export has come',
  config: { permission },
  schema: { params, response: exportJob },
});

export const downloadExport = defineRoute({
  id: 'forms.downloadExport',
  method: 'GET',
  url: '/api/exports/:exportId/file',
  summary: 'The finished file',
  config: {
    withoutStepUp: 'what is masked stays masked, and every export stands in the log',
    permission,
    raw: 'response',
    audit: 'forms.export_downloaded',
  },
  schema: { params },
});
