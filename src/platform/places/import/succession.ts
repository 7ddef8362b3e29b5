import Flatbush from 'flatbush';
import type { AreaLevel } from '../domain.ts';
import { type IndexedShape, indexShape } from '../geo/edges.ts';
import { areaKm2 } from '../geo/measure.ts';
import { sharedKm2 } from '../geo/overlap.ts';
import type { CurrentArea, Plan } from './plan.ts';
import type { Breathe } from './shapes.ts';

/** What became of areas between two editions. */
export interface Succession {
  /** `recoded`: one area under a new code; `redrawn`: several became several others. */
  kind: 'split' | 'merged' | 'recoded' | 'redrawn';
  level: AreaLevel;
  from: string[];
  to: string[];
}

/** Half of the smaller territory must go over for two areas to be kin. */
const KIN_SHARE = 0.5;

interface Piece {
  pcode: string;
  indexed: IndexedShape;
  km2: number;
}

const piece = (area: CurrentArea): Piece[] =>
  area.shape ? [{ pcode: area.pcode, indexed: indexShape(area.shape), km2: areaKm2(area.shape) }] : [];

type Link = [from: string, to: string];

async function linksByShape(before: Piece[], after: Piece[], breathe: Breathe): Promise<Link[]> {
  if (before.length === 0 || after.length === 0) return [];
  const index = new Flatbush(after.length);
  for (const { indexed } of after) index.add(...indexed.box);
  index.finish();
  const links: Link[] = [];
  for (const old of before) {
    for (const i of index.search(...old.indexed.box)) {
      const next = after[i] as Piece;
      const shared = sharedKm2(old.indexed, next.indexed) ?? 0;
      const kin = shared >= KIN_SHARE * old.km2 || shared >= KIN_SHARE * next.km2;
      if (kin || old.pcode === next.pcode) links.push([old.pcode, next.pcode]);
    }
    await breathe();
  }
  return links;
}

/** Without shapes: an area that vanished and one that appeared below the same parent under the same name. */
function linksByName(removed: readonly CurrentArea[], added: readonly CurrentArea[]): Link[] {
  const key = (area: CurrentArea, name: string) => `${area.parentPcode}|${name.toLowerCase()}`;
  const byName = new Map<string, string>();
  for (const area of added)
    for (const name of Object.values(area.names)) byName.set(key(area, name), area.pcode);
  return removed.flatMap((area): Link[] => {
    const to = Object.values(area.names)
      .map((name) => byName.get(key(area, name)))
      .find(Boolean);
    return to ? [[area.pcode, to]] : [];
  });
}

/** Connected groups of links. */
function groups(links: readonly Link[]): { from: Set<string>; to: Set<string> }[] {
  const out: { from: Set<string>; to: Set<string> }[] = [];
  for (const [from, to] of links) {
    const touching = out.filter((group) => group.from.has(from) || group.to.has(to));
    const joined = { from: new Set([from]), to: new Set([to]) };
    for (const group of touching) {
      for (const code of group.from) joined.from.add(code);
      for (const code of group.to) joined.to.add(code);
      out.splice(out.indexOf(group), 1);
    }
    out.push(joined);
  }
  return out;
}

function kindOf(from: ReadonlySet<string>, to: ReadonlySet<string>): Succession['kind'] | undefined {
  if (from.size === 1 && to.size === 1) return [...from][0] === [...to][0] ? undefined : 'recoded';
  if (from.size === 1) return 'split';
  if (to.size === 1) return 'merged';
  return 'redrawn';
}

/**
 * Splits, mergers and new codes, found by comparing the territory of areas that vanished, appeared or changed.
 * Only areas of one level are compared.
 */
export async function findSuccessions(
  plan: Plan,
  current: ReadonlyMap<string, CurrentArea>,
  breathe: Breathe,
): Promise<Succession[]> {
  const out: Succession[] = [];
  for (const level of [0, 1, 2, 3, 4] as const) {
    const after = plan.areas.filter(
      (a) => a.level === level && (a.change === 'added' || a.changes.includes('shape')),
    );
    const removed = plan.removed.filter((area) => area.level === level);
    const added = after.filter((area) => area.change === 'added');
    if (removed.length === 0 && added.length === 0) continue;
    const reshaped = after.flatMap((area) =>
      area.change === 'changed' ? (current.get(area.pcode) ?? []) : [],
    );
    const before = [...removed, ...reshaped];
    const links = await linksByShape(before.flatMap(piece), after.flatMap(piece), breathe);
    const linked = new Set(links.flat());
    links.push(...linksByName(removed, added).filter(([from, to]) => !linked.has(from) && !linked.has(to)));
    for (const { from, to } of groups(links)) {
      const kind = kindOf(from, to);
      if (kind) out.push({ kind, level, from: [...from].sort(), to: [...to].sort() });
    }
  }
  return out;
}
