import type { SiteState } from './contract/words.ts';

export type {
  Accessibility,
  AreaLevel,
  ImportMode,
  Setting,
  SiteState,
  SiteType,
} from './contract/words.ts';

/** Texts by BCP 47 language; `und` where the source does not say which language it is. */
export type Names = Record<string, string>;

/** The best name for a reader: their language, then English, French, the undetermined one, then any. */
export function nameIn(names: Names, language: string): string {
  return names[language] ?? names.en ?? names.fr ?? names.und ?? Object.values(names)[0] ?? '';
}

/** Which decision refuses a change of a site, or undefined when it may happen. */
export type SiteRefusal =
  | 'places.site.closed_needs_date'
  | 'places.site.closed_before_opened'
  | 'places.site.date_in_future';

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
