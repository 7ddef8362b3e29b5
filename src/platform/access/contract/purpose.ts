import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { names } from '../contract.ts';

const day = z.iso.date();
const source = z.string().trim().min(3, 'Say which rule or standard it comes from.').max(500);

const purpose = z.object({
  id: z.string(),
  name: names,
  since: z.string(),
  /** Its last day; null for an open end. */
  until: z.string().nullable(),
  source: z.string(),
  state: z.enum(['in_force', 'later', 'ended']),
});
export type Purpose = z.infer<typeof purpose>;

export const listPurposes = defineRoute({
  id: 'access.listPurposes',
  method: 'GET',
  url: '/api/purposes',
  summary:
    'Purposes for which sealed values may be looked at today; `all` those that ended or come later, too',
  config: { permission: 'signed-in' },
  schema: {
    querystring: z.object({ all: z.stringbool().optional() }),
    response: z.object({ items: z.array(purpose) }),
  },
});

export const addPurpose = defineRoute({
  id: 'access.addPurpose',
  method: 'POST',
  url: '/api/purposes',
  summary: 'Add a purpose for which sealed values may be looked at, from a day on',
  config: { permission: 'access.purpose.write', audit: 'access.purpose_added' },
  schema: {
    body: z.object({
      id: z
        .string()
        .regex(/^[a-z][a-z_]{1,40}$/, 'Use small letters and underscores, such as family_tracing.'),
      name: names,
      source,
      /** Today if left out; no day that is over. */
      since: day.optional(),
    }),
    response: purpose,
  },
});

export const changePurpose = defineRoute({
  id: 'access.changePurpose',
  method: 'PATCH',
  url: '/api/purposes/:purposeId',
  summary: 'Mend the names or the source of a purpose that has not ended',
  config: { permission: 'access.purpose.write', audit: 'access.purpose_changed' },
  schema: {
    params: z.object({ purposeId: z.string().max(60) }),
    body: z.object({ name: names, source }),
    response: purpose,
  },
});

export const endPurpose = defineRoute({
  id: 'access.endPurpose',
  method: 'POST',
  url: '/api/purposes/:purposeId/end',
  summary: 'End a purpose with a last day: yesterday ends it at once. What has ended stays ended',
  config: { permission: 'access.purpose.write', audit: 'access.purpose_ended' },
  schema: {
    params: z.object({ purposeId: z.string().max(60) }),
    body: z.object({ until: day }),
    response: purpose,
  },
});
