import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { masked, revealed, revealReason } from '#platform/access/contract/masked.ts';

const id = z.uuid();
const params = z.object({ caseId: id });
const state = z.enum(['open', 'closed']);
const risk = z.enum(['low', 'medium', 'high']);

const listed = z.object({ id, reference: z.string(), state, risk, openedAt: z.string() });
export type ListedCase = z.infer<typeof listed>;

const shown = listed.extend({
  personName: masked(z.string()),
  location: masked(z.string()),
  narrative: masked(z.string()),
});

export const listCases = defineRoute({
  id: 'casework.listCases',
  method: 'GET',
  url: '/api/casework/cases',
  summary: 'Cases that the caller works on; `q` finds a reference or whole words of the name',
  config: { permission: 'casework.case.read' },
  schema: {
    querystring: pageQuery.extend({
      state: state.optional(),
      q: z.string().trim().max(100).optional(),
      sort: z.enum(['-openedAt', 'reference']).default('-openedAt'),
    }),
    response: pageOf(listed),
  },
});

export const countCases = defineRoute({
  id: 'casework.countCases',
  method: 'GET',
  url: '/api/casework/counts',
  summary: 'How many cases the caller works on, by state',
  config: { permission: 'casework.case.read' },
  schema: { response: z.object({ items: z.array(z.object({ state, cases: z.number() })) }) },
});

export const listFigures = defineRoute({
  id: 'casework.listFigures',
  method: 'GET',
  url: '/api/casework/figures',
  summary: 'Figures by state; small ones are left out',
  config: { permission: 'casework.case.count' },
  schema: { response: z.object({ items: z.array(z.object({ state, cases: z.number().nullable() })) }) },
});

export const getCase = defineRoute({
  id: 'casework.getCase',
  method: 'GET',
  url: '/api/casework/cases/:caseId',
  summary: 'One case; what the caller may not see of it is hidden',
  config: { permission: 'casework.case.read' },
  schema: { params, response: shown },
});

export const createCase = defineRoute({
  id: 'casework.createCase',
  method: 'POST',
  url: '/api/casework/cases',
  summary: 'Open a case; its opener owns it',
  config: { permission: 'casework.case.create', audit: 'casework.case_opened' },
  schema: {
    body: z.object({
      officeId: id,
      operationId: id,
      ownCode: z.string().max(40).optional(),
      risk: risk.default('low'),
      personName: z.string().min(1).max(200),
      location: z.string().max(200),
      narrative: z.string().max(20_000),
    }),
    response: z.object({ id, reference: z.string() }),
  },
});

export const updateCase = defineRoute({
  id: 'casework.updateCase',
  method: 'PATCH',
  url: '/api/casework/cases/:caseId',
  summary: 'Change state or risk',
  config: { permission: 'casework.case.write', audit: 'casework.case_changed' },
  schema: {
    params,
    body: z.object({ state: state.optional(), risk: risk.optional() }),
    response: z.object({ id }),
  },
});

export const revealCase = defineRoute({
  id: 'casework.revealCase',
  method: 'POST',
  url: '/api/casework/cases/:caseId/reveals',
  summary: 'Show a sealed field for a stated purpose; logged',
  config: { permission: 'casework.sealed.read', audit: 'casework.case_revealed' },
  schema: {
    params,
    body: revealReason.extend({ field: z.enum(['narrative']) }),
    response: revealed(z.string()),
  },
});

export const exportCases = defineRoute({
  id: 'casework.exportCases',
  method: 'GET',
  url: '/api/casework/cases.csv',
  summary: 'The cases of the list as CSV',
  config: { permission: 'casework.case.read', audit: 'casework.case_exported', raw: 'response' },
  schema: {},
});

export const createReferral = defineRoute({
  id: 'casework.createReferral',
  method: 'POST',
  url: '/api/casework/cases/:caseId/referrals',
  summary: 'Refer to another office with the fields consented to, between dates',
  config: { permission: 'casework.referral.send', audit: 'casework.referral_sent' },
  schema: {
    params,
    body: z.object({
      toOfficeId: id,
      service: z.string().min(1).max(100),
      fields: z.array(z.enum(['personName', 'location'])).max(2),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
    }),
    response: z.object({ id }),
  },
});

export const getReferral = defineRoute({
  id: 'casework.getReferral',
  method: 'GET',
  url: '/api/casework/referrals/:referralId',
  summary: 'A referral; its fields once it is accepted and as long as it holds',
  config: { permission: 'casework.referral.receive' },
  schema: {
    params: z.object({ referralId: id }),
    response: z.object({
      id,
      service: z.string(),
      state: z.string(),
      endsOn: z.string(),
      fields: z.record(z.string(), z.string()),
    }),
  },
});

export const acceptReferral = defineRoute({
  id: 'casework.acceptReferral',
  method: 'POST',
  url: '/api/casework/referrals/:referralId/acceptance',
  summary: 'Accept a referral',
  config: { permission: 'casework.referral.receive', audit: 'casework.referral_accepted' },
  schema: { params: z.object({ referralId: id }), response: z.object({ id }) },
});
