import { AREA_LEVELS, type AreaLevel } from '../contract/words.ts';
import type { Names } from '../domain.ts';
import type { Layer, LayerRow } from './layer.ts';
import type { AreaMapping, LevelColumns } from './mapping.ts';
import { type CountryPrefixes, pcodeFault, tidyPcode } from './pcode.ts';
import type { ProblemList } from './problem.ts';

/** A row understood as an area; everything in it was cleaned, nothing was yet compared with other rows. */
export interface AreaRow {
  layer: string;
  row: number;
  level: AreaLevel;
  pcode: string;
  parentPcode: string | null;
  names: Names;
  alternates: string[];
  validFrom: string | null;
  /** Ancestors that the row's own columns name, nearest last; used to make parents that no row defines. */
  ancestors: { level: AreaLevel; pcode: string; names: Names }[];
  /** Absent in tables. */
  geometry?: unknown;
  /** True for an area that no row of the file defines: it was named by its children, or is the country itself. */
  made?: boolean;
}

interface Reading {
  layer: Layer;
  mapping: AreaMapping;
  country: CountryPrefixes;
  /** Areas whose validity ended by this day are not imported. */
  validFrom: string;
  problems: ProblemList;
}

type At = { layer: string; row: number };

const collapsed = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
const FILLERS = /^(?:null|nat|nan|n\/a|#n\/a|none|not available|-|\*+)$/i;

/** A cell's text without blanks and fillers that stand for "nothing". */
export function cellValue(row: LayerRow, column: string | null): string {
  const text = column === null ? '' : collapsed(row.values[column] ?? '');
  return FILLERS.test(text) ? '' : text;
}

function readNames(r: Reading, row: LayerRow, columns: LevelColumns, at: At | null): Names {
  const names: Names = {};
  for (const [language, column] of Object.entries(columns.names)) {
    const raw = row.values[column] ?? '';
    const name = cellValue(row, column);
    if (name === '') continue;
    names[language] = name;
    if (!at) continue;
    if (name !== raw) r.problems.add('warning', 'places.import.name_tidied', at, { name, column });
    if (/\p{Lu}{4}/u.test(name) && !/\p{Ll}/u.test(name)) {
      r.problems.add('warning', 'places.import.name_capitals', at, { name, column });
    }
  }
  return names;
}

function readLevel(r: Reading, row: LayerRow, own: LevelColumns): AreaLevel | undefined {
  if (own.level !== null) return own.level;
  if (!r.mapping.levelColumn) return r.mapping.level ?? undefined;
  const digit = /^(?:adm(?:in)?)?\s*([0-4])(?:\.0+)?$/i.exec(cellValue(row, r.mapping.levelColumn))?.[1];
  return AREA_LEVELS.find((level) => String(level) === digit);
}

/** The deepest level whose P-code the row fills is the row's own; those above are its ancestors. */
function ownColumns(row: LayerRow, levels: readonly LevelColumns[]): LevelColumns | undefined {
  return levels.findLast((columns) => cellValue(row, columns.pcode) !== '') ?? levels.at(-1);
}

/** `1899-11-30`, the empty date of the sources' software, means open; undefined for what is no date. */
export function readDay(text: string): string | null | undefined {
  if (text === '') return null;
  const match =
    /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ].*)?$/.exec(text) ??
    (/^\d{1,2}[/.]\d{1,2}[/.]\d{4}$/.test(text)
      ? [
          text,
          ...text
            .split(/[/.]/)
            .reverse()
            .map((part) => part.padStart(2, '0')),
        ]
      : null);
  if (!match) return undefined;
  const [, year = '', month = '', day = ''] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return undefined;
  return Number(year) < 1900 ? null : `${year}-${month}-${day}`;
}

function readDate(r: Reading, row: LayerRow, column: string | null, at: At): string | null {
  const text = cellValue(row, column);
  const day = readDay(text);
  if (day !== undefined) return day;
  r.problems.add('warning', 'places.import.date_malformed', at, { value: text, column: column ?? '' });
  return null;
}

