import type { AreaIndex } from '../area-index.ts';
import type { SiteField } from '../contract/words.ts';
import {
  type Accessibility,
  checkSiteDates,
  type Setting,
  type SiteState,
  type SiteType,
} from '../domain.ts';
import type { Layer, LayerRow } from '../import/layer.ts';
import { type CountryPrefixes, repairPcode, tidyPcode } from '../import/pcode.ts';
import { type ImportProblem, type ProblemGroup, problemList } from '../import/problem.ts';
import { cellValue, readDay } from '../import/rows.ts';
import { plainText } from '../search-text.ts';
import type { SiteMapping } from './mapping.ts';
import { readAccessibility, readSetting, readState, readType } from './words.ts';

/** Everything that people say of a site. */
export interface SiteValues {
  code: string;
  name: string;
  alternates: string[];
  type: SiteType;
  state: SiteState;
  lat: number | null;
  lon: number | null;
  altitude: number | null;
  accuracy: number | null;
  /** Area as given; without effect when the site has a point that lies in a known area. */
  pcode: string | null;
  openedOn: string | null;
  closedOn: string | null;
  accessibility: Accessibility;
  setting: Setting;
  notes: string;
}

export const EMPTY_SITE: SiteValues = {
  code: '',
  name: '',
  alternates: [],
  type: 'other',
  state: 'open',
  lat: null,
  lon: null,
  altitude: null,
  accuracy: null,
  pcode: null,
  openedOn: null,
  closedOn: null,
  accessibility: 'unknown',
  setting: 'unknown',
  notes: '',
};

export interface SiteRunInput {
  layers: readonly Layer[];
  mappings: readonly SiteMapping[];
  index: AreaIndex;
  country: CountryPrefixes;
  /** Sites of the operation, by code. */
  existing: ReadonlyMap<string, SiteValues>;
  today: string;
}

export interface SitePlan {
  added: SiteValues[];
  changed: SiteValues[];
  unchanged: number;
}

export interface SiteRun {
  problems: ImportProblem[];
  groups: ProblemGroup[];
  counts: { error: number; warning: number; info: number };
  rows: number;
  plan: SitePlan;
}

type At = { layer: string; row: number };
type Problems = ReturnType<typeof problemList>;

interface Reader {
  input: SiteRunInput;
  problems: Problems;
  at: At;
  text: (field: SiteField) => string;
}

