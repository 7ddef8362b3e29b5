import type { AreaLevel, ImportMode, Names } from '../domain.ts';
import type { Shape } from '../geo/shape.ts';
import type { AreaRow } from './rows.ts';
import type { ShapedArea } from './shapes.ts';

/** An area version in force. */
export interface CurrentArea {
  pcode: string;
  level: AreaLevel;
  parentPcode: string | null;
  names: Names;
  alternates: string[];
  shape: Shape | null;
}

/** An area as it will stand when the plan is applied. */
export interface PlannedArea extends CurrentArea {
  change: 'added' | 'changed' | 'unchanged';
  /** What differs from the version in force. */
  changes: ('name' | 'alternates' | 'parent' | 'shape')[];
}

export interface Plan {
  areas: PlannedArea[];
  /** In force now, and not in the new edition. */
  removed: CurrentArea[];
}

export interface PlanCounts {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  renamed: number;
  reshaped: number;
}

const sameTexts = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((text) => b.includes(text));

const sameNames = (a: Names, b: Names) => {
  const keys = Object.keys({ ...a, ...b });
  return keys.every((key) => a[key] === b[key]);
};

/** Same numbers in the same order; sources that redraw nothing also reorder nothing. */
function sameShape(a: Shape | null, b: Shape | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.length === b.length &&
    a.every(
      (polygon, i) =>
        polygon.length === b[i]?.length &&
        polygon.every(
          (ring, j) =>
            ring.length === b[i]?.[j]?.length &&
            ring.every(([x, y], k) => b[i]?.[j]?.[k]?.[0] === x && b[i]?.[j]?.[k]?.[1] === y),
        ),
    )
  );
}

/** A name of unknown language that the area already has in a known one says nothing new. */
function joinedNames(before: Names | undefined, now: Names): Names {
  const joined = { ...before, ...now };
  if (before && before.und === undefined && now.und && Object.values(before).includes(now.und))
    delete joined.und;
  return joined;
}

/**
 * A row over the version in force. What the file does not speak of stays: names in other languages, and the shape
 * when the file is a table.
 */
function planned(row: AreaRow, shaped: ShapedArea | undefined, before: CurrentArea | undefined): PlannedArea {
  const area: CurrentArea = {
    pcode: row.pcode,
    level: row.level,
    parentPcode: row.parentPcode,
    names: joinedNames(before?.names, row.names),
    alternates: row.alternates.length > 0 || !before ? row.alternates : before.alternates,
    shape: shaped?.indexed.shape ?? before?.shape ?? null,
  };
  if (!before) return { ...area, change: 'added', changes: [] };
  const changes: PlannedArea['changes'] = [];
  if (!sameNames(area.names, before.names)) changes.push('name');
  if (!sameTexts(area.alternates, before.alternates)) changes.push('alternates');
  if (area.parentPcode !== before.parentPcode) changes.push('parent');
  if (!sameShape(area.shape, before.shape)) changes.push('shape');
  return { ...area, change: changes.length > 0 ? 'changed' : 'unchanged', changes };
}

/** Compares the rows with what is in force. In `replace` mode a level that the file holds is held completely. */
export function planEdition(
  rows: ReadonlyMap<string, AreaRow>,
  shapes: ReadonlyMap<string, ShapedArea>,
  current: ReadonlyMap<string, CurrentArea>,
  mode: ImportMode,
): Plan {
  const areas = [...rows.values()]
    .map((row) => planned(row, shapes.get(row.pcode), current.get(row.pcode)))
    .sort((a, b) => a.level - b.level || (a.pcode < b.pcode ? -1 : 1));
  const levels = new Set([...rows.values()].filter((row) => !row.made).map((row) => row.level));
  const removed =
    mode === 'amend'
      ? []
      : [...current.values()].filter((area) => levels.has(area.level) && !rows.has(area.pcode));
  return { areas, removed };
}

export function countPlan(plan: Plan): PlanCounts {
  const of = (change: PlannedArea['change']) => plan.areas.filter((area) => area.change === change).length;
  const touching = (what: PlannedArea['changes'][number]) =>
    plan.areas.filter((area) => area.changes.includes(what)).length;
  return {
    added: of('added'),
    changed: of('changed'),
    unchanged: of('unchanged'),
    removed: plan.removed.length,
    renamed: touching('name'),
    reshaped: touching('shape'),
  };
}