function readPcode(r: Reading, row: LayerRow, column: string | null, at: At): string | undefined {
  const raw = column === null ? '' : (row.values[column] ?? '');
  const code = FILLERS.test(raw.trim()) ? '' : tidyPcode(raw);
  const fault = pcodeFault(code, r.country);
  if (fault === 'empty') r.problems.add('error', 'places.import.pcode_missing', at, { column: column ?? '' });
  if (fault === 'malformed')
    r.problems.add('error', 'places.import.pcode_malformed', at, { pcode: raw.slice(0, 60) });
  if (fault === 'not_iso') {
    r.problems.add('error', 'places.import.pcode_not_iso', at, {
      pcode: code,
      alpha2: r.country.alpha2,
      alpha3: r.country.alpha3 || r.country.alpha2,
    });
  }
  if (fault) return undefined;
  if (code !== raw) r.problems.add('warning', 'places.import.pcode_tidied', at, { pcode: code });
  return code;
}

function readAncestors(r: Reading, row: LayerRow, own: LevelColumns): AreaRow['ancestors'] {
  if (own.level === null) return [];
  return r.mapping.levels.flatMap((columns) => {
    const pcode = tidyPcode(cellValue(row, columns.pcode));
    if (columns.level === null || columns.level >= (own.level ?? 0) || pcode === '') return [];
    return [{ level: columns.level, pcode, names: readNames(r, row, columns, null) }];
  });
}

function readAlternates(row: LayerRow, columns: LevelColumns, names: Names): string[] {
  const taken = new Set(Object.values(names));
  const texts = columns.alternates.flatMap((column) => cellValue(row, column).split(/\s*[;|]\s*/));
  return [...new Set(texts)].filter((text) => text !== '' && !taken.has(text)).slice(0, 20);
}

function readRow(r: Reading, row: LayerRow): AreaRow | undefined {
  const at = { layer: r.layer.id, row: row.row };
  const own = ownColumns(row, r.mapping.levels);
  if (!own) return undefined;
  const until = readDate(r, row, r.mapping.validTo, at);
  if (until !== null && until <= r.validFrom) {
    r.problems.add('info', 'places.import.row_closed', at, { day: until });
    return undefined;
  }
  const level = readLevel(r, row, own);
  if (level === undefined) r.problems.add('error', 'places.import.level_unknown', at);
  const pcode = readPcode(r, row, own.pcode, at);
  const names = readNames(r, row, own, at);
  if (Object.keys(names).length === 0) {
    r.problems.add('error', 'places.import.name_missing', at, { pcode: pcode ?? '' });
  }
  if (level === undefined || pcode === undefined || Object.keys(names).length === 0) return undefined;
  const ancestors = readAncestors(r, row, own);
  const parent = tidyPcode(cellValue(row, r.mapping.parent)) || ancestors.at(-1)?.pcode || null;
  return {
    layer: r.layer.id,
    row: row.row,
    level,
    pcode,
    parentPcode: level === 0 ? null : parent,
    names,
    alternates: readAlternates(row, own, names),
    validFrom: readDate(r, row, r.mapping.validFrom, at),
    ancestors,
    ...(r.layer.hasGeometry ? { geometry: row.geometry ?? null } : {}),
  };
}

/** Columns that a mapping names but the layer has not. */
function missingColumns(layer: Layer, mapping: AreaMapping): string[] {
  const named = [
    mapping.levelColumn,
    mapping.parent,
    mapping.validFrom,
    mapping.validTo,
    ...mapping.levels.flatMap((l) => [l.pcode, ...Object.values(l.names), ...l.alternates]),
  ];
  return [...new Set(named)].filter((c): c is string => c !== null && !layer.columns.includes(c));
}

/** Rows of one layer as areas. Rows with an error are told and left out. */
export function readAreaRows(reading: Reading): AreaRow[] {
  const { layer, mapping, problems } = reading;
  const at = { layer: layer.id, row: null };
  const missing = missingColumns(layer, mapping);
  for (const column of missing) problems.add('error', 'places.import.mapping_column', at, { column });
  if (mapping.levels.every((columns) => columns.pcode === null)) {
    problems.add('error', 'places.import.mapping_no_pcode', at);
    return [];
  }
  if (missing.length > 0) return [];
  return layer.rows.flatMap((row) => readRow(reading, row) ?? []);
}
