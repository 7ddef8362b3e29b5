import type { SliceAccess } from '#platform/http/module.ts';

const admins = ['administrator'];

export const access: SliceAccess = {
  permissions: ['backup.backup.read', 'backup.backup.write'],
  roleDefaults: { administrator: ['backup.backup.read', 'backup.backup.write'] },
  matrix: {
    'backup.getBackups': admins,
    'backup.listArchives': admins,
    'backup.saveSetting': admins,
    'backup.begin': admins,
    'backup.beginDrill': admins,
  },
};
