import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { accessMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { accessRoutes, type Others } from './routes.ts';

export const accessModule = (
  permissions: Others['permissions'],
  routes: Others['routes'] = () => [],
): SliceManifest => ({
  name: 'access',
  routes: accessRoutes({ permissions, routes }),
  access,
  problems,
  notices: {
    catalogue: accessMessages,
    kinds: { 'access.glass_broken': { security: true }, 'access.opening_reviewed': {} },
  },
});
