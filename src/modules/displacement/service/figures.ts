import type { Tx } from '#platform/db/tx.ts';
import { currentAreas } from '#platform/places/lookup.ts';
import type { AreaFigure, Category, Change, Tool } from '../contract.ts';
import { changeBetween, type PlaceFigure } from '../domain/change.ts';
import * as store from '../store/figure.ts';
import { toRound } from '../store/round.ts';
import { getRound } from './round.ts';

export interface FiguresQuery {
  roundId: string;
  tool: Tool;
  category: Category;
  level: number;
  within?: string | undefined;
  language: 'en' | 'fr' | 'es' | 'ar';
}

const emptySums = {
  households: null,
  individuals: 0,
  estimated: 0,
  female: null,
  male: null,
  places: 0,
  records: 0,
  flagged: 0,
};

/** The figures of a round by area, with the change since the round before over the places that both have. */
export async function figuresOf(tx: Tx, q: FiguresQuery) {
  const round = await getRound(tx, q.roundId);
  const areas = await currentAreas(tx);
  const [sums, bands, changes, standings, skipped] = [
    await store.sumByArea(tx, q, q.level),
    await store.sumByBand(tx, q),
    await changesOf(tx, q),
    await store.countStandings(tx, q),
    await store.listSkipReasons(tx, q.roundId, q.tool),
  ];
  const nameOf = (pcode: string | null): string => {
    const names: Record<string, string | undefined> = (pcode && areas.find(pcode)?.names) || {};
    return names[q.language] ?? names.en ?? Object.values(names)[0] ?? pcode ?? '';
  };
  const toFigure = ({ grand: _, area, ...sum }: (typeof sums)[number]): AreaFigure => ({
    pcode: area || null,
    name: nameOf(area),
    ...sum,
    change: changes.get(area || null) ?? null,
  });
  const total = sums.find((s) => s.grand) ?? { area: null, grand: true, ...emptySums };
  return {
    round: toRound(round),
    total: {
      ...toFigure(total),
      pcode: q.within ?? null,
      name: nameOf(q.within ?? null),
      change: changes.get('total') ?? null,
    },
    areas: sums.filter((s) => !s.grand).map(toFigure),
    bands,
    leftOut: [
      ...standings.map((s) => ({ reason: s.standing, records: s.records })),
      ...(q.within ? [] : skipped),
    ],
  };
}

async function changesOf(tx: Tx, q: FiguresQuery): Promise<Map<string | null, Change>> {
  const previous = await store.findPreviousRound(tx, q);
  if (!previous) return new Map();
  const now = groupByArea(await store.listPlaceFigures(tx, q, q.level));
  const before = groupByArea(await store.listPlaceFigures(tx, { ...q, roundId: previous.id }, q.level));
  const head = { previousRoundId: previous.id, previousCode: previous.code };
  const changes = new Map<string | null, Change>();
  for (const area of new Set([...now.keys(), ...before.keys()])) {
    changes.set(area, { ...head, ...changeBetween(before.get(area) ?? [], now.get(area) ?? []) });
  }
  // The whole is compared place by place too: a place that moved to another area is still the same place.
  changes.set('total', { ...head, ...changeBetween([...before.values()].flat(), [...now.values()].flat()) });
  return changes;
}

function groupByArea(rows: { place_key: string; area: string | null; individuals: number }[]) {
  const groups = new Map<string | null, PlaceFigure[]>();
  for (const row of rows) {
    const group = groups.get(row.area || null) ?? [];
    group.push({ placeKey: row.place_key, individuals: row.individuals });
    groups.set(row.area || null, group);
  }
  return groups;
}
