import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { jobs } from './jobs.ts';
import { placesMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { areaRoutes } from './routes/area.ts';
import { importRoutes } from './routes/import.ts';
import { siteRoutes } from './routes/site.ts';
import { dataSets } from './store/data-set.ts';
import { siteReferences } from './store/site.ts';

export const placesModule = (): SliceManifest => ({
  name: 'places',
  routes: [...areaRoutes, ...siteRoutes, ...importRoutes],
  access,
  problems,
  notices: { catalogue: placesMessages, kinds: { 'places.import_finished': {}, 'places.import_failed': {} } },
  jobs,
  records: [{ entity: 'places.site', references: siteReferences }],
  dataSets,
});
