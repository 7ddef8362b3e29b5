import type { AreaLevel, Names } from '../domain.ts';
import { type CountryPrefixes, isNested, repairPcode } from './pcode.ts';
import type { ProblemList } from './problem.ts';
import type { AreaRow } from './rows.ts';

/** What is known of an area that is in force now. */
interface KnownCode {
  level: AreaLevel;
  parentPcode: string | null;
}

export interface CodeContext {
  country: CountryPrefixes & { names: Names };
  /** Areas of the country in force, by P-code. */
  current: ReadonlyMap<string, KnownCode>;
  /** Make parents that no row and no area in force defines from the columns of their children. */
  makeParents: boolean;
  problems: ProblemList;
}

/** A code that spells one in force differently (TD07 for TCD07) is the same area, not a new one. */
function repairOwnCodes(rows: AreaRow[], context: CodeContext): void {
  const inFile = new Set(rows.map((row) => row.pcode));
  for (const row of rows) {
    if (context.current.has(row.pcode)) continue;
    const known = repairPcode(row.pcode, context.current, context.country);
    if (known === undefined || inFile.has(known) || context.current.get(known)?.level !== row.level) continue;
    context.problems.add('warning', 'places.import.pcode_repaired', row, { from: row.pcode, to: known });
    row.pcode = known;
  }
}

/** The first row of a P-code stands; each further one is an error that names the first. */
function withoutDuplicates(rows: readonly AreaRow[], problems: ProblemList): Map<string, AreaRow> {
  const byCode = new Map<string, AreaRow>();
  for (const row of rows) {
    const first = byCode.get(row.pcode);
    if (!first) byCode.set(row.pcode, row);
    else {
      problems.add('error', 'places.import.pcode_duplicate', row, {
        pcode: row.pcode,
        firstRow: first.row,
        firstLayer: first.layer,
      });
    }
  }
  return byCode;
}

/** Parents that only their children's columns name, made without a shape; one finding for each. */
function addMadeParents(byCode: Map<string, AreaRow>, context: CodeContext): void {
  for (const row of [...byCode.values()]) {
    row.ancestors.forEach((ancestor, i) => {
      const { pcode, level, names } = ancestor;
      if (level === 0 || byCode.has(pcode) || context.current.has(pcode) || Object.keys(names).length === 0)
        return;
      context.problems.add('info', 'places.import.parent_made', row, { pcode, level });
      byCode.set(pcode, {
        layer: row.layer,
        row: row.row,
        level,
        pcode,
        parentPcode: row.ancestors[i - 1]?.pcode ?? null,
        names,
        alternates: [],
        validFrom: null,
        ancestors: row.ancestors.slice(0, i),
        made: true,
      });
    });
  }
}

/** The country stands above everything, so it is made when neither the file nor the database has it. */
function countryCode(byCode: Map<string, AreaRow>, context: CodeContext): string {
  const { alpha2, alpha3, names } = context.country;
  for (const code of [alpha2, alpha3]) {
    if (code && (byCode.get(code)?.level === 0 || context.current.get(code)?.level === 0)) return code;
  }
  context.problems.add('info', 'places.import.country_made', { layer: null, row: null }, { pcode: alpha2 });
  byCode.set(alpha2, {
    layer: '',
    row: 0,
    level: 0,
    pcode: alpha2,
    parentPcode: null,
    names,
    alternates: [],
    validFrom: null,
    ancestors: [],
    made: true,
  });
  return alpha2;
}

function levelOfCode(code: string, byCode: ReadonlyMap<string, AreaRow>, context: CodeContext) {
  return byCode.get(code)?.level ?? context.current.get(code)?.level;
}

