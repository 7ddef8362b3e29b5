import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';

const id = z.uuid();
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{1,15}$/, 'Use 2 to 16 letters, digits or hyphens.');
const name = z.string().trim().min(1, 'Write a name.').max(200);
const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'Use the two letters of ISO 3166.');
const day = z.iso.date();
/** Texts in the four languages of the product; English always there. */
export const names = z.object({
  en: name,
  fr: z.string().optional(),
  es: z.string().optional(),
  ar: z.string().optional(),
});

const office = z.object({
  id,
  parentId: id.nullable(),
  code: z.string(),
  name: z.string(),
  country: z.string().nullable(),
  closedOn: z.string().nullable(),
  /** Ids from the top office down to this one. */
  path: z.array(id),
});
export type Office = z.infer<typeof office>;

export const listOffices = defineRoute({
  id: 'access.listOffices',
  method: 'GET',
  url: '/api/offices',
  summary: 'All offices, as a flat list of the tree',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(office) }) },
});

const officeInput = z.object({ parentId: id, code, name, country: country.nullable().default(null) });

export const createOffice = defineRoute({
  id: 'access.createOffice',
  method: 'POST',
  url: '/api/offices',
  summary: 'Add an office below another',
  config: {
    withoutStepUp: 'nobody stands in a new office, and grants ask',
    permission: 'access.office.write',
    audit: 'access.office_created',
  },
  schema: { body: officeInput, response: office },
});

export const updateOffice = defineRoute({
  id: 'access.updateOffice',
  method: 'PATCH',
  url: '/api/offices/:officeId',
  summary: 'Rename, move, close or reopen an office',
  config: { permission: 'access.office.write', audit: 'access.office_changed', stepUp: true },
  schema: {
    params: z.object({ officeId: id }),
    body: z.object({
      parentId: id.optional(),
      code: code.optional(),
      name: name.optional(),
      country: country.nullable().optional(),
      closedOn: day.nullable().optional(),
    }),
    response: office,
  },
});

const operation = z.object({
  id,
  officeId: id,
  code: z.string(),
  name: z.string(),
  country: z.string(),
  status: z.enum(['active', 'inactive']),
});
export type Operation = z.infer<typeof operation>;

export const listOperations = defineRoute({
  id: 'access.listOperations',
  method: 'GET',
  url: '/api/operations',
  summary: 'Operations that the caller works in or administers',
  config: { permission: 'signed-in' },
  schema: { response: z.object({ items: z.array(operation) }) },
});

export const createOperation = defineRoute({
  id: 'access.createOperation',
  method: 'POST',
  url: '/api/operations',
  summary: 'Open an operation under an office',
  config: { permission: 'access.operation.write', audit: 'access.operation_created' },
  schema: { body: z.object({ officeId: id, code, name, country }), response: operation },
});

export const updateOperation = defineRoute({
  id: 'access.updateOperation',
  method: 'PATCH',
  url: '/api/operations/:operationId',
  summary: 'Rename an operation or change its status',
  config: { permission: 'access.operation.write', audit: 'access.operation_changed' },
  schema: {
    params: z.object({ operationId: id }),
    body: z.object({ name: name.optional(), status: z.enum(['active', 'inactive']).optional() }),
    response: operation,
  },
});

const role = z.object({
  id: z.string(),
  name: names,
  permissions: z.array(z.string()),
  builtIn: z.boolean(),
});
export type Role = z.infer<typeof role>;

const signInRule = z.object({
  /** A session ends after so many minutes without a call. */
  idleMinutes: z.number().int().min(5).max(1440),
  /** And so many hours after it began, whatever happened in between. */
  sessionHours: z.number().int().min(1).max(720),
  /** Whoever holds the role sets up a second factor before anything else. */
  secondFactorRequired: z.boolean(),
});
export type SignInRule = z.infer<typeof signInRule>;

const listedRole = role.extend({
  /** `own`: set by the agency; else the default of the product. */
  signIn: signInRule.extend({ own: z.boolean() }),
});
export type ListedRole = z.infer<typeof listedRole>;

const factorRule = z.object({
  /** The agency requires a second factor of everybody, whatever their roles. */
  secondFactorForAll: z.boolean(),
});

export const listRoles = defineRoute({
  id: 'access.listRoles',
  method: 'GET',
  url: '/api/roles',
  summary: 'Roles with their permissions, and every permission that exists',
  config: { permission: 'signed-in' },
  schema: {
    response: z.object({
      items: z.array(listedRole),
      permissions: z.array(z.string()),
      ...factorRule.shape,
    }),
  },
});

export const saveRole = defineRoute({
  id: 'access.saveRole',
  method: 'PUT',
  url: '/api/roles/:roleId',
  summary: 'Create or change a role of the agency; built-in roles stay as they are',
  config: { permission: 'access.role.write', audit: 'access.role_saved', stepUp: true },
  schema: {
    params: z.object({ roleId: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) }),
    body: z.object({ name: names, permissions: z.array(z.string()).max(500) }),
    response: role,
  },
});

export const saveSignInRule = defineRoute({
  id: 'access.saveSignInRule',
  method: 'PUT',
  url: '/api/roles/:roleId/sign-in',
  summary:
    'Set how long a sign-in with this role lasts, built-in or not; the strictest of the roles held counts',
  config: { permission: 'access.role.write', audit: 'access.sign_in_rule_saved', stepUp: true },
  schema: { params: z.object({ roleId: z.string().max(60) }), body: signInRule, response: listedRole },
});

