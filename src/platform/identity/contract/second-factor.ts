import { defineRoute } from '@sojourn/route-contract';
import { z } from 'zod';
import { me } from '../contract.ts';

export const startTotp = defineRoute({
  id: 'identity.startTotp',
  method: 'POST',
  url: '/api/me/second-factor',
  summary: 'Begin enrolling an authenticator app (RFC 6238); holds from the first confirmed code',
  config: {
    permission: 'signed-in',
    audit: 'identity.second_factor_started',
    stepUp: true,
    beforeSecondFactor: true,
  },
  schema: { response: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }) },
});

export const confirmTotp = defineRoute({
  id: 'identity.confirmTotp',
  method: 'POST',
  url: '/api/me/second-factor/confirmation',
  summary: 'Confirm the authenticator app with a first code',
  config: {
    withoutStepUp: 'it ends what was begun with a proof',
    permission: 'signed-in',
    audit: 'identity.second_factor_confirmed',
    ratePerMinute: 30,
    beforeSecondFactor: true,
  },
  schema: { body: z.object({ code: z.string().trim().max(10) }), response: me },
});

export const removeTotp = defineRoute({
  id: 'identity.removeTotp',
  method: 'POST',
  url: '/api/me/second-factor/removal',
  summary: 'Remove the own second factor with the password',
  config: {
    permission: 'signed-in',
    audit: 'identity.second_factor_removed',
    ratePerMinute: 30,
    stepUp: true,
  },
  schema: { body: z.object({ password: z.string().max(200) }), response: me },
});
