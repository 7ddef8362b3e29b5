import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { jobs } from './jobs.ts';
import { formsMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { deviceRoutes } from './routes/device.ts';
import { exportRoutes } from './routes/export.ts';
import { formRoutes } from './routes/form.ts';
import { openRosaRoutes } from './routes/open-rosa.ts';
import { recordRoutes } from './routes/record.ts';
import type { FormsConfig } from './routes/shared.ts';
import { recordSets } from './service/data-sets.ts';
import { leavingDevices } from './service/leaving.ts';
import { formReferences } from './store/form.ts';
import { recordReferences } from './store/record.ts';

export const formsModule = (config: FormsConfig): SliceManifest => {
  const withFolder = { ...config, folder: config.contents };
  return {
    name: 'forms',
    routes: [
      ...formRoutes(withFolder),
      ...recordRoutes(withFolder),
      ...exportRoutes(config),
      ...deviceRoutes(config),
      ...openRosaRoutes(withFolder),
    ],
    access,
    problems,
    jobs: jobs(config.contents),
    notices: { catalogue: formsMessages, kinds: { 'forms.export_ready': {}, 'forms.record_rejected': {} } },
    records: [
      { entity: 'forms.form', references: formReferences },
      // Answers are of people: what is written about them stays here.
      { entity: 'forms.record', references: recordReferences, discreet: true },
    ],
    leaving: [leavingDevices],
    dataSets: [recordSets],
  };
};
