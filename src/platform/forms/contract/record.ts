import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { moveFields } from '#platform/workflow/contract.ts';
import { id, instant, reviewMoves, reviewState } from './shapes.ts';

const read = 'forms.record.read';
const SUBMISSION_LIMIT = 100_000_000;

/**
 * One condition on an answer; a list of them must all hold. Sent as JSON in `filter`.
 * Questions inside repeats cannot be filtered on.
 */
const answerCondition = z.discriminatedUnion('op', [
  /** The answer is one of these; of a select_multiple: at least one of these is selected. */
  z.object({ path: z.string(), op: z.literal('is'), values: z.array(z.string().max(1000)).min(1).max(100) }),
  /** All of these are selected (select_multiple). */
  z.object({ path: z.string(), op: z.literal('has'), values: z.array(z.string().max(1000)).min(1).max(50) }),
  /** Numbers, dates and date-times (compared by their day as written); both ends belong to the range. */
  z.object({
    path: z.string(),
    op: z.literal('between'),
    from: z.union([z.number(), z.string().max(40)]).optional(),
    to: z.union([z.number(), z.string().max(40)]).optional(),
  }),
  z.object({ path: z.string(), op: z.literal('empty') }),
  z.object({ path: z.string(), op: z.literal('answered') }),
]);
export type AnswerCondition = z.infer<typeof answerCondition>;
export const answerFilter = z.array(answerCondition).max(20);

const many = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(20)]);

/** What narrows a list of records; the same for list, count, points and export. */
export const recordFilter = z.object({
  /** Words that the text answers must all contain, each from its beginning. */
  q: z.string().trim().max(200).optional(),
  /** JSON of a list of `AnswerCondition`. */
  filter: z.string().max(8000).optional(),
  reviewState: many(reviewState).optional(),
  receivedFrom: z.iso.datetime({ offset: true }).optional(),
  receivedTo: z.iso.datetime({ offset: true }).optional(),
  deviceId: id.optional(),
  submittedBy: id.optional(),
  versionId: id.optional(),
  /** west,south,east,north in degrees: records whose point lies inside. */
  bbox: z
    .string()
    .regex(/^-?[\d.]+(,-?[\d.]+){3}$/)
    .optional(),
});
export type RecordFilter = z.infer<typeof recordFilter>;

/** Answers by path (`group/question`): text, number, list of selected values, list of objects for a repeat. */
const answers = z.record(z.string(), z.unknown());

const recordSummary = z.object({
  id,
  formId: id,
  versionId: id,
  version: z.string(),
  instanceId: z.string(),
  instanceName: z.string().nullable(),
  receivedAt: instant,
  updatedAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  reviewState,
  submittedBy: id.nullable(),
  submittedByName: z.string().nullable(),
  deviceId: id.nullable(),
  /** lon, lat of the record's first geopoint. */
  point: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  attachments: z.object({ expected: z.number(), received: z.number() }),
  data: answers,
});
export type RecordSummary = z.infer<typeof recordSummary>;

const formParams = z.object({ formId: id });

export const listRecords = defineRoute({
  id: 'forms.listRecords',
  method: 'GET',
  url: '/api/forms/:formId/records',
  summary: 'Records of a form, newest first or by a column; filters on any answer; pages of equal speed',
  config: { permission: read },
  schema: {
    params: formParams,
    querystring: pageQuery.extend({
      ...recordFilter.shape,
      /** `receivedAt`, `updatedAt`, `instanceName`, `reviewState` or the path of a question outside repeats. What is not answered comes last. */
      sort: z.string().max(500).default('receivedAt'),
      order: z.enum(['asc', 'desc']).default('desc'),
      /** Paths to bring, comma-separated; all when left out. */
      columns: z.string().max(8000).optional(),
    }),
    response: pageOf(recordSummary),
  },
});

export const countRecords = defineRoute({
  id: 'forms.countRecords',
  method: 'GET',
  url: '/api/forms/:formId/records/count',
  summary: 'How many records: exact up to 10,000, beyond that an estimate',
  config: { permission: read },
  schema: {
    params: formParams,
    querystring: recordFilter,
    response: z.object({ count: z.number(), exact: z.boolean() }),
  },
});

