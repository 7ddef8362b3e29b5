import type { AreaImport, SiteImport } from '../../contract/import.ts';
import * as contract from '../../contract/import.ts';

/** The two imports have the same steps and the same shape of routes; these are the routes of each. */
export const areaRoutes = {
  kind: 'areas',
  get: contract.getAreaImport,
  addFile: contract.addAreaFile,
  removeFile: contract.removeAreaFile,
  check: contract.checkAreaImport,
  apply: contract.applyAreaImport,
  discard: contract.discardAreaImport,
  problems: contract.listAreaProblems,
  csv: contract.areaProblemsCsv,
} as const;

export const siteRoutes = {
  kind: 'sites',
  get: contract.getSiteImport,
  addFile: contract.addSiteFile,
  removeFile: contract.removeSiteFile,
  check: contract.checkSiteImport,
  apply: contract.applySiteImport,
  discard: contract.discardSiteImport,
  problems: contract.listSiteProblems,
  csv: contract.siteProblemsCsv,
} as const;

export type ImportRoutes = typeof areaRoutes | typeof siteRoutes;
export type AnyImport = AreaImport | SiteImport;
export type Layer = AnyImport['layers'][number];

/** Whether it is being checked or applied. */
export const isBusy = (item: AnyImport | undefined): boolean => item?.run?.finishedAt === null;

export const importTones = {
  draft: 'neutral',
  checked: 'info',
  applied: 'good',
  discarded: 'neutral',
} as const;

export const areaEndings = ['.geojson', '.json', '.topojson', '.zip', '.csv', '.xlsx', '.xls', '.ods'];
export const siteEndings = ['.csv', '.xlsx', '.xls', '.ods'];
export const FILE_BYTES = 50_000_000;
