import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { placesMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { areaRoutes } from './routes/area.ts';
import { importRoutes } from './routes/import.ts';
import { siteRoutes } from './routes/site.ts';
import { importJobs } from './service/import-work.ts';
import { dataSets } from './store/data-set.ts';
import { siteReferences } from './store/site.ts';

export const placesModule = (): SliceManifest => ({
  name: 'places',
  routes: [...areaRoutes, ...siteRoutes, ...importRoutes],
  access,
  problems,
  notices: {
    catalogue: placesMessages,
    kinds: { 'places.import_finished': {}, 'places.import_checked': {} },
  },
  jobs: importJobs,
  records: [{ entity: 'places.site', references: siteReferences }],
  dataSets,
});
