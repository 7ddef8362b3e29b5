import type { ImportMode, Names } from '../domain.ts';
import type { Box } from '../geo/shape.ts';
import { boxOf } from '../geo/shape.ts';
import { settleCodes } from './codes.ts';
import type { Layer } from './layer.ts';
import { IMPORT_LIMITS } from './limits.ts';
import type { AreaMapping } from './mapping.ts';
import { type CurrentArea, countPlan, type Plan, type PlanCounts, planEdition } from './plan.ts';
import { type ImportProblem, ImportRefused, type ProblemGroup, problemList } from './problem.ts';
import { type AreaRow, readAreaRows } from './rows.ts';
import { type Breathe, checkShapes, readShapes } from './shapes.ts';
import { findSuccessions, type Succession } from './succession.ts';

export interface DryRunInput {
  layers: readonly Layer[];
  mappings: readonly AreaMapping[];
  country: { alpha2: string; alpha3: string; names: Names; box: Box | undefined };
  /** First day of the new edition. */
  validFrom: string;
  /** First day of the edition in force; null before the first. */
  currentFrom: string | null;
  mode: ImportMode;
  makeParents: boolean;
  /** All areas of the country in force. */
  current: ReadonlyMap<string, CurrentArea>;
  breathe: Breathe;
}

export interface DryRun {
  problems: ImportProblem[];
  groups: ProblemGroup[];
  counts: { error: number; warning: number; info: number };
  /** Rows read of all used layers. */
  rows: number;
  plan: Plan;
  planCounts: PlanCounts;
  successions: Succession[];
  /** Latest day from which the file's own rows claim to be valid; a proposal for `validFrom`. */
  suggestedFrom: string | null;
}

type Problems = ReturnType<typeof problemList>;

function readRows(input: DryRunInput, problems: Problems): { rows: AreaRow[]; read: number } {
  const rows: AreaRow[] = [];
  let read = 0;
  for (const mapping of input.mappings) {
    if (!mapping.use) continue;
    const layer = input.layers.find((candidate) => candidate.id === mapping.layer);
    if (!layer) {
      problems.add('error', 'places.import.mapping_layer', { layer: mapping.layer, row: null });
      continue;
    }
    read += layer.rows.length;
    if (read > IMPORT_LIMITS.rows) {
      throw new ImportRefused('places.import.too_many_rows', { file: layer.id, limit: IMPORT_LIMITS.rows });
    }
    rows.push(
      ...readAreaRows({ layer, mapping, country: input.country, validFrom: input.validFrom, problems }),
    );
  }
  if (read === 0) problems.add('error', 'places.import.nothing_mapped', { layer: null, row: null });
  return { rows, read };
}

/** An area that vanishes may not leave children behind. */
function checkChildrenLeft(plan: Plan, current: ReadonlyMap<string, CurrentArea>, problems: Problems): void {
  const removed = new Set(plan.removed.map((area) => area.pcode));
  const planned = new Set(plan.areas.map((area) => area.pcode));
  for (const area of current.values()) {
    if (area.parentPcode === null || !removed.has(area.parentPcode)) continue;
    if (removed.has(area.pcode) || planned.has(area.pcode)) continue;
    const params = { pcode: area.pcode, parent: area.parentPcode };
    problems.add('error', 'places.import.children_left', { layer: null, row: null }, params);
  }
}

function tellChanges(
  plan: Plan,
  successions: readonly Succession[],
  rows: ReadonlyMap<string, AreaRow>,
  p: Problems,
) {
  for (const area of plan.areas) {
    const at = rows.get(area.pcode) ?? { layer: null, row: null };
    for (const change of area.changes)
      p.add('info', `places.import.changed_${change}`, at, { pcode: area.pcode });
  }
  for (const area of plan.removed) {
    p.add(
      'info',
      'places.import.removed',
      { layer: null, row: null },
      { pcode: area.pcode, level: area.level },
    );
  }
  for (const { kind, from, to } of successions) {
    const params = { from: from.join(', '), to: to.join(', ') };
    p.add('info', `places.import.${kind}`, { layer: null, row: null }, params);
  }
}

/** Areas in force that an amendment does not name. */
function staying(input: DryRunInput, rows: ReadonlyMap<string, AreaRow>) {
  return [...input.current.values()].flatMap(({ pcode, level, shape }) =>
    shape && !rows.has(pcode) ? [{ pcode, level, shape }] : [],
  );
}

/** Country's box: from the file's own level 0, else as given, else from the level 0 in force. */
function countryBox(input: DryRunInput): Box | undefined {
  if (input.country.box) return input.country.box;
  const root = [...input.current.values()].find((area) => area.level === 0);
  return root?.shape ? boxOf(root.shape) : undefined;
}

/**
 * Runs an import without changing anything: reads rows by the mapping, settles codes, checks shapes, compares with
 * what is in force. The result can be applied when it counts no error. Throws ImportRefused over a limit.
 */
export async function dryRunAreas(input: DryRunInput): Promise<DryRun> {
  const problems = problemList();
  const { rows, read } = readRows(input, problems);
  if (input.currentFrom !== null && input.validFrom < input.currentFrom) {
    const at = { layer: null, row: null };
    problems.add('error', 'places.import.older_edition', at, {
      day: input.validFrom,
      current: input.currentFrom,
    });
  }
  const byCode = settleCodes(rows, {
    country: input.country,
    current: input.current,
    makeParents: input.makeParents,
    problems,
  });
  const context = {
    country: countryBox(input),
    currentShape: (pcode: string) => input.current.get(pcode)?.shape ?? undefined,
    neighbours: input.mode === 'amend' ? staying(input, byCode) : [],
    problems,
    breathe: input.breathe,
  };
  const shapes = await readShapes(byCode, context);
  await checkShapes(shapes, context);
  const plan = planEdition(byCode, shapes, input.current, input.mode);
  checkChildrenLeft(plan, input.current, problems);
  const successions = await findSuccessions(plan, input.current, input.breathe);
  tellChanges(plan, successions, byCode, problems);
  const days = rows.flatMap((row) => row.validFrom ?? []).sort();
  return {
    problems: problems.items,
    groups: problems.groups(),
    counts: problems.counts,
    rows: read,
    plan,
    planCounts: countPlan(plan),
    successions,
    suggestedFrom: days.at(-1) ?? null,
  };
}
