import type { SliceAccess } from '#platform/http/module.ts';

const readers = ['administrator', 'auditor'];

export const access: SliceAccess = {
  permissions: ['audit.entry.read'],
  roleDefaults: { administrator: ['audit.entry.read'], auditor: ['audit.entry.read'] },
  matrix: {
    'audit.listEntries': readers,
    'audit.findCheckpoint': readers,
    // The policy of the database decides record by record.
    'audit.listTimeline': 'signed-in',
  },
};
