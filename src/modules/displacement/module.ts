import { onRecord } from '#platform/forms/events.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import type { Vault } from '#platform/vault/vault.ts';
import { access } from './access.ts';
import { displacementJobs } from './jobs.ts';
import { displacementMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { displacementRoutes } from './routes.ts';
import { deriveRecord } from './service/derive-record.ts';
import { dataSets } from './store/data-set.ts';
import { roundReferences } from './store/round.ts';

export function displacementModule({ vault }: { vault: Vault }): SliceManifest {
  onRecord(deriveRecord);
  return {
    name: 'displacement',
    routes: displacementRoutes,
    access,
    problems,
    jobs: displacementJobs(vault),
    notices: { catalogue: displacementMessages, kinds: { 'displacement.round_closing': {} } },
    records: [{ entity: 'displacement.round', references: roundReferences }],
    dataSets,
  };
}