function settleParent(
  row: AreaRow,
  root: string,
  byCode: ReadonlyMap<string, AreaRow>,
  context: CodeContext,
): void {
  const { problems, country } = context;
  if (row.level === 0) return;
  let parent = row.parentPcode;
  const named = parent;
  if (parent === null && row.level === 1) parent = root;
  if (parent === country.alpha2 || parent === country.alpha3) parent = root;
  if (parent === null) {
    parent = longestPrefix(row, byCode, context) ?? null;
    if (parent) problems.add('warning', 'places.import.parent_guessed', row, { pcode: row.pcode, parent });
  } else if (levelOfCode(parent, byCode, context) === undefined) {
    const known = { has: (code: string) => levelOfCode(code, byCode, context) !== undefined };
    const repaired = repairPcode(parent, known, country);
    if (repaired)
      problems.add('warning', 'places.import.parent_repaired', row, { from: parent, to: repaired });
    parent = repaired ?? null;
  }
  if (parent === null) {
    problems.add('error', named === null ? 'places.import.parent_missing' : 'places.import.orphan', row, {
      pcode: row.pcode,
      parent: named ?? '',
      level: row.level - 1,
    });
    row.parentPcode = null;
    return;
  }
  row.parentPcode = parent;
  const parentLevel = levelOfCode(parent, byCode, context) ?? 0;
  if (parentLevel >= row.level) {
    problems.add('error', 'places.import.parent_level', row, {
      pcode: row.pcode,
      parent,
      level: row.level,
      parentLevel,
    });
  } else if (!isNested(row.pcode, parent, country)) {
    problems.add('warning', 'places.import.not_nested', row, { pcode: row.pcode, parent });
  }
}

/** The deepest known area above the row whose code the row's code continues. */
function longestPrefix(
  row: AreaRow,
  byCode: ReadonlyMap<string, AreaRow>,
  context: CodeContext,
): string | undefined {
  for (let length = row.pcode.length - 1; length >= 2; length--) {
    const prefix = row.pcode.slice(0, length);
    const level = levelOfCode(prefix, byCode, context);
    if (level !== undefined && level < row.level && level > 0) return prefix;
  }
  return undefined;
}

/** Same level, same length is the rule of nearly every national scheme; an exception is usually a lost zero. */
function checkLengths(rows: Iterable<AreaRow>, problems: ProblemList): void {
  const byLevel = grouped(rows);
  for (const list of byLevel.values()) {
    const counts = new Map<number, number>();
    for (const row of list) counts.set(row.pcode.length, (counts.get(row.pcode.length) ?? 0) + 1);
    const [usual, share] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
    if (share < list.length * 0.8) continue;
    for (const row of list) {
      if (row.pcode.length === usual) continue;
      problems.add('warning', 'places.import.pcode_length', row, { pcode: row.pcode, length: usual });
    }
  }
}

function grouped(rows: Iterable<AreaRow>): Map<AreaLevel, AreaRow[]> {
  const out = new Map<AreaLevel, AreaRow[]>();
  for (const row of rows) {
    const list = out.get(row.level) ?? [];
    list.push(row);
    out.set(row.level, list);
  }
  return out;
}

/** The same name twice below one parent: allowed, and often a duplicate under a new code. */
function checkNames(rows: Iterable<AreaRow>, problems: ProblemList): void {
  const seen = new Map<string, AreaRow>();
  for (const row of rows) {
    const name = Object.values(row.names)[0] ?? '';
    const key = `${row.level}|${row.parentPcode}|${name.toLowerCase()}`;
    const first = seen.get(key);
    if (first && row.level > 0) {
      problems.add('warning', 'places.import.name_repeated', row, {
        name,
        pcode: row.pcode,
        other: first.pcode,
      });
    } else seen.set(key, row);
  }
}

/**
 * Settles identity and parents of all rows of an import together: duplicates, repairs, made parents, orphans,
 * nesting, levels. Returns the rows that stand, by P-code.
 */
export function settleCodes(rows: AreaRow[], context: CodeContext): Map<string, AreaRow> {
  repairOwnCodes(rows, context);
  const byCode = withoutDuplicates(rows, context.problems);
  if (context.makeParents) addMadeParents(byCode, context);
  const root = byCode.size > 0 ? countryCode(byCode, context) : context.country.alpha2;
  for (const row of byCode.values()) {
    settleParent(row, root, byCode, context);
    const before = context.current.get(row.pcode);
    if (before && before.level !== row.level) {
      context.problems.add('error', 'places.import.level_changed', row, {
        pcode: row.pcode,
        level: row.level,
        before: before.level,
      });
    }
  }
  checkLengths(byCode.values(), context.problems);
  checkNames(byCode.values(), context.problems);
  return byCode;
}
