import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { id } from './shapes.ts';

/**
 * OpenRosa 1.0 as ODK Collect speaks it (form discovery, form submission). Answers are `text/xml`, refusals too.
 * The key in the path is the whole of the authentication; it never stands in a log.
 */
const key = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/);
const keyed = z.object({ key });
const SUBMISSION_LIMIT = 100_000_000;
const submit = { permission: 'forms.record.submit', auth: 'device-key' } as const;
const xml = { raw: 'response', produces: 'text/xml' } as const;

export const base = defineRoute({
  id: 'openRosa.base',
  method: 'GET',
  url: '/collect/:key',
  summary: 'Says that the address is right',
  config: { ...submit, ...xml },
  schema: { params: keyed },
});

export const formList = defineRoute({
  id: 'openRosa.formList',
  method: 'GET',
  url: '/collect/:key/formList',
  summary: 'Published forms of the device’s operation (OpenRosa form discovery)',
  config: { ...submit, ...xml },
  schema: {
    params: keyed,
    querystring: z.object({
      formID: z.string().max(500).optional(),
      verbose: z.string().max(10).optional(),
      deviceID: z.string().max(500).optional(),
    }),
  },
});

export const formXml = defineRoute({
  id: 'openRosa.formXml',
  method: 'GET',
  url: '/collect/:key/forms/:versionId/form.xml',
  summary: 'The XForm of a published version',
  config: { ...submit, ...xml },
  schema: { params: keyed.extend({ versionId: id }) },
});

export const manifest = defineRoute({
  id: 'openRosa.manifest',
  method: 'GET',
  url: '/collect/:key/forms/:versionId/manifest',
  summary: 'The files of a published version (OpenRosa manifest)',
  config: { ...submit, ...xml },
  schema: { params: keyed.extend({ versionId: id }) },
});

export const media = defineRoute({
  id: 'openRosa.media',
  method: 'GET',
  url: '/collect/:key/forms/:versionId/files/:name',
  summary: 'A file of a published version',
  config: { ...submit, raw: 'response' },
  schema: { params: keyed.extend({ versionId: id, name: z.string().min(1).max(300) }) },
});

const deviceId = z.object({ deviceID: z.string().max(500).optional() });

export const submissionHead = defineRoute({
  id: 'openRosa.submissionHead',
  method: 'HEAD',
  url: '/collect/:key/submission',
  summary: 'How much a submission may hold (OpenRosa form submission)',
  config: { ...submit, raw: 'response' },
  schema: { params: keyed, querystring: deviceId },
});

export const submission = defineRoute({
  id: 'openRosa.submission',
  method: 'POST',
  url: '/collect/:key/submission',
  summary: 'Takes a record, whole or in parts (OpenRosa form submission)',
  config: {
    ...submit,
    raw: 'both',
    produces: 'text/xml',
    bodyLimit: SUBMISSION_LIMIT,
    audit: 'forms.record_received',
  },
  schema: { params: keyed, querystring: deviceId },
});