export const dropSignInRule = defineRoute({
  id: 'access.dropSignInRule',
  method: 'DELETE',
  url: '/api/roles/:roleId/sign-in',
  summary: 'Go back to the default of the product for sign-ins with this role',
  config: { permission: 'access.role.write', audit: 'access.sign_in_rule_dropped', stepUp: true },
  schema: { params: z.object({ roleId: z.string().max(60) }), response: listedRole },
});

export const saveFactorRule = defineRoute({
  id: 'access.saveFactorRule',
  method: 'PUT',
  url: '/api/sign-in-rule',
  summary: 'Require a second factor of everybody, or leave it to the roles',
  config: { permission: 'access.role.write', audit: 'access.factor_rule_saved', stepUp: true },
  schema: { body: factorRule, response: factorRule },
});

const grant = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  roleId: z.string(),
  officeId: id,
  operationId: id.nullable(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  reason: z.string(),
  grantedAt: z.string(),
  grantedByName: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Holds today: started, not ended, not revoked. */
  inForce: z.boolean(),
});
export type Grant = z.infer<typeof grant>;

export const listGrants = defineRoute({
  id: 'access.listGrants',
  method: 'GET',
  url: '/api/grants',
  summary: 'Grants in the offices in scope: who holds which role, where and until when',
  config: { permission: 'access.grant.read' },
  schema: {
    querystring: pageQuery.extend({
      accountId: id.optional(),
      officeId: id.optional(),
      roleId: z.string().optional(),
      inForce: z.stringbool().optional(),
    }),
    response: pageOf(grant),
  },
});

export const createGrant = defineRoute({
  id: 'access.createGrant',
  method: 'POST',
  url: '/api/grants',
  summary: 'Grant a role to a person in an office, for all its operations or one, between dates',
  config: { permission: 'access.grant.write', audit: 'access.granted', stepUp: true },
  schema: {
    body: z.object({
      accountId: id,
      roleId: z.string(),
      officeId: id,
      operationId: id.nullable().default(null),
      startsOn: day.optional(),
      endsOn: day.nullable().default(null),
      reason: z.string().trim().max(500).default(''),
    }),
    response: grant,
  },
});

export const revokeGrant = defineRoute({
  id: 'access.revokeGrant',
  method: 'POST',
  url: '/api/grants/:grantId/revocation',
  summary: 'End a grant at once',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'access.grant.write',
    audit: 'access.grant_revoked',
  },
  schema: {
    params: z.object({ grantId: id }),
    body: z.object({ reason: z.string().trim().max(500).default('') }),
    response: grant,
  },
});

const relationStep = z.object({
  id,
  relation: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  gives: z.boolean(),
  rule: z.enum(['gives', 'revoked', 'not_started', 'ended', 'other_relation']),
});

const explanation = z.object({
  allowed: z.boolean(),
  account: z.object({ id, name: z.string(), state: z.string() }),
  permission: z.string(),
  /** Name of the office in which the place or the record asked about lies. */
  placeName: z.string(),
  /** Each grant of the account with the reason why it gives or does not give the permission here. */
  steps: z.array(
    z.object({
      grantId: id,
      roleId: z.string(),
      officeId: id,
      officeName: z.string(),
      operationId: id.nullable(),
      startsOn: z.string(),
      endsOn: z.string().nullable(),
      gives: z.boolean(),
      /** `gives`, or the first rule that fails. */
      rule: z.enum([
        'gives',
        'account_not_active',
        'revoked',
        'not_started',
        'ended',
        'role_lacks_permission',
        'other_office',
        'other_operation',
      ]),
    }),
  ),
  /** Of a record of a kind that role alone never opens: its relations, exclusions and openings of this account. */
  record: z
    .object({
      entity: z.string(),
      entityId: id,
      /** Relations with which the permission opens such a record. */
      relations: z.array(z.string()),
      assignments: z.array(relationStep),
      excluded: z.boolean(),
      /** An opening in an emergency stands in for this permission. */
      breakGlass: z.boolean(),
      openings: z.array(z.object({ id, endsAt: z.string(), gives: z.boolean() })),
    })
    .nullable(),
  /** What would have to change for a yes; empty for one. */
  missing: z.array(z.enum(['active_account', 'grant', 'relation', 'no_exclusion'])),
});
export type Explanation = z.infer<typeof explanation>;

export const explainAccess = defineRoute({
  id: 'access.explain',
  method: 'GET',
  url: '/api/access/explanation',
  summary:
    'Why can (or cannot) this person do this here or with this record: each grant, relation, exclusion and opening with the rule that decided',
  config: { permission: 'access.grant.read', audit: 'access.explained' },
  schema: {
    querystring: z
      .object({
        accountId: id,
        permission: z.string().max(100).optional(),
        /** Instead of a permission: the id of a route, which names its own. */
        routeId: z.string().max(100).optional(),
        officeId: id.optional(),
        operationId: id.optional(),
        entity: z.string().max(120).optional(),
        entityId: id.optional(),
      })
      .refine((asked) => (asked.permission === undefined) !== (asked.routeId === undefined), {
        message: 'Name a permission or a route.',
        path: ['permission'],
      })
      .refine((asked) => asked.entityId || asked.officeId || asked.operationId, {
        message: 'Name an office, an operation or a record.',
        path: ['officeId'],
      })
      .refine((asked) => (asked.entity === undefined) === (asked.entityId === undefined), {
        message: 'Name the kind of the record and the record.',
        path: ['entityId'],
      }),
    response: explanation,
  },
});
