import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

/** One entry of the log as its readers see it. */
const auditEntry = z.object({
  id: z.number(),
  /** Number in the chain of its record, from 1. */
  seq: z.number(),
  at: z.string(),
  actorId: z.string().nullable(),
  /** Null when the reader may not see the account, or nobody was signed in. */
  actorName: z.string().nullable(),
  actorKind: z.string(),
  roles: z.array(z.string()),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  officeId: z.string().nullable(),
  operationId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  /** Names of the people whose accounts stand in before and after, by account; of those that the reader may be told. */
  people: z.record(z.string(), z.string()),
  reason: z.string().nullable(),
  requestId: z.string().nullable(),
  /** Hash of the entry in its record's chain, hexadecimal. */
  hash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listEntries = defineRoute({
  id: 'audit.listEntries',
  method: 'GET',
  url: '/api/audit/entries',
  summary: 'Entries of the audit log in the offices and operations in scope, newest first',
  config: { permission: 'audit.entry.read', audit: 'audit.entry.read' },
  schema: {
    querystring: pageQuery.extend({
      entity: z.string().max(100).optional(),
      entityId: z.string().max(200).optional(),
      actorId: z.uuid().optional(),
      action: z.string().max(100).optional(),
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
    }),
    response: pageOf(auditEntry),
  },
});

export const listTimeline = defineRoute({
  id: 'audit.listTimeline',
  method: 'GET',
  url: '/api/audit/timeline',
  summary:
    'What was done to one record, newest first; empty to those who cannot see the record, without mere looks to those who do not read the log',
  config: { permission: 'signed-in' },
  schema: {
    querystring: pageQuery.extend({
      /** Table of the record, `schema.table`. */
      entity: z
        .string()
        .max(100)
        .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/),
      entityId: z.string().min(1).max(200),
    }),
    response: pageOf(auditEntry),
  },
});

/** The last signed state of the log. */
const auditCheckpoint = z.object({
  /** How many entries it covers. */
  size: z.number(),
  at: z.string(),
  /** C2SP signed note: three lines, an empty line, the signature. */
  note: z.string(),
});

export const findCheckpoint = defineRoute({
  id: 'audit.findCheckpoint',
  method: 'GET',
  url: '/api/audit/checkpoint',
  summary: 'The last signed checkpoint of the audit log, for a witness to keep; null before the first',
  config: { permission: 'audit.entry.read' },
  schema: {
    response: z.object({
      checkpoint: auditCheckpoint.nullable(),
      /** Keys under which checkpoints are signed, `name+hash+key`, oldest first. */
      publicKeys: z.array(z.string()),
    }),
  },
});
