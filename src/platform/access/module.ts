import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { problems } from './problems.ts';
import { accessRoutes } from './routes.ts';

export const accessModule = (permissions: () => readonly string[]): SliceManifest => ({
  name: 'access',
  routes: accessRoutes(permissions),
  access,
  problems,
});
