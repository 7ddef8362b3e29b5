import type { SliceNotices } from '#platform/http/module.ts';
import { identityMessages } from './messages/catalogue.ts';

/** What identity tells people of; their words are `notice.<kind>`. */
export const notices: SliceNotices = {
  catalogue: identityMessages,
  kinds: {
    'identity.new_device_seen': { security: true },
    'identity.second_factor_changed': { security: true },
    'identity.password_changed': { security: true },
    'identity.recovery_requested': { security: true },
    'identity.provider_linked': { security: true },
    'identity.recovered_from_server': { security: true },
    'identity.service_token_ends': {},
    'identity.service_keeper_left': {},
    'identity.recovery_confirmed': {},
    'identity.recovery_withdrawn': {},
    'identity.own_recovery_requested': { security: true },
    'identity.own_recovery_confirmed': { security: true },
    'identity.own_recovery_withdrawn': { security: true },
  },
};
