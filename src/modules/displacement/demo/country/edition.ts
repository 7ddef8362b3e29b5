import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Area, Country } from '../country.ts';
import type { Localised } from './names.ts';

/** One published edition of the boundaries: four files in the columns of a common operational dataset. */
export interface Edition {
  readonly code: string;
  /** Day from which the edition holds (ISO date). */
  readonly validOn: string;
  readonly levels: readonly EditionLevel[];
}

export interface EditionLevel {
  readonly level: 0 | 1 | 2 | 3;
  readonly fileName: string;
  readonly collection: FeatureCollection<Polygon | MultiPolygon, Record<string, string | number | null>>;
}

/**
 * Two editions of the same country: in the first, the last two sub-districts of the most populous district were
 * still one. Importing both shows how places keep their history; every record uses the second.
 */
export function buildEditions(country: Country): Edition[] {
  const districts = country.areas.filter((area) => area.level === 2);
  const largest = districts.reduce((best, area) => (area.population > best.population ? area : best));
  const children = country.areas.filter((area) => area.parent === largest.pcode);
  const [kept, split] = children.slice(-2) as [Area, Area];
  const before = country.areas.flatMap((area) => {
    if (area === split) return [];
    if (area !== kept) return [area];
    return [
      { ...kept, cells: [...kept.cells, ...split.cells], population: kept.population + split.population },
    ];
  });
  return [
    makeEdition(country, before, '2022', '2022-03-01'),
    makeEdition(country, country.areas, '2025', '2025-06-01'),
  ];
}

function makeEdition(country: Country, areas: readonly Area[], code: string, validOn: string): Edition {
  const levels = ([0, 1, 2, 3] as const).map(
    (level): EditionLevel => ({
      level,
      fileName: `qta_admbnda_adm${level}_${code}.geojson`,
      collection: {
        type: 'FeatureCollection',
        features: areas
          .filter((area) => area.level === level)
          .map((area) => toFeature(country, area, validOn)),
      },
    }),
  );
  return { code, validOn, levels };
}

type AreaFeature = Feature<Polygon | MultiPolygon, Record<string, string | number | null>>;

function toFeature(country: Country, area: Area, validOn: string): AreaFeature {
  const polygons = country.pen.polygons(area.cells);
  const geometry: Polygon | MultiPolygon =
    polygons.length === 1
      ? { type: 'Polygon', coordinates: polygons[0]! }
      : { type: 'MultiPolygon', coordinates: polygons };
  const properties: Record<string, string | number | null> = {};
  for (let at: Area | undefined = area; at; at = country.byPcode.get(at.parent ?? '')) {
    Object.assign(properties, nameColumns(at.level, at.pcode, at.name));
  }
  properties.CENTER_LON = area.centre[0];
  properties.CENTER_LAT = area.centre[1];
  Object.assign(properties, { date: validOn, validOn, validTo: null });
  return { type: 'Feature', properties, geometry };
}

function nameColumns(level: number, pcode: string, name: Localised): Record<string, string> {
  const prefix = `ADM${level}`;
  return {
    [`${prefix}_EN`]: name.en,
    [`${prefix}_FR`]: name.fr,
    [`${prefix}_ES`]: name.es,
    [`${prefix}_AR`]: name.ar,
    [`${prefix}_PCODE`]: pcode,
  };
}
