import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { moveFields, moveReason } from '#platform/workflow/contract.ts';
import { change, diagnostic, id, instant, outline, versionMoves, versionState } from './shapes.ts';

const WORKBOOK_LIMIT = 20_000_000;
const MEDIA_LIMIT = 100_000_000;
const read = 'forms.form.read';
const write = 'forms.form.write';

const versionSummary = z.object({
  id,
  /** Version text as the workbook gives it. */
  version: z.string(),
  state: versionState,
  createdAt: instant,
  createdByName: z.string().nullable(),
  publishedAt: instant.nullable(),
  retiredAt: instant.nullable(),
  recordCount: z.number(),
  /** Files that the form needs and that were not uploaded yet. */
  missingFiles: z.array(z.string()),
});
export type VersionSummary = z.infer<typeof versionSummary>;

const formSummary = z.object({
  id,
  operationId: id,
  officeId: id,
  /** The form's identifier inside the XForm, as devices know it. */
  xmlFormId: z.string(),
  title: z.string(),
  /** `published` while at least one version takes records. */
  state: z.enum(['draft', 'published', 'retired']),
  languages: z.array(z.string()),
  defaultLanguage: z.string(),
  publishedVersion: z.string().nullable(),
  draftVersion: z.string().nullable(),
  /** Counted up to 10,000; 10,001 means more. */
  recordCount: z.number(),
  lastReceivedAt: instant.nullable(),
});
export type FormSummary = z.infer<typeof formSummary>;

const form = formSummary.extend({ versions: z.array(versionSummary) });
export type Form = z.infer<typeof form>;

export const listForms = defineRoute({
  id: 'forms.listForms',
  method: 'GET',
  url: '/api/forms',
  summary: 'Forms of the operations in scope, by title',
  config: { offline: 'keep', permission: read },
  schema: {
    querystring: pageQuery.extend({
      operationId: id.optional(),
      state: z.enum(['draft', 'published', 'retired']).optional(),
      q: z.string().trim().max(100).optional(),
    }),
    response: pageOf(formSummary),
  },
});

export const getForm = defineRoute({
  id: 'forms.getForm',
  method: 'GET',
  url: '/api/forms/:formId',
  summary: 'One form with its versions, newest first',
  config: { offline: 'keep', permission: read },
  schema: { params: z.object({ formId: id }), response: form },
});

const compiled = z.object({
  xmlFormId: z.string(),
  title: z.string(),
  version: z.string(),
  outline,
  xform: z.string(),
  /** The compiler's form model, as the form engine takes it. */
  model: z.unknown(),
  files: z.array(z.object({ name: z.string(), kind: z.string() })),
});

