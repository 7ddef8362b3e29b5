import type { SliceAccess } from '#platform/http/module.ts';

const own = 'signed-in';
const admins = ['administrator'];
const overseers = ['administrator', 'auditor'];

export const access: SliceAccess = {
  permissions: ['notify.channel.read', 'notify.channel.write'],
  roleDefaults: {
    administrator: ['notify.channel.read', 'notify.channel.write'],
    auditor: ['notify.channel.read'],
  },
  matrix: {
    'notify.listNotices': own,
    'notify.getNotice': own,
    'notify.countUnread': own,
    'notify.markNotices': own,
    'notify.readAllNotices': own,
    'notify.getPreference': own,
    'notify.setPreference': own,
    'notify.listDevices': own,
    'notify.addDevice': own,
    'notify.removeDevice': own,
    'notify.readStop': 'public',
    'notify.setStop': 'public',
    'notify.oneClickStop': 'public',
    'notify.getChannels': overseers,
    'notify.setAgency': admins,
    'notify.setMail': admins,
    'notify.removeMail': admins,
    'notify.testMail': admins,
    'notify.getHealth': overseers,
    'notify.retryFailed': admins,
  },
};
