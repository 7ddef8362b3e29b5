import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { vaultJobs } from './jobs.ts';
import type { Keyring } from './keyring.ts';
import { problems } from './problems.ts';
import { vaultRoutes } from './routes.ts';
import type { SealedStore } from './sealed-store.ts';

/** @param config.stores what the slices declare, when all of them stand */
export const vaultModule = (config: {
  keyring: Keyring;
  stores: () => readonly SealedStore[];
}): SliceManifest => ({
  name: 'vault',
  routes: vaultRoutes(config.stores),
  access,
  problems,
  jobs: vaultJobs(config),
});
