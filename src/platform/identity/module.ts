import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { jobs } from './jobs.ts';
import { notices } from './notices.ts';
import { problems } from './problems.ts';
import type { IdentityConfig } from './routes/config.ts';
import { identityRoutes } from './routes.ts';
import { idToken, providerSecret, totpSecret } from './sealed.ts';
import { leavingServices } from './service/service-account.ts';

export const identityModule = (config: IdentityConfig): SliceManifest => ({
  name: 'identity',
  routes: identityRoutes(config),
  access,
  problems,
  sealed: [totpSecret, providerSecret, idToken],
  notices,
  jobs,
  leaving: [leavingServices],
});
