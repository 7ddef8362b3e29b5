import type { SliceManifest } from '#platform/http/module.ts';

export const vaultModule = (): SliceManifest => ({
  name: 'vault',
  routes: [],
  access: { permissions: [], roleDefaults: {}, matrix: {} },
  problems: {},
});
