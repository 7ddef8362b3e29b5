import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { typedCode } from '../contract.ts';
import { assertion } from './passkey.ts';

export const stepUp = defineRoute({
  id: 'identity.stepUp',
  method: 'POST',
  url: '/api/session/proof',
  summary:
    'Confirm who one is before a sensitive act: by the second factor, or the password where there is none; holds ten minutes',
  config: {
    withoutStepUp: 'it is the proof',
    permission: 'signed-in',
    audit: 'identity.stepped_up',
    ratePerMinute: 30,
    beforeSecondFactor: true,
  },
  schema: {
    body: z.object({
      code: typedCode.optional(),
      password: z.string().max(200).optional(),
      passkey: assertion.optional(),
    }),
  },
});

export const makeRecoveryCodes = defineRoute({
  id: 'identity.makeRecoveryCodes',
  method: 'POST',
  url: '/api/me/recovery-codes',
  summary:
    'Make ten recovery codes, shown once; each works once in place of the second factor; earlier ones end',
  config: { permission: 'signed-in', audit: 'identity.recovery_codes_made', stepUp: true },
  schema: { response: z.object({ codes: z.array(z.string()) }) },
});
