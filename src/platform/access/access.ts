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
    'access.purpose.write',
    'access.break_glass',
    'access.break_glass.review',
  ],
  roleDefaults: {
    administrator: [
      'access.office.write',
      'access.operation.write',
      'access.role.write',
      'access.grant.read',
      'access.grant.write',
      'access.purpose.write',
    ],
    auditor: ['access.grant.read', 'access.break_glass.review'],
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
    'access.saveFactorRule': admins,
    'access.listGrants': overseers,
    'access.createGrant': admins,
    'access.revokeGrant': admins,
    'access.explain': overseers,
    'access.listRecordKinds': overseers,
    'access.listRelations': everyone,
    'access.findCandidates': everyone,
    'access.giveRelation': everyone,
    'access.endRelation': everyone,
    'access.exclude': everyone,
    'access.endExclusion': everyone,
    // No built-in role opens records in an emergency: an agency says who may.
    'access.breakGlass': [],
    'access.closeOpening': [],
    'access.listOwnOpenings': everyone,
    'access.listOpenings': ['auditor'],
    'access.getOpening': ['auditor'],
    'access.reviewOpening': ['auditor'],
    'access.listPurposes': everyone,
    'access.addPurpose': admins,
    'access.changePurpose': admins,
    'access.endPurpose': admins,
  },
};