function readNumber(r: Reader, field: SiteField): number | null {
  const text = r.text(field);
  if (text === '') return null;
  // One decimal comma, as French and Spanish spreadsheets write it.
  const value = Number(/^[-+]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
  if (Number.isFinite(value)) return value;
  const severity = field === 'lat' || field === 'lon' ? 'error' : 'warning';
  r.problems.add(severity, 'places.site_import.not_a_number', r.at, { field, value: text.slice(0, 60) });
  return null;
}

function readWord<T>(
  r: Reader,
  field: SiteField,
  read: (text: string) => T | undefined,
  otherwise: T,
): T | undefined {
  const text = r.text(field);
  if (text === '') return undefined;
  const value = read(text);
  if (value !== undefined) return value;
  r.problems.add('warning', 'places.site_import.unknown_word', r.at, { field, value: text.slice(0, 60) });
  return otherwise;
}

function readDate(r: Reader, field: 'openedOn' | 'closedOn'): string | null {
  const text = r.text(field);
  const day = readDay(text);
  if (day === undefined)
    r.problems.add('warning', 'places.import.date_malformed', r.at, { value: text, column: field });
  return day ?? null;
}

function readPoint(r: Reader): { lat: number | null; lon: number | null } {
  const lat = readNumber(r, 'lat');
  const lon = readNumber(r, 'lon');
  const none = { lat: null, lon: null };
  if (lat === null && lon === null) return none;
  if (lat === null || lon === null) {
    if (r.text('lat') === '' || r.text('lon') === '')
      r.problems.add('error', 'places.site_import.half_point', r.at);
    return none;
  }
  if (lat === 0 && lon === 0) {
    r.problems.add('warning', 'places.site_import.null_island', r.at);
    return none;
  }
  const swapped = Math.abs(lon) <= 90 && Math.abs(lat) <= 180 && r.input.index.findSmallest(lat, lon);
  const inRange = Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
  if (inRange && r.input.index.findSmallest(lon, lat)) return { lat, lon };
  if (swapped) r.problems.add('error', 'places.site_import.swapped', r.at, { lat, lon });
  else if (!inRange) r.problems.add('error', 'places.site_import.point_range', r.at, { lat, lon });
  else if (r.input.index.size > 0)
    r.problems.add('warning', 'places.site_import.outside_areas', r.at, { lat, lon });
  return inRange ? { lat, lon } : none;
}

function readPcode(r: Reader, point: { lat: number | null; lon: number | null }): string | null {
  const raw = r.text('pcode');
  if (raw === '') return null;
  const known = { has: (code: string) => r.input.index.find(code) !== undefined };
  const pcode = repairPcode(tidyPcode(raw), known, r.input.country);
  if (pcode === undefined) {
    r.problems.add('error', 'places.site_import.pcode_unknown', r.at, { pcode: raw.slice(0, 40) });
    return null;
  }
  if (pcode !== raw)
    r.problems.add('warning', 'places.import.pcode_repaired', r.at, { from: raw.slice(0, 40), to: pcode });
  if (point.lat !== null && point.lon !== null) {
    const found = r.input.index.findSmallest(point.lon, point.lat);
    if (found && !r.input.index.pathOf(found.pcode).includes(pcode)) {
      r.problems.add('warning', 'places.site_import.pcode_mismatch', r.at, { pcode, found: found.pcode });
    }
  }
  return pcode;
}

/** What the row says; fields without a column or a value are absent, so an update leaves them as they are. */
function readRow(r: Reader): Partial<SiteValues> & { code: string; name: string } {
  const point = readPoint(r);
  const given = <K extends keyof SiteValues>(key: K, value: SiteValues[K] | null | undefined) =>
    value === null || value === undefined || value === '' ? {} : { [key]: value };
  const alternates = r
    .text('alternates')
    .split(/\s*[;|]\s*/)
    .filter(Boolean);
  return {
    code: r.text('code').replace(/\s+/g, '-'),
    name: r.text('name'),
    ...(alternates.length > 0 ? { alternates } : {}),
    ...given('type', readWord(r, 'type', readType, 'other')),
    ...given('state', readWord(r, 'state', readState, 'open')),
    ...(point.lat === null ? {} : point),
    ...given('altitude', readNumber(r, 'altitude')),
    ...given('accuracy', readNumber(r, 'accuracy')),
    ...given('pcode', readPcode(r, point)),
    ...given('openedOn', readDate(r, 'openedOn')),
    ...given('closedOn', readDate(r, 'closedOn')),
    ...given('accessibility', readWord(r, 'accessibility', readAccessibility, 'unknown')),
    ...given('setting', readWord(r, 'setting', readSetting, 'unknown')),
    ...given('notes', r.text('notes').slice(0, 2000)),
  };
}

function checkRow(
  r: Reader,
  site: SiteValues,
  seen: Map<string, number>,
  names: Map<string, string>,
): boolean {
  const before = r.problems.counts.error;
  if (site.code === '') r.problems.add('error', 'places.site_import.code_missing', r.at);
  else if (!/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/.test(site.code)) {
    r.problems.add('error', 'places.site_import.code_malformed', r.at, { code: site.code.slice(0, 60) });
  }
  if (site.name === '') r.problems.add('error', 'places.site_import.name_missing', r.at, { code: site.code });
  if (site.name.length > 200)
    r.problems.add('error', 'places.site_import.name_long', r.at, { code: site.code });
  const first = seen.get(site.code);
  if (first !== undefined) {
    r.problems.add('error', 'places.site_import.code_duplicate', r.at, { code: site.code, firstRow: first });
  } else seen.set(site.code, r.at.row);
  const refusal = checkSiteDates(site, r.input.today);
  if (refusal) r.problems.add('error', refusal, r.at, { code: site.code });
  const place =
    site.lat !== null && site.lon !== null
      ? r.input.index.findSmallest(site.lon, site.lat)?.pcode
      : site.pcode;
  const key = `${plainText(site.name)}|${place ?? ''}`;
  const twin = names.get(key);
  if (twin !== undefined && twin !== site.code) {
    r.problems.add('warning', 'places.site_import.name_repeated', r.at, { name: site.name, other: twin });
  } else names.set(key, site.code);
  return r.problems.counts.error === before;
}

/** Beside a point in a known area a given P-code says nothing. */
function settled(site: SiteValues, index: AreaIndex): SiteValues {
  const located = site.lat !== null && site.lon !== null && index.findSmallest(site.lon, site.lat);
  return located ? { ...site, pcode: null } : site;
}

const same = (a: SiteValues, b: SiteValues) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

function readerOf(input: SiteRunInput, problems: Problems, mapping: SiteMapping, layer: Layer) {
  return (row: LayerRow): Reader => ({
    input,
    problems,
    at: { layer: layer.id, row: row.row },
    text: (field) => cellValue(row, mapping.columns[field] ?? null),
  });
}

/** Runs an import of sites without changing anything. Sites that the file does not name stay as they are. */
export function dryRunSites(input: SiteRunInput): SiteRun {
  const problems = problemList();
  const plan: SitePlan = { added: [], changed: [], unchanged: 0 };
  const seen = new Map<string, number>();
  const names = new Map<string, string>();
  let rows = 0;
  for (const mapping of input.mappings.filter((m) => m.use)) {
    const layer = input.layers.find((candidate) => candidate.id === mapping.layer);
    const where = { layer: mapping.layer, row: null };
    if (!layer) {
      problems.add('error', 'places.import.mapping_layer', where);
      continue;
    }
    const missing = Object.values(mapping.columns).filter((column) => !layer.columns.includes(column));
    for (const column of missing) problems.add('error', 'places.import.mapping_column', where, { column });
    const reader = readerOf(input, problems, mapping, layer);
    for (const row of missing.length > 0 ? [] : layer.rows) {
      rows++;
      const r = reader(row);
      const read = readRow(r);
      const before = input.existing.get(read.code);
      const site = settled({ ...(before ?? EMPTY_SITE), ...read }, input.index);
      if (!checkRow(r, site, seen, names)) continue;
      if (!before) plan.added.push(site);
      else if (same(before, site)) plan.unchanged++;
      else plan.changed.push(site);
    }
  }
  if (rows === 0) problems.add('error', 'places.import.nothing_mapped', { layer: null, row: null });
  const { items, counts } = problems;
  return { problems: items, groups: problems.groups(), counts, rows, plan };
}
