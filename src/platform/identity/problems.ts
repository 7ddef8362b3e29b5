import type { ConstraintProblems } from '#platform/http/problem.ts';

export const problems: ConstraintProblems = {
  account__email_unique: {
    code: 'identity.email_taken',
    detail: 'An account with this e-mail address exists already.',
    path: 'body.email',
  },
  recovery_request__one_open: {
    code: 'identity.recovery_open',
    detail: 'A recovery of this account was asked for already and waits for its confirmation.',
  },
  provider__issuer_unique: {
    code: 'identity.provider_known',
    detail: 'This provider is set up already with this client.',
  },
  passkey__credential_unique: {
    code: 'identity.passkey_known',
    detail: 'This passkey is known here already.',
  },
  agency__set_up_once: { code: 'identity.already_set_up', detail: 'This installation is set up already.' },
};
