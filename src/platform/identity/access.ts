import type { SliceAccess } from '#platform/http/module.ts';

const own = 'signed-in';
const admins = ['administrator'];
const overseers = ['administrator', 'auditor'];

export const access: SliceAccess = {
  permissions: ['identity.account.read', 'identity.account.write'],
  roleDefaults: {
    administrator: ['identity.account.read', 'identity.account.write'],
    auditor: ['identity.account.read'],
  },
  matrix: {
    'identity.me': 'public',
    'identity.setUp': 'public',
    'identity.signIn': 'public',
    'identity.signInByPasskey': 'public',
    'identity.startPasskeySignIn': 'public',
    'identity.startPasskeyProof': own,
    'identity.listPasskeys': own,
    'identity.startPasskey': own,
    'identity.addPasskey': own,
    'identity.removePasskey': own,
    'identity.signOut': own,
    'identity.listSessions': own,
    'identity.revokeSession': own,
    'identity.revokeOtherSessions': own,
    'identity.updateProfile': own,
    'identity.changePassword': own,
    'identity.startTotp': own,
    'identity.confirmTotp': own,
    'identity.removeTotp': own,
    'identity.stepUp': own,
    'identity.makeRecoveryCodes': own,
    'identity.readLink': 'public',
    'identity.useLink': 'public',
    'identity.listPeople': overseers,
    'identity.getPerson': overseers,
    'identity.invitePerson': admins,
    'identity.createRecoveryLink': admins,
    'identity.changePersonState': admins,
    'identity.getLeaving': admins,
    'identity.listTokens': own,
    'identity.createToken': own,
    'identity.revokeToken': own,
  },
};
