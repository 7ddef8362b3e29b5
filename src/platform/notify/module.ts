import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { problems } from './problems.ts';
import { inboxRoutes } from './routes/inbox.ts';

export const notifyModule = (): SliceManifest => ({
  name: 'notify',
  routes: inboxRoutes,
  access,
  problems,
});