const compilation = z.object({
  ok: z.boolean(),
  diagnostics: z.array(diagnostic),
  /** Null when there are errors. */
  compiled: compiled.nullable(),
  /** The form of the operation that this workbook would become a version of. */
  existing: z.object({ formId: id, title: z.string(), latestVersion: z.string() }).nullable(),
  /** Against the latest version of that form. */
  changes: z.array(change),
  /** Why an import would be refused although the workbook compiles (`forms.version_exists` ...). */
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Compilation = z.infer<typeof compilation>;

export const compileWorkbook = defineRoute({
  id: 'forms.compileWorkbook',
  method: 'POST',
  url: '/api/forms/compilation',
  summary: 'Compile an XLSForm workbook (the body) and say what an import would do; stores nothing',
  config: {
    permission: read,
    unaudited: 'Nothing is stored or disclosed: the answer holds what the caller sent.',
    raw: 'request',
    bodyLimit: WORKBOOK_LIMIT,
    ratePerMinute: 60,
  },
  schema: {
    querystring: z.object({ operationId: id.optional() }),
    response: compilation,
  },
});

export const importWorkbook = defineRoute({
  id: 'forms.importWorkbook',
  method: 'POST',
  url: '/api/operations/:operationId/forms',
  summary: 'Store a workbook (the body) as a draft version, of a new form or of the form with its identifier',
  config: {
    permission: write,
    audit: 'forms.version_imported',
    raw: 'request',
    bodyLimit: WORKBOOK_LIMIT,
    ratePerMinute: 60,
  },
  schema: {
    params: z.object({ operationId: id }),
    response: z.object({ form, versionId: id, diagnostics: z.array(diagnostic) }),
  },
});

const versionParams = z.object({ formId: id, versionId: id });

export const requiredFile = z.object({
  name: z.string(),
  kind: z.string(),
  size: z.number().nullable(),
  uploadedAt: instant.nullable(),
});

export const getVersion = defineRoute({
  id: 'forms.getVersion',
  method: 'GET',
  url: '/api/forms/:formId/versions/:versionId',
  summary: 'One version: its questions, files and diagnostics of the import',
  config: { permission: read },
  schema: {
    params: versionParams,
    response: versionSummary.extend({
      outline,
      files: z.array(requiredFile),
      diagnostics: z.array(diagnostic),
    }),
  },
});

export const getDefinition = defineRoute({
  id: 'forms.getDefinition',
  method: 'GET',
  url: '/api/forms/:formId/definition',
  summary: 'What filling the form needs: XForm, model and the addresses of its files',
  config: { permission: 'forms.record.submit' },
  schema: {
    params: z.object({ formId: id }),
    /** A version by id (drafts can be tried so); the newest published one when left out. */
    querystring: z.object({ versionId: id.optional() }),
    response: z.object({
      formId: id,
      versionId: id,
      operationId: id,
      xmlFormId: z.string(),
      version: z.string(),
      state: versionState,
      title: z.string(),
      xform: z.string(),
      model: z.unknown(),
      outline,
      files: z.array(z.object({ name: z.string(), url: z.string() })),
    }),
  },
});

export const changeVersionState = defineRoute({
  id: 'forms.changeVersionState',
  method: 'POST',
  url: '/api/forms/:formId/versions/:versionId/state',
  summary: 'Mark a version tested, publish it (an older published one retires) or retire it',
  config: { permission: write, audit: 'forms.version_state_changed' },
  schema: {
    params: versionParams,
    body: z.object({
      ...moveFields(versionMoves, versionState.options),
      /** Leave older published versions open as well, for devices that have not updated. */
      keepOlder: z.boolean().default(true),
      reason: moveReason,
    }),
    response: form,
  },
});

export const deleteDraft = defineRoute({
  id: 'forms.deleteDraft',
  method: 'DELETE',
  url: '/api/forms/:formId/versions/:versionId',
  summary: 'Throw a draft or tested version away that never took a record',
  config: { permission: write, audit: 'forms.version_deleted' },
  schema: { params: versionParams },
});

export const diffVersions = defineRoute({
  id: 'forms.diffVersions',
  method: 'GET',
  url: '/api/forms/:formId/versions/:versionId/changes',
  summary: 'What changed since an earlier version (the one before when `against` is left out)',
  config: { permission: read },
  schema: {
    params: versionParams,
    querystring: z.object({ against: id.optional() }),
    response: z.object({ against: z.string().nullable(), changes: z.array(change) }),
  },
});

export const downloadWorkbook = defineRoute({
  id: 'forms.downloadWorkbook',
  method: 'GET',
  url: '/api/forms/:formId/versions/:versionId/workbook',
  summary: 'The workbook as it was uploaded',
  config: { permission: read, raw: 'response' },
  schema: { params: versionParams },
});

export const downloadXForm = defineRoute({
  id: 'forms.downloadXForm',
  method: 'GET',
  url: '/api/forms/:formId/versions/:versionId/xform',
  summary: 'The ODK XForm',
  config: { permission: read, raw: 'response', produces: 'text/xml' },
  schema: { params: versionParams },
});

const fileParams = z.object({ formId: id, versionId: id, name: z.string().min(1).max(200) });

export const uploadFile = defineRoute({
  id: 'forms.uploadFile',
  method: 'PUT',
  url: '/api/forms/:formId/versions/:versionId/files/:name',
  summary: 'Upload (or replace) a file that the form needs: an image, a CSV of choices, a GeoJSON',
  config: { permission: write, audit: 'forms.file_uploaded', raw: 'request', bodyLimit: MEDIA_LIMIT },
  schema: { params: fileParams, response: requiredFile },
});

export const downloadFile = defineRoute({
  id: 'forms.downloadFile',
  method: 'GET',
  url: '/api/forms/:formId/versions/:versionId/files/:name',
  summary: 'A file of the form',
  config: { permission: 'forms.record.submit', raw: 'response' },
  schema: { params: fileParams },
});

export const listColumns = defineRoute({
  id: 'forms.listColumns',
  method: 'GET',
  url: '/api/forms/:formId/columns',
  summary: 'The questions of all versions merged by path: the columns of lists and exports',
  config: { permission: 'forms.record.read' },
  schema: { params: z.object({ formId: id }), response: outline },
});
