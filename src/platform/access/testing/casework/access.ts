import type { SliceAccess } from '#platform/http/module.ts';

const everyone = 'signed-in';

export const access: SliceAccess = {
  permissions: [
    'casework.case.read',
    'casework.case.create',
    'casework.case.write',
    'casework.case.assign',
    'casework.case.count',
    'casework.restricted.read',
    'casework.sealed.read',
    'casework.referral.send',
    'casework.referral.receive',
  ],
  roleDefaults: {},
  matrix: { 'casework.listCases': everyone },
  records: {
    'casework.case': {
      relations: ['owner', 'assigned', 'supervisor', 'consulted'],
      rules: {
        'casework.case.read': ['owner', 'assigned', 'supervisor', 'consulted'],
        'casework.case.write': ['owner', 'assigned'],
        'casework.case.assign': ['owner', 'supervisor'],
        'casework.restricted.read': ['owner', 'assigned', 'supervisor'],
        'casework.sealed.read': ['owner', 'supervisor'],
        'casework.referral.send': ['owner'],
      },
      assign: 'casework.case.assign',
      breakGlass: ['casework.case.read', 'casework.restricted.read'],
      breakGlassHours: 4,
    },
  },
  fields: { 'casework.case': { personName: 'restricted', location: 'restricted', narrative: 'sealed' } },
};
