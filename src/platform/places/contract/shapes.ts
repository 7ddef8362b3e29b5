import { z } from 'zod';
import {
  ACCESSIBILITY,
  AREA_LEVELS,
  IMPORT_MODES,
  SETTINGS,
  SITE_FIELDS,
  SITE_STATES,
  SITE_TYPES,
} from './words.ts';

export const id = z.uuid();
export const day = z.iso.date();
/** Texts by BCP 47 language; `und` where the source did not say which language it is. */
export const names = z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().trim().min(1).max(300));
export const pcode = z.string().regex(/^[A-Z0-9]{2,20}$/);
export const countryCode = z.string().regex(/^[A-Z]{2}$/);
const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
/** In an address, where everything is text. */
export const levelQuery = z.coerce
  .number()
  .int()
  .min(0)
  .max(Math.max(...AREA_LEVELS));
const lon = z.number().min(-180).max(180);
const lat = z.number().min(-90).max(90);
export const language = z.enum(['en', 'fr', 'es', 'ar']);

export const country = z.object({
  code: countryCode,
  alpha3: z.string(),
  numericCode: z.string().nullable(),
  names,
  /** A code of the agency's own, not of ISO. */
  userAssigned: z.boolean(),
  /** Areas in force, and the levels that they stand on. */
  areas: z.number().int(),
  levels: z.array(z.number().int()),
  /** Whether the reader may import its areas. */
  mayImport: z.boolean(),
});
export type Country = z.infer<typeof country>;

export const areaBrief = z.object({ pcode: z.string(), level: z.number().int(), names });
export type AreaBrief = z.infer<typeof areaBrief>;

export const area = areaBrief.extend({
  country: z.string(),
  parentPcode: z.string().nullable(),
  /** Names of the parent as they are now; null at the top, or where the parent is no longer in force. */
  parentNames: names.nullable(),
  alternates: z.array(z.string()),
  validFrom: z.string(),
  /** First day on which the version no longer holds; null while it is in force. */
  validTo: z.string().nullable(),
  km2: z.number().nullable(),
  /** West, south, east, north in degrees; null without a shape. */
  box: z.array(z.number()).nullable(),
  /** Longitude and latitude of a point on the area's own land. */
  label: z.array(z.number()).nullable(),
  vertices: z.number().int(),
});
export type Area = z.infer<typeof area>;

export const succession = z.object({
  kind: z.enum(['split', 'merged', 'recoded', 'redrawn']),
  level: z.number().int(),
  from: z.array(z.string()),
  to: z.array(z.string()),
  validFrom: z.string(),
  edition: z.string(),
});

export const areaDetail = area.extend({
  /** From the country down. */
  parents: z.array(areaBrief),
  /** At most 500, by P-code; the list of areas pages through more. */
  children: z.array(areaBrief),
  versions: z.array(area.extend({ editionId: id, edition: z.string() })),
  successions: z.array(succession),
});
export type AreaDetail = z.infer<typeof areaDetail>;

export const planCounts = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
  renamed: z.number().int(),
  reshaped: z.number().int(),
});

export const edition = z.object({
  id,
  country: z.string(),
  name: z.string(),
  source: z.string(),
  validFrom: z.string(),
  mode: z.enum(IMPORT_MODES),
  counts: planCounts,
  appliedAt: z.string(),
  appliedByName: z.string().nullable(),
});
export type Edition = z.infer<typeof edition>;

const siteText = z.string().trim();
const nullableDay = day.nullable();

/** What a person can say of a site. */
export const siteFields = z.object({
  code: siteText.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, 'Use 1 to 40 letters, digits or . _ / -'),
  name: siteText.min(1, 'Write a name.').max(200),
  alternates: z.array(siteText.min(1).max(200)).max(20),
  type: z.enum(SITE_TYPES),
  state: z.enum(SITE_STATES),
  lat: lat.nullable(),
  lon: lon.nullable(),
  /** Metres. */
  altitude: z.number().min(-500).max(9000).nullable(),
  /** Metres. */
  accuracy: z.number().min(0).max(100_000).nullable(),
  /** Area of a site without a point; a point in a known area decides by itself. */
  pcode: pcode.nullable(),
  openedOn: nullableDay,
  closedOn: nullableDay,
  accessibility: z.enum(ACCESSIBILITY),
  setting: z.enum(SETTINGS),
  notes: siteText.max(2000),
});

export const site = siteFields.omit({ pcode: true }).extend({
  code: z.string(),
  name: z.string(),
  id,
  operationId: id,
  officeId: id,
  /** Smallest known area. */
  area: areaBrief.nullable(),
  /** From the country down to that area. */
  areaPath: z.array(areaBrief),
  areaFrom: z.enum(['point', 'given', 'none']),
  createdAt: z.string(),
  updatedAt: z.string(),
  revision: z.number().int(),
});
export type Site = z.infer<typeof site>;

const column = z.string().max(300);

/** Which columns of a layer mean what, for areas. One entry of `levels` with level null: one row per area of any level. */
export const areaMapping = z.object({
  layer: z.string().max(500),
  use: z.boolean(),
  levels: z
    .array(
      z.object({
        level: level.nullable(),
        pcode: column.nullable(),
        names: z.record(z.string().regex(/^[a-z]{2,3}$/), column),
        alternates: z.array(column).max(30),
      }),
    )
    .max(6),
  level: level.nullable(),
  levelColumn: column.nullable(),
  parent: column.nullable(),
  validFrom: column.nullable(),
  validTo: column.nullable(),
});

export const siteMapping = z.object({
  layer: z.string().max(500),
  use: z.boolean(),
  columns: z.partialRecord(z.enum(SITE_FIELDS), column),
});

export const importLayer = z.object({
  id: z.string(),
  file: z.string(),
  format: z.enum(['geojson', 'shapefile', 'csv', 'xlsx']),
  columns: z.array(z.string()),
  hxl: z.record(z.string(), z.string()),
  rows: z.number().int(),
  hasGeometry: z.boolean(),
  /** The first rows as they stand, for the preview of the mapping. */
  sample: z.array(z.record(z.string(), z.string())),
});

export const areaImportSettings = z.object({
  name: z.string().trim().min(1, 'Write a name.').max(200),
  source: z.string().trim().max(500).default(''),
  validFrom: day,
  mode: z.enum(IMPORT_MODES).default('replace'),
  makeParents: z.boolean().default(true),
});

export const problemCounts = z.object({
  error: z.number().int(),
  warning: z.number().int(),
  info: z.number().int(),
});

/** How often a kind of problem was found; of the most frequent the list of problems keeps the first thousand. */
export const problemGroup = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  count: z.number().int(),
});

export const importProblem = z.object({
  position: z.number().int(),
  layer: z.string().nullable(),
  row: z.number().int().nullable(),
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
