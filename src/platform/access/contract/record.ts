import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();
const day = z.iso.date();
const entity = z
  .string()
  .max(120)
  .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/);
const recordParams = z.object({ entity, entityId: id });
const record = { entity: z.string(), entityId: id };

const relation = z.object({
  id,
  ...record,
  accountId: id,
  accountName: z.string(),
  relation: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  reason: z.string(),
  givenAt: z.string(),
  givenByName: z.string().nullable(),
  endedAt: z.string().nullable(),
  inForce: z.boolean(),
});
export type Relation = z.infer<typeof relation>;

const exclusion = z.object({
  id,
  ...record,
  accountId: id,
  accountName: z.string(),
  kind: z.enum(['conflicted', 'accused']),
  reason: z.string(),
  givenAt: z.string(),
  givenByName: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Exclusion = z.infer<typeof exclusion>;

export const listRelations = defineRoute({
  id: 'access.listRelations',
  method: 'GET',
  url: '/api/records/:entity/:entityId/relations',
  summary: 'Who works on a record, and for those who may assign it, who is shut out of it',
  config: { permission: 'signed-in' },
  schema: {
    params: recordParams,
    response: z.object({
      /** Relations that this kind of record knows. */
      relations: z.array(z.string()),
      /** The caller gives and ends relations and exclusions here. */
      mayAssign: z.boolean(),
      items: z.array(relation),
      exclusions: z.array(exclusion),
    }),
  },
});

export const findCandidates = defineRoute({
  id: 'access.findCandidates',
  method: 'GET',
  url: '/api/records/:entity/:entityId/people',
  summary:
    'People who work where the caller works, for who assigns the record: to give it to, or to shut out',
  config: { permission: 'signed-in' },
  schema: {
    params: recordParams,
    querystring: z.object({ q: z.string().trim().max(100).optional() }),
    response: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  },
});

export const giveRelation = defineRoute({
  id: 'access.giveRelation',
  method: 'POST',
  url: '/api/records/:entity/:entityId/relations',
  summary: 'Give a person a relation to one record, between dates',
  config: {
    withoutStepUp: 'it is daily work, within what the giver may see',
    permission: 'signed-in',
    audit: 'access.relation_given',
  },
  schema: {
    params: recordParams,
    body: z.object({
      accountId: id,
      relation: z.string().max(40),
      startsOn: day.optional(),
      endsOn: day.nullable().default(null),
      reason: z.string().trim().max(500).default(''),
    }),
    response: relation,
  },
});

export const endRelation = defineRoute({
  id: 'access.endRelation',
  method: 'POST',
  url: '/api/relations/:relationId/end',
  summary: 'End a relation to a record at once',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'access.relation_ended',
  },
  schema: {
    params: z.object({ relationId: id }),
    body: z.object({ reason: z.string().trim().max(500).default('') }),
  },
});

export const exclude = defineRoute({
  id: 'access.exclude',
  method: 'POST',
  url: '/api/records/:entity/:entityId/exclusions',
  summary: 'Shut a person out of a record, whatever else they hold; they do not learn of it',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'signed-in',
    audit: 'access.excluded',
  },
  schema: {
    params: recordParams,
    body: z.object({
      accountId: id,
      kind: z.enum(['conflicted', 'accused']),
      reason: z.string().trim().min(1, 'Write a reason.').max(500),
    }),
    response: exclusion,
  },
});

export const endExclusion = defineRoute({
  id: 'access.endExclusion',
  method: 'POST',
  url: '/api/exclusions/:exclusionId/end',
  summary: 'Let a person in again who was shut out of a record',
  config: { permission: 'signed-in', audit: 'access.exclusion_ended', stepUp: true },
  schema: {
    params: z.object({ exclusionId: id }),
    body: z.object({ reason: z.string().trim().min(1, 'Write a reason.').max(500) }),
  },
});

const opening = z.object({
  id,
  ...record,
  accountId: id,
  accountName: z.string(),
  officeName: z.string().nullable(),
  reason: z.string(),
  openedAt: z.string(),
  endsAt: z.string(),
  closedAt: z.string().nullable(),
  open: z.boolean(),
  outcome: z.enum(['justified', 'not_justified']).nullable(),
  comment: z.string(),
  reviewedAt: z.string().nullable(),
  reviewedByName: z.string().nullable(),
});
export type Opening = z.infer<typeof opening>;

export const breakGlass = defineRoute({
  id: 'access.breakGlass',
  method: 'POST',
  url: '/api/records/:entity/:entityId/openings',
  summary: 'Open one record in an emergency, for hours: those responsible are told, somebody else reviews it',
  config: { permission: 'access.break_glass', audit: 'access.glass_broken', stepUp: true },
  schema: {
    params: recordParams,
    body: z.object({
      reason: z.string().trim().min(10, 'Say in a sentence why this cannot wait.').max(1000),
      hours: z.number().int().min(1).max(72).default(1),
    }),
    response: opening,
  },
});

export const closeOpening = defineRoute({
  id: 'access.closeOpening',
  method: 'POST',
  url: '/api/openings/:openingId/closing',
  summary: 'End an opening of one’s own before its time',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'access.break_glass',
    audit: 'access.opening_closed',
  },
  schema: { params: z.object({ openingId: id }), response: opening },
});

export const listOwnOpenings = defineRoute({
  id: 'access.listOwnOpenings',
  method: 'GET',
  url: '/api/openings/own',
  summary: 'Records that the caller has open in an emergency now',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(opening) }) },
});

export const listOpenings = defineRoute({
  id: 'access.listOpenings',
  method: 'GET',
  url: '/api/openings',
  summary: 'Openings in an emergency where the caller reviews them',
  config: { permission: 'access.break_glass.review' },
  schema: {
    querystring: pageQuery.extend({ state: z.enum(['waiting', 'reviewed']).optional() }),
    response: pageOf(opening),
  },
});

export const getOpening = defineRoute({
  id: 'access.getOpening',
  method: 'GET',
  url: '/api/openings/:openingId',
  summary: 'One opening in an emergency, for who reviews it',
  config: { permission: 'access.break_glass.review' },
  schema: { params: z.object({ openingId: id }), response: opening },
});

export const reviewOpening = defineRoute({
  id: 'access.reviewOpening',
  method: 'POST',
  url: '/api/openings/:openingId/review',
  summary: 'Note whether an opening of somebody else was justified',
  config: {
    withoutStepUp: 'it only judges what another person opened',
    permission: 'access.break_glass.review',
    audit: 'access.opening_reviewed',
  },
  schema: {
    params: z.object({ openingId: id }),
    body: z.object({
      outcome: z.enum(['justified', 'not_justified']),
      comment: z.string().trim().min(1, 'Write a comment.').max(2000),
    }),
    response: opening,
  },
});

export const listRecordKinds = defineRoute({
  id: 'access.listRecordKinds',
  method: 'GET',
  url: '/api/record-kinds',
  summary: 'Kinds of records that role alone never opens, with what opens them; and all routes by permission',
  config: { permission: 'access.grant.read' },
  schema: {
    response: z.object({
      items: z.array(
        z.object({
          entity: z.string(),
          relations: z.array(z.string()),
          rules: z.record(z.string(), z.array(z.string())),
          breakGlass: z.array(z.string()),
          breakGlassHours: z.number(),
        }),
      ),
      routes: z.array(z.object({ id: z.string(), summary: z.string(), permission: z.string() })),
    }),
  },
});
