import type { SliceAccess } from '#platform/http/module.ts';

export const access: SliceAccess = {
  permissions: ['vault.key.read', 'vault.key.rotate'],
  roleDefaults: { administrator: ['vault.key.read', 'vault.key.rotate'], auditor: ['vault.key.read'] },
  matrix: {
    // The database shows keys at the top office only.
    'vault.listKeys': ['administrator', 'auditor'],
    'vault.startRotation': ['administrator'],
    'vault.destroyKey': ['administrator'],
  },
};
