import type { SliceAccess } from '#platform/http/module.ts';

const everyone = 'signed-in';
const admins = ['administrator'];
const overseers = ['administrator', 'auditor'];

export const access: SliceAccess = {
  permissions: [
    'access.office.write',
    'access.operation.write',
    'access.role.write',
    'access.grant.read',
    'access.grant.write',
  ],
  roleDefaults: {
    administrator: [
      'access.office.write',
      'access.operation.write',
      'access.role.write',
      'access.grant.read',
      'access.grant.write',
    ],
    auditor: ['access.grant.read'],
  },
  matrix: {
    'access.listOffices': everyone,
    'access.createOffice': admins,
    'access.updateOffice': admins,
    'access.listOperations': everyone,
    'access.createOperation': admins,
    'access.updateOperation': admins,
    'access.listRoles': everyone,
    'access.saveRole': admins,
    'access.saveSignInRule': admins,
    'access.dropSignInRule': admins,
    'access.listGrants': overseers,
    'access.createGrant': admins,
    'access.revokeGrant': admins,
    'access.explain': overseers,
  },
};
