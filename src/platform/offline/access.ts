import type { SliceAccess } from '#platform/http/module.ts';

export const access: SliceAccess = {
  permissions: [],
  roleDefaults: {},
  matrix: {
    // One's own browsers only; the policy of the database decides.
    'offline.registerDevice': 'signed-in',
    'offline.takeShare': 'signed-in',
    'offline.listDevices': 'signed-in',
    'offline.revokeDevice': 'signed-in',
    // Asked by browsers whose session is over; they know their own random id.
    'offline.askState': 'public',
    'offline.noteWiped': 'public',
  },
};
