import type { AreaLevel } from '../domain.ts';
import type { Layer } from './layer.ts';

/** Columns that describe an area of one level. */
export interface LevelColumns {
  /** Null in files with one row per area of any level, where `levelColumn` or `level` of the mapping says it. */
  level: AreaLevel | null;
  pcode: string | null;
  /** Language -> column. */
  names: Record<string, string>;
  alternates: string[];
}

/** Which column of a layer means what. Proposed by `proposeAreaMapping`, confirmed or changed by a person. */
export interface AreaMapping {
  layer: string;
  /** False leaves the layer out of the import. */
  use: boolean;
  levels: LevelColumns[];
  /** Level of every row when no column says it. */
  level: AreaLevel | null;
  levelColumn: string | null;
  parent: string | null;
  validFrom: string | null;
  validTo: string | null;
}

/** Column name for comparison: no accents, lower case, words joined by `_`. */
export function plainName(column: string): string {
  return column
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '');
}

const LANGUAGES = new Set(
  'en fr es ar ht pt ru uk my ne bn am so sw ps fa ur dr ku mk sq ro tr id km lo vi th si ta ha ff om ti rw rn mg ny zh'.split(
    ' ',
  ),
);

interface Found {
  level: AreaLevel | null;
  role: 'pcode' | 'name' | 'alternate' | 'parent' | 'level' | 'validFrom' | 'validTo';
  language?: string;
}

const levelOf = (digit: string | undefined): AreaLevel | null =>
  digit !== undefined && /^[0-4]$/.test(digit) ? (Number(digit) as AreaLevel) : null;

/** Patterns of COD-AB (old and new), GADM, geoBoundaries and plain gazetteers, in order of trust. */
const PATTERNS: [RegExp, (m: RegExpExecArray) => Found | undefined][] = [
  [/^adm(?:in)?_?(\d)_?p_?cod(?:e|igo)?$/, (m) => ({ level: levelOf(m[1]), role: 'pcode' })],
  [/^adm(?:in)?_?(\d)_?(?:code|cod)$/, (m) => ({ level: levelOf(m[1]), role: 'pcode' })],
  [/^gid_(\d)$/, (m) => ({ level: levelOf(m[1]), role: 'pcode' })],
  [
    /^adm(?:in)?_?(\d)_?alt_?(?:name)?_?\d?_?([a-z]{2})?$/,
    (m) => ({ level: levelOf(m[1]), role: 'alternate' }),
  ],
  [
    /^adm(?:in)?_?(\d)_(?:ref|refname|altnames?)(?:_name)?$/,
    (m) => ({ level: levelOf(m[1]), role: 'alternate' }),
  ],
  [/^varname_(\d)$/, (m) => ({ level: levelOf(m[1]), role: 'alternate' })],
  [
    /^adm(?:in)?_?(\d)_(?:name_)?([a-z]{2})$/,
    (m) =>
      LANGUAGES.has(m[2] ?? '')
        ? { level: levelOf(m[1]), role: 'name', language: m[2] as string }
        : undefined,
  ],
  [
    /^adm(?:in)?_?(\d)_?(?:name|nom|nombre)$/,
    (m) => ({ level: levelOf(m[1]), role: 'name', language: 'und' }),
  ],
  [/^adm(?:in)?_?(\d)_?name[1-9]$/, (m) => ({ level: levelOf(m[1]), role: 'alternate' })],
  [/^name_(\d)$/, (m) => ({ level: levelOf(m[1]), role: 'name', language: 'und' })],
  [/^adm(?:in)?_?(\d)$/, (m) => ({ level: levelOf(m[1]), role: 'name', language: 'und' })],
  [
    /^(?:p_?code|code|codigo|admin_?code|place_?code|area_?code|shapeid)$/,
    () => ({ level: null, role: 'pcode' }),
  ],
  [/^parent(?:_?(?:p_?code|code|id))?$|^adm(?:in)?_?parent$/, () => ({ level: null, role: 'parent' })],
  [/^(?:adm(?:in)?_?)?level$|^niveau$|^nivel$/, () => ({ level: null, role: 'level' })],
  [/^(?:name|nom|nombre|shapename|اسم|الاسم)$/, () => ({ level: null, role: 'name', language: 'und' })],
  [
    /^(?:name|nom|nombre)_([a-z]{2})$/,
    (m) => (LANGUAGES.has(m[1] ?? '') ? { level: null, role: 'name', language: m[1] as string } : undefined),
  ],
  [/^alt(?:ernat(?:iv)?e)?_?names?$|^other_names?$/, () => ({ level: null, role: 'alternate' })],
  [/^valid_?(?:on|from)$|^date_?valid$/, () => ({ level: null, role: 'validFrom' })],
  [/^valid_?to$/, () => ({ level: null, role: 'validTo' })],
];

