import type { SliceAccess } from '#platform/http/module.ts';

const everyone = 'signed-in';
const importers = ['administrator', 'displacement-officer'];
const siteWriters = ['administrator', 'displacement-officer', 'displacement-assistant'];
const siteReaders = [...siteWriters, 'director', 'auditor', 'enumerator'];

const onSites = ['places.site.read', 'places.site.write'];

export const access: SliceAccess = {
  permissions: ['places.area.import', ...onSites],
  roleDefaults: {
    administrator: ['places.area.import', ...onSites],
    'displacement-officer': ['places.area.import', ...onSites],
    'displacement-assistant': onSites,
    director: ['places.site.read'],
    auditor: ['places.site.read'],
    enumerator: ['places.site.read'],
  },
  matrix: {
    'places.listCountries': everyone,
    'places.addCountry': importers,
    'places.countryOutlines': everyone,
    'places.listAreas': everyone,
    'places.getArea': everyone,
    'places.locate': everyone,
    'places.areasGeoJson': everyone,
    'places.areasTopoJson': everyone,
    'places.listEditions': everyone,
    'places.getEdition': everyone,
    'places.listSites': siteReaders,
    'places.getSite': siteReaders,
    'places.createSite': siteWriters,
    'places.updateSite': siteWriters,
    'places.closeSite': siteWriters,
    'places.exportSitesCsv': siteReaders,
    'places.exportSitesGeoJson': siteReaders,
    'places.startAreaImport': importers,
    'places.listAreaImports': importers,
    'places.getAreaImport': importers,
    'places.addAreaFile': importers,
    'places.removeAreaFile': importers,
    'places.mapAreaImport': importers,
    'places.checkAreaImport': importers,
    'places.applyAreaImport': importers,
    'places.discardAreaImport': importers,
    'places.listAreaProblems': importers,
    'places.areaProblemsCsv': importers,
    'places.startSiteImport': siteWriters,
    'places.listSiteImports': siteWriters,
    'places.getSiteImport': siteWriters,
    'places.addSiteFile': siteWriters,
    'places.removeSiteFile': siteWriters,
    'places.mapSiteImport': siteWriters,
    'places.checkSiteImport': siteWriters,
    'places.applySiteImport': siteWriters,
    'places.discardSiteImport': siteWriters,
    'places.listSiteProblems': siteWriters,
    'places.siteProblemsCsv': siteWriters,
  },
};
