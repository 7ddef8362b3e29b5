import { SITE_FIELDS, type SiteField } from '../contract/words.ts';
import type { Layer } from '../import/layer.ts';
import { plainName } from '../import/mapping.ts';

/** Which column of a layer holds which field of a site. */
export interface SiteMapping {
  layer: string;
  use: boolean;
  columns: Partial<Record<SiteField, string>>;
}

/** Header synonyms of master lists in English, French, Spanish and Arabic, and of DTM exports. */
const SYNONYMS: Record<SiteField, RegExp> = {
  code: /^(ssid|site_?(id|code)|code(_(du_)?site)?|location_?(id|code)|place_?id|codigo(_del_sitio)?|رمز_الموقع|رمز)$/,
  name: /^(name|nom|nombre|site_?name|location_?name|nom_du_site|nombre_del_sitio|site|location|اسم_الموقع|اسم)$/,
  alternates: /^(alt(ernat(iv)?e)?_?names?|other_names?|autres?_noms?|otros_nombres)$/,
  type: /^((site|location|shelter|settlement)_?(type|classification)|type(_de_site)?|tipo(_de_sitio)?|نوع_الموقع|نوع)$/,
  state: /^((site_)?(state|status)|statut|estado|etat|الحالة)$/,
  lat: /^(lat|latitude|latitud|gps_?lat(itude)?|y|خط_العرض)$/,
  lon: /^(lon|lng|long|longitude|longitud|gps_?(lon|long|lng|longitude)|x|خط_الطول)$/,
  altitude: /^(alt|altitude|elevation|altitud)$/,
  accuracy: /^(accuracy|precision|gps_?accuracy)$/,
  pcode: /^(p_?code|(adm(in)?[1-4]_?)p_?code|area_?(p_?)?code)$/,
  openedOn: /^(opened(_on)?|opening_date|date_opened|date_d_ouverture|fecha_de_apertura)$/,
  closedOn: /^(closed(_on)?|closing_date|date_closed|date_de_fermeture|fecha_de_cierre)$/,
  accessibility: /^(access(ibility|ible)?|accessibilite|acces|accesibilidad|acceso)$/,
  setting: /^(urban_?rural|setting|milieu|area_type|ambito)$/,
  notes: /^(notes?|comments?|remarks?|remarques?|commentaires?|notas|observaciones)$/,
};

const HXL: [RegExp, SiteField][] = [
  [/^#(loc|site)\+(code|id)/, 'code'],
  [/^#(loc|site)\+name/, 'name'],
  [/^#(loc|site)\+type/, 'type'],
  [/^#geo\+lat/, 'lat'],
  [/^#geo\+lon/, 'lon'],
  [/^#geo\+elevation/, 'altitude'],
  [/^#status/, 'state'],
  [/^#adm[1-4]\+code/, 'pcode'],
];

/** The deepest `admNpcode` is the one that says most. */
const depth = (column: string) => Number(/(\d)/.exec(column)?.[1] ?? 9);

/** Guesses the columns of a master list of sites. A layer without a name column is proposed as unused. */
export function proposeSiteMapping(layer: Layer): SiteMapping {
  const columns: SiteMapping['columns'] = {};
  for (const column of layer.columns) {
    const plain = plainName(column);
    const tag = layer.hxl[column];
    const field =
      (tag && HXL.find(([pattern]) => pattern.test(tag))?.[1]) ??
      SITE_FIELDS.find((name) => SYNONYMS[name].test(plain));
    if (!field) continue;
    const taken = columns[field];
    if (taken === undefined || (field === 'pcode' && depth(plain) > depth(taken))) columns[field] = column;
  }
  return { layer: layer.id, use: columns.name !== undefined && columns.code !== undefined, columns };
}