function fromHxl(tag: string | undefined): Found | undefined {
  const adm = /^#adm([1-4])\b(.*)$/.exec(tag ?? '');
  const country = /^#country\b(.*)$/.exec(tag ?? '');
  const level = adm ? levelOf(adm[1]) : country ? (0 as const) : undefined;
  if (level === undefined) return undefined;
  const attributes = ((adm?.[2] ?? country?.[1]) || '').split('+').filter(Boolean);
  if (attributes.includes('code')) return { level, role: 'pcode' };
  if (attributes.includes('alt')) return { level, role: 'alternate' };
  const language = attributes.map((a) => a.replace(/^i_/, '')).find((a) => LANGUAGES.has(a));
  return { level, role: 'name', language: language ?? 'und' };
}

/** Names of one layer's language columns (`lang`, as the newer COD-AB sets write it) when every row agrees. */
function layerLanguage(layer: Layer): string {
  const column = layer.columns.find((c) => /^lang(uage)?$/.test(plainName(c)));
  if (!column) return 'und';
  const values = new Set(layer.rows.map((row) => row.values[column]?.trim().toLowerCase()).filter(Boolean));
  const [only] = values;
  return values.size === 1 && only && LANGUAGES.has(only) ? only : 'und';
}

/** A column `ADM1` or `admin2` may hold names or P-codes: the values tell. */
function holdsCodes(layer: Layer, column: string): boolean {
  const values = layer.rows.slice(0, 50).flatMap((row) => row.values[column] ?? []);
  return values.length > 0 && values.every((value) => /^\s*[A-Za-z]{2,3}[\dA-Za-z]*\d+\s*$/.test(value));
}

function understand(layer: Layer, column: string, language: string): Found | undefined {
  const tagged = fromHxl(layer.hxl[column]);
  if (tagged) return tagged;
  const plain = plainName(column);
  for (const [pattern, build] of PATTERNS) {
    const match = pattern.exec(plain);
    const found = match && build(match);
    if (!found) continue;
    if (found.role === 'name' && found.language === 'und') {
      if (/^adm(?:in)?_?\d$/.test(plain) && holdsCodes(layer, column))
        return { level: found.level, role: 'pcode' };
      return { ...found, language };
    }
    // Indonesian names and identifiers share the suffix `id`.
    if (found.language === 'id' && holdsCodes(layer, column)) return undefined;
    return found;
  }
  return undefined;
}

/** The level in a layer's name: `hti_admbnda_adm2`, `Admin3`, `gadm41_HTI_1`. */
function levelInName(id: string): AreaLevel | null {
  const last = id.split('/').at(-1) ?? id;
  const match =
    /adm(?:in)?(?:bnda)?_?(?:level)?_?([0-4])(?!\d)/i.exec(last) ?? /_([0-4])(?:\.\w+)?$/.exec(last);
  return levelOf(match?.[1]);
}

/**
 * Guesses the mapping of a layer from its headers, HXL tags, values and name. A layer in which no P-code was found is
 * proposed as unused; a person may still map it by hand.
 */
export function proposeAreaMapping(layer: Layer): AreaMapping {
  const language = layerLanguage(layer);
  const byLevel = new Map<AreaLevel | null, LevelColumns>();
  const at = (level: AreaLevel | null) => {
    const columns = byLevel.get(level) ?? { level, pcode: null, names: {}, alternates: [] };
    byLevel.set(level, columns);
    return columns;
  };
  const mapping: AreaMapping = {
    layer: layer.id,
    use: true,
    levels: [],
    level: null,
    levelColumn: null,
    parent: null,
    validFrom: null,
    validTo: null,
  };
  for (const column of layer.columns) {
    const found = understand(layer, column, language);
    if (!found) continue;
    if (found.role === 'pcode') at(found.level).pcode ??= column;
    else if (found.role === 'name') at(found.level).names[found.language ?? 'und'] ??= column;
    else if (found.role === 'alternate') at(found.level).alternates.push(column);
    else if (found.role === 'parent') mapping.parent ??= column;
    else if (found.role === 'level') mapping.levelColumn ??= column;
    else mapping[found.role] ??= column;
  }
  const wide = [...byLevel.values()].filter((c) => c.level !== null && c.pcode !== null);
  wide.sort((a, b) => (a.level ?? 0) - (b.level ?? 0));
  const long = byLevel.get(null);
  // A generic `code` beside ADM2_PCODE is some other code; the P-code columns win.
  mapping.levels = wide.length > 0 ? wide : long?.pcode ? [long] : [];
  mapping.use = mapping.levels.length > 0;
  if (wide.length === 0 && !mapping.levelColumn) mapping.level = levelInName(layer.id);
  return mapping;
}
