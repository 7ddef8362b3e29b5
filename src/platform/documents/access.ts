import type { SliceAccess } from '#platform/http/module.ts';

export const access: SliceAccess = {
  permissions: [],
  roleDefaults: {},
  // The policy of the database decides document by document.
  matrix: { 'documents.download': 'signed-in' },
};