export const listPoints = defineRoute({
  id: 'forms.listPoints',
  method: 'GET',
  url: '/api/forms/:formId/points',
  summary: 'Records with a point as GeoJSON; clustered by grid where there are many',
  config: { permission: read },
  schema: {
    params: formParams,
    querystring: recordFilter.extend({ zoom: z.coerce.number().min(0).max(22).default(5) }),
    response: z.object({
      type: z.literal('FeatureCollection'),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.number()) }),
          /** `count` 1: a record, with its id and name. Otherwise a cluster. */
          properties: z.object({
            count: z.number(),
            recordId: id.nullable(),
            name: z.string().nullable(),
            reviewState: reviewState.nullable(),
          }),
        }),
      ),
      /** Records with a point inside the filter. */
      total: z.number(),
      clustered: z.boolean(),
      /** Only the newest this many points were gathered. Null: all. */
      newestOnly: z.number().nullable(),
    }),
  },
});

const attachment = z.object({
  id,
  name: z.string(),
  /** Path of the question that names the file; null for a file that no answer names (`audit.csv`). */
  path: z.string().nullable(),
  received: z.boolean(),
  contentType: z.string().nullable(),
  size: z.number().nullable(),
});

const comment = z.object({
  id,
  at: instant,
  byName: z.string().nullable(),
  text: z.string(),
  /** Set when the comment came with a change of the review state. */
  stateBefore: reviewState.nullable(),
  stateAfter: reviewState.nullable(),
});

const record = recordSummary.extend({
  formTitle: z.string(),
  operationId: id,
  officeId: id,
  /** Every XML as it came, newest first. */
  submissions: z.array(
    z.object({
      id,
      instanceId: z.string(),
      receivedAt: instant,
      submittedByName: z.string().nullable(),
      userAgent: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
  files: z.array(attachment),
  comments: z.array(comment),
  /** Answers that break a rule of the form; the record was taken all the same, for what the field saw is kept. */
  findings: z.array(
    z.object({
      /** As the XML says it: `household/member[2]/age`. */
      path: z.string(),
      code: z.string(),
      /** The form's own sentence in its default language; empty when it has none. */
      message: z.string(),
      /** The same sentence by language of the form. */
      messages: z.record(z.string(), z.string()),
    }),
  ),
});
export type FormRecord = z.infer<typeof record>;

const recordParams = z.object({ recordId: id });

export const getRecord = defineRoute({
  id: 'forms.getRecord',
  method: 'GET',
  url: '/api/records/:recordId',
  summary: 'One record: answers, files, comments and every version of its submission',
  config: { permission: read, audit: 'forms.record.read' },
  schema: { params: recordParams, response: record },
});

export const getSubmissionXml = defineRoute({
  id: 'forms.getSubmissionXml',
  method: 'GET',
  url: '/api/records/:recordId/submissions/:submissionId/xml',
  summary: 'The XML of one submission exactly as it was received',
  config: { permission: read, raw: 'response', produces: 'text/xml', audit: 'forms.record.read' },
  schema: { params: recordParams.extend({ submissionId: id }) },
});

export const downloadAttachment = defineRoute({
  id: 'forms.downloadAttachment',
  method: 'GET',
  url: '/api/records/:recordId/attachments/:attachmentId',
  summary: 'A file of a record',
  config: { permission: read, raw: 'response', audit: 'forms.record.read' },
  schema: { params: recordParams.extend({ attachmentId: id }) },
});

export const reviewRecord = defineRoute({
  id: 'forms.reviewRecord',
  method: 'POST',
  url: '/api/records/:recordId/review',
  summary: 'Judge a record, with a comment (needed where somebody must act on it)',
  config: { offline: 'queue', permission: 'forms.record.review', audit: 'forms.record_reviewed' },
  schema: {
    params: recordParams,
    body: z.object({
      ...moveFields(reviewMoves, reviewState.options),
      comment: z.string().trim().max(5000).default(''),
    }),
    response: record,
  },
});

export const commentRecord = defineRoute({
  id: 'forms.commentRecord',
  method: 'POST',
  url: '/api/records/:recordId/comments',
  summary: 'Add a comment',
  config: { offline: 'queue', permission: 'forms.record.review', audit: 'forms.record_commented' },
  schema: {
    params: recordParams,
    body: z.object({ text: z.string().trim().min(1).max(5000) }),
    response: record,
  },
});

export const submitRecord = defineRoute({
  id: 'forms.submitRecord',
  method: 'POST',
  url: '/api/forms/:formId/submissions',
  summary:
    'Send a filled form: multipart with `xml_submission_file` and its files, as Collect does. A deprecatedID makes it an edit',
  config: {
    permission: 'forms.record.submit',
    audit: 'forms.record_received',
    raw: 'request',
    bodyLimit: SUBMISSION_LIMIT,
  },
  schema: {
    params: formParams,
    response: z.object({
      recordId: id,
      instanceId: z.string(),
      /** False: this very submission had arrived before. */
      stored: z.boolean(),
      /** Files that the answers name and that have not arrived. */
      missingFiles: z.array(z.string()),
    }),
  },
});
