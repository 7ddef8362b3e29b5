/** Texts by BCP 47 language; `und` where the source does not say which language it is. */
export type Names = Record<string, string>;

declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };
export type SiteId = Branded<'SiteId'>;
export type ImportId = Branded<'ImportId'>;
export type EditionId = Branded<'EditionId'>;

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

/** The best name for a reader: their language, then English, French, the undetermined one, then any. */
export function nameIn(names: Names, language: string): string {
  return names[language] ?? names.en ?? names.fr ?? names.und ?? Object.values(names)[0] ?? '';
}

/** Which decision refuses a change of a site, or undefined when it may happen. */
export type SiteRefusal =
  | 'places.site.closed_needs_date'
  | 'places.site.closed_before_opened'
  | 'places.site.date_in_future'
  | 'places.site.already_closed';

/** A site that is closed has a day of closing, not before it opened and not after today. */
export function checkSiteDates(
  site: { state: SiteState; openedOn: string | null; closedOn: string | null },
  today: string,
): SiteRefusal | undefined {
  if (site.state === 'closed' && !site.closedOn) return 'places.site.closed_needs_date';
  if (site.closedOn && site.openedOn && site.closedOn < site.openedOn)
    return 'places.site.closed_before_opened';
  if (site.closedOn && site.closedOn > today) return 'places.site.date_in_future';
  return undefined;
}
