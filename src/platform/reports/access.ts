import type { SliceAccess } from '#platform/http/module.ts';

const readers = ['displacement-officer', 'displacement-assistant', 'director', 'auditor', 'administrator'];
/** Who may let data leave as a feed, and with it what tells who and where somebody is. */
const feeders = ['displacement-officer', 'director'];

const held = (role: string): string[] => [
  'reports.data.read',
  ...(feeders.includes(role) ? ['reports.feed.read', 'reports.restricted.read', 'reports.view.share'] : []),
  ...(role === 'administrator' ? ['reports.feed.read', 'reports.view.share'] : []),
];

const feedReaders = [...feeders, 'administrator'];

export const access: SliceAccess = {
  permissions: ['reports.data.read', 'reports.feed.read', 'reports.restricted.read', 'reports.view.share'],
  roleDefaults: Object.fromEntries(readers.map((role) => [role, held(role)])),
  matrix: {
    'reports.listDataSets': readers,
    'reports.getDataSet': readers,
    'reports.listRows': readers,
    'reports.countRows': readers,
    'reports.groupRows': readers,
    'reports.exportRows': readers,
    'reports.listViews': 'signed-in',
    'reports.saveView': 'signed-in',
    'reports.removeView': 'signed-in',
    'reports.odataRoot': feedReaders,
    'reports.odataService': feedReaders,
    'reports.odataMetadata': feedReaders,
    'reports.odataRows': feedReaders,
    'reports.odataPart': feedReaders,
    'reports.ogcLanding': feedReaders,
    'reports.ogcRoot': feedReaders,
    'reports.ogcConformance': feedReaders,
    'reports.ogcApi': feedReaders,
    'reports.ogcCollections': feedReaders,
    'reports.ogcCollection': feedReaders,
    'reports.ogcQueryables': feedReaders,
    'reports.ogcItems': feedReaders,
    'reports.ogcItem': feedReaders,
  },
};
