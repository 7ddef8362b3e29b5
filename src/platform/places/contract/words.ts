/** 0 is the country; 1 to 4 are its divisions (in Haiti: departement, arrondissement or commune, and so on). */
export const AREA_LEVELS = [0, 1, 2, 3, 4] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Kinds of location in displacement tracking: national Shelter Clusters subdivide them, none leaves them. */
export const SITE_TYPES = [
  'camp',
  'collective_centre',
  'informal_settlement',
  'transit_centre',
  'reception_centre',
  'dispersed_host',
  'village',
  'neighbourhood',
  'flow_monitoring_point',
  'border_point',
  'service_point',
  'other',
] as const;
export type SiteType = (typeof SITE_TYPES)[number];

export const SITE_STATES = ['planned', 'open', 'suspended', 'closed'] as const;
export type SiteState = (typeof SITE_STATES)[number];

export const ACCESSIBILITY = ['yes', 'limited', 'no', 'unknown'] as const;
export type Accessibility = (typeof ACCESSIBILITY)[number];

export const SETTINGS = ['urban', 'rural', 'peri_urban', 'unknown'] as const;
export type Setting = (typeof SETTINGS)[number];

/** `replace`: the file is the whole truth for the levels it holds; `amend`: what it does not name stays as it is. */
export const IMPORT_MODES = ['replace', 'amend'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What a column of a list of sites can hold. */
export const SITE_FIELDS = [
  'code',
  'name',
  'alternates',
  'type',
  'state',
  'lat',
  'lon',
  'altitude',
  'accuracy',
  'pcode',
  'openedOn',
  'closedOn',
  'accessibility',
  'setting',
  'notes',
] as const;
export type SiteField = (typeof SITE_FIELDS)[number];
