import { IconMap2 } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { placesMessages } from '../messages/catalogue.ts';

const areas = { en: 'Areas', fr: 'Zones', es: 'Áreas', ar: 'المناطق' };
const sites = { en: 'Sites', fr: 'Sites', es: 'Sitios', ar: 'المواقع' };
const imports = { en: 'Imports', fr: 'Imports', es: 'Importaciones', ar: 'عمليات الاستيراد' };

const importers = ['places.area.import', 'places.site.write'];

export const nav: SlicePages = {
  id: 'places',
  catalogue: placesMessages,
  entries: [
    {
      id: 'places',
      label: { en: 'Places', fr: 'Lieux', es: 'Lugares', ar: 'الأماكن' },
      icon: IconMap2,
      path: '/places',
      permission: 'signed-in',
      order: 710,
      sections: [
        { label: areas, path: '/places' },
        { label: sites, path: '/places/sites', permission: 'places.site.read' },
        { label: imports, path: '/places/imports', permission: importers },
      ],
    },
  ],
  routes: [
    { path: '/places', load: () => import('./areas/area-list.tsx').then((m) => m.AreaList) },
    { path: '/places/areas/$pcode', load: () => import('./areas/area-view.tsx').then((m) => m.AreaView) },
    {
      path: '/places/sites',
      load: () => import('./sites/site-list.tsx').then((m) => m.SiteList),
      permission: 'places.site.read',
    },
    {
      path: '/places/sites/new',
      load: () => import('./sites/site-new.tsx').then((m) => m.SiteNew),
      permission: 'places.site.write',
    },
    {
      path: '/places/sites/$siteId',
      load: () => import('./sites/site-view.tsx').then((m) => m.SiteView),
      permission: 'places.site.read',
    },
    {
      path: '/places/sites/$siteId/edit',
      load: () => import('./sites/site-edit.tsx').then((m) => m.SiteEdit),
      permission: 'places.site.write',
    },
    {
      path: '/places/imports',
      load: () => import('./imports/import-list.tsx').then((m) => m.ImportList),
      permission: importers,
    },
    {
      path: '/places/imports/$importId',
      load: () => import('./imports/import-view.tsx').then((m) => m.ImportView),
      permission: importers,
    },
    {
      path: '/places/imports/areas/new',
      load: () => import('./imports/area-import-new.tsx').then((m) => m.AreaImportNew),
      permission: 'places.area.import',
    },
    {
      path: '/places/imports/areas/$importId',
      load: () => import('./imports/area-import-view.tsx').then((m) => m.AreaImportView),
      permission: 'places.area.import',
    },
    {
      path: '/places/imports/sites/new',
      load: () => import('./imports/site-import-new.tsx').then((m) => m.SiteImportNew),
      permission: 'places.site.write',
    },
    {
      path: '/places/imports/sites/$importId',
      load: () => import('./imports/site-import-view.tsx').then((m) => m.SiteImportView),
      permission: 'places.site.write',
    },
  ],
  records: { 'places.site': '/places/sites/$id', 'places.import': '/places/imports/$id' },
  home: () => import('./home.ts').then((m) => m.home),
  offline: () => import('./offline.ts').then((m) => m.offline),
  search: () => import('./search.ts').then((m) => m.search),
};
