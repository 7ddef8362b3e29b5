import Flatbush from 'flatbush';
import type { AreaLevel } from '../domain.ts';
import { type IndexedShape, indexShape } from '../geo/edges.ts';
import { areaKm2 } from '../geo/measure.ts';
import { outsideKm2, sharedKm2 } from '../geo/overlap.ts';
import { type Box, boxOf, growBox, type Shape, vertexCount } from '../geo/shape.ts';
import { IMPORT_LIMITS, SHAPE_TOLERANCE } from './limits.ts';
import { ImportRefused, type ProblemList } from './problem.ts';
import { readShape } from './read-shape.ts';
import type { AreaRow } from './rows.ts';

/** Lets other requests run: awaited often, and costs nothing when the caller has no one waiting. */
export type Breathe = () => Promise<void>;

export interface ShapedArea {
  row: AreaRow;
  indexed: IndexedShape;
  km2: number;
}

interface ShapeContext {
  /** Bounding box of the country from an outline or a level-0 area. */
  country: Box | undefined;
  /** Shapes in force, for parents and neighbours that the import does not bring. */
  currentShape: (pcode: string) => Shape | undefined;
  /** Areas in force that stay beside those of the import because it only amends. */
  neighbours: readonly { pcode: string; level: AreaLevel; shape: Shape }[];
  problems: ProblemList;
  breathe: Breathe;
}

/** A margin for coasts drawn coarsely and for islands that small-scale outlines leave out. */
const COUNTRY_MARGIN = 0.3;

const percent = (share: number) => Math.round(share * 1000) / 10;

/** Reads the geometry of every row that has one. */
export async function readShapes(
  rows: ReadonlyMap<string, AreaRow>,
  context: ShapeContext,
): Promise<Map<string, ShapedArea>> {
  const out = new Map<string, ShapedArea>();
  const country = context.country && growBox(context.country, COUNTRY_MARGIN);
  let vertices = 0;
  for (const row of rows.values()) {
    if (row.geometry === undefined) continue;
    const { pcode } = row;
    const shape = readShape(row.geometry, { at: row, pcode, problems: context.problems, country });
    if (!shape) continue;
    vertices += vertexCount(shape);
    if (vertices > IMPORT_LIMITS.vertices) {
      throw new ImportRefused('places.import.too_many_vertices', { limit: IMPORT_LIMITS.vertices });
    }
    out.set(pcode, { row, indexed: indexShape(shape), km2: areaKm2(shape) });
    await context.breathe();
  }
  return out;
}

function tell(
  problems: ProblemList,
  row: AreaRow,
  code: 'overlap' | 'outside_parent',
  share: number | undefined,
  params: { pcode: string; other: string },
): void {
  const limit = code === 'overlap' ? SHAPE_TOLERANCE.overlap : SHAPE_TOLERANCE.outside;
  if (share === undefined) {
    problems.add('warning', 'places.import.shape_not_compared', row, params);
  } else if (share > limit.ignore) {
    const severity = share > limit.refuse ? 'error' : 'warning';
    problems.add(severity, `places.import.${code}`, row, { ...params, percent: percent(share) });
  }
}

async function checkOverlaps(areas: readonly ShapedArea[], context: ShapeContext): Promise<void> {
  if (areas.length < 2) return;
  const index = new Flatbush(areas.length);
  for (const { indexed } of areas) index.add(...indexed.box);
  index.finish();
  for (const [i, area] of areas.entries()) {
    for (const j of index.search(...area.indexed.box, (other) => other > i)) {
      const other = areas[j] as ShapedArea;
      const shared = sharedKm2(area.indexed, other.indexed);
      const share = shared === undefined ? undefined : shared / Math.min(area.km2, other.km2);
      tell(context.problems, other.row, 'overlap', share, { pcode: other.row.pcode, other: area.row.pcode });
    }
    await context.breathe();
  }
}

/** New shapes against those that stay; the finding stands at the row that brought the new one. */
async function checkNeighbours(areas: readonly ShapedArea[], context: ShapeContext): Promise<void> {
  const level = areas[0]?.row.level;
  const stay = context.neighbours.filter((area) => area.level === level);
  if (stay.length === 0) return;
  const index = new Flatbush(stay.length);
  for (const { shape } of stay) index.add(...boxOf(shape));
  index.finish();
  const indexed = new Map<number, IndexedShape>();
  for (const area of areas) {
    for (const i of index.search(...area.indexed.box)) {
      const other = stay[i] as (typeof stay)[number];
      const shape = indexed.get(i) ?? indexShape(other.shape);
      indexed.set(i, shape);
      const shared = sharedKm2(area.indexed, shape);
      const share = shared === undefined ? undefined : shared / Math.min(area.km2, areaKm2(other.shape));
      tell(context.problems, area.row, 'overlap', share, { pcode: area.row.pcode, other: other.pcode });
    }
    await context.breathe();
  }
}

async function checkInsideParents(
  areas: ReadonlyMap<string, ShapedArea>,
  context: ShapeContext,
): Promise<void> {
  const parents = new Map<string, IndexedShape | undefined>();
  const shapeOf = (pcode: string) => {
    if (!parents.has(pcode)) {
      const current = context.currentShape(pcode);
      parents.set(pcode, areas.get(pcode)?.indexed ?? (current && indexShape(current)));
    }
    return parents.get(pcode);
  };
  for (const area of areas.values()) {
    const parentCode = area.row.parentPcode;
    const parent = parentCode === null ? undefined : shapeOf(parentCode);
    if (parentCode === null || !parent) continue;
    const outside = outsideKm2(area.indexed, parent);
    const share = outside === undefined ? undefined : outside / area.km2;
    tell(context.problems, area.row, 'outside_parent', share, { pcode: area.row.pcode, other: parentCode });
    await context.breathe();
  }
}

/** Compares shapes with their neighbours of the same level and with their parents. */
export async function checkShapes(
  areas: ReadonlyMap<string, ShapedArea>,
  context: ShapeContext,
): Promise<void> {
  const byLevel = new Map<AreaLevel, ShapedArea[]>();
  for (const area of areas.values()) {
    const list = byLevel.get(area.row.level) ?? [];
    list.push(area);
    byLevel.set(area.row.level, list);
  }
  for (const list of byLevel.values()) {
    await checkOverlaps(list, context);
    await checkNeighbours(list, context);
  }
  await checkInsideParents(areas, context);
}
