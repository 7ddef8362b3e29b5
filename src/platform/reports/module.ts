import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { problems } from './problems.ts';
import { dataRoutes, type Sources } from './routes/data.ts';
import { odataRoutes } from './routes/odata.ts';
import { ogcRoutes } from './routes/ogc.ts';
import { viewRoutes } from './routes/view.ts';

/** `sources`: the data sets of every slice; `publicUrl`: the address under which feeds name themselves. */
export const reportsModule = (
  sources: Sources,
  { publicUrl }: { publicUrl: () => string },
): SliceManifest => ({
  name: 'reports',
  routes: [
    ...dataRoutes(sources),
    ...viewRoutes,
    ...odataRoutes(sources, publicUrl),
    ...ogcRoutes(sources, publicUrl),
  ],
  access,
  problems,
});
