import { defineRoute, pageOf, pageQuery } from '@sojourn/route-contract';
import { z } from 'zod';
import { oneTimeLink } from './people.ts';

const id = z.uuid();
const reason = z.string().trim().min(1, 'Say why.').max(500);

export const recoveryStates = ['open', 'confirmed', 'withdrawn', 'expired'] as const;

const recovery = z.object({
  id,
  accountId: id,
  accountName: z.string(),
  reason: z.string(),
  state: z.enum(recoveryStates),
  requestedBy: z.object({ id, name: z.string().nullable() }),
  requestedAt: z.string(),
  expiresAt: z.string(),
  /** Who confirmed or withdrew it; null while it is open and when it lapsed. */
  endedByName: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Recovery = z.infer<typeof recovery>;

export const listRecoveries = defineRoute({
  id: 'identity.listRecoveries',
  method: 'GET',
  url: '/api/recoveries',
  summary: 'Requests to recover accounts in the charge of the caller, newest first',
  config: { permission: 'identity.account.write' },
  schema: {
    querystring: pageQuery.extend({ state: z.enum(recoveryStates).optional(), accountId: id.optional() }),
    response: pageOf(recovery),
  },
});

export const requestRecovery = defineRoute({
  id: 'identity.requestRecovery',
  method: 'POST',
  url: '/api/people/:accountId/recoveries',
  summary:
    'Ask for the recovery of an account whose person lost every way in; the link comes with the confirmation by another administrator, or at once where the agency lets one be enough',
  config: { permission: 'identity.account.write', audit: 'identity.recovery_requested', stepUp: true },
  schema: {
    params: z.object({ accountId: id }),
    body: z.object({ reason }),
    response: z.object({ recovery, link: oneTimeLink.nullable() }),
  },
});

export const confirmRecovery = defineRoute({
  id: 'identity.confirmRecovery',
  method: 'POST',
  url: '/api/recoveries/:recoveryId/confirmation',
  summary: 'Confirm what another administrator asked for; answers the one-time link, shown once',
  config: { permission: 'identity.account.write', audit: 'identity.recovery_confirmed', stepUp: true },
  schema: {
    params: z.object({ recoveryId: id }),
    response: z.object({ recovery, link: oneTimeLink }),
  },
});

export const withdrawRecovery = defineRoute({
  id: 'identity.withdrawRecovery',
  method: 'POST',
  url: '/api/recoveries/:recoveryId/withdrawal',
  summary: 'Withdraw or refuse a request that is still open',
  config: {
    withoutStepUp: 'it takes rights away, and must be quick',
    permission: 'identity.account.write',
    audit: 'identity.recovery_withdrawn',
  },
  schema: { params: z.object({ recoveryId: id }), body: z.object({ reason }), response: recovery },
});

const ruleValues = z.object({
  administrators: z.number().int().min(1).max(2),
  hours: z.number().int().min(1).max(168),
});
const datedRule = ruleValues.extend({ since: z.string() });
const recoveryRule = z.object({ current: datedRule, announced: datedRule.nullable() });
export type RecoveryRule = z.infer<typeof recoveryRule>;

export const getRecoveryRule = defineRoute({
  id: 'identity.getRecoveryRule',
  method: 'GET',
  url: '/api/recovery-rule',
  summary: 'How many administrators a recovery takes and how long a request waits, now and as announced',
  config: { permission: 'identity.account.write' },
  schema: { response: recoveryRule },
});

export const saveRecoveryRule = defineRoute({
  id: 'identity.saveRecoveryRule',
  method: 'PUT',
  url: '/api/recovery-rule',
  summary: 'Change the rule of recovery; one administrator instead of two holds only a day later',
  config: { permission: 'identity.rule.write', audit: 'identity.recovery_rule_saved', stepUp: true },
  schema: { body: ruleValues, response: recoveryRule },
});
