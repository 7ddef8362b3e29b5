import type { Tx } from '#platform/db/tx.ts';
import type { RecordListener } from '#platform/forms/events.ts';
import { type AreaIndex, currentAreas, findSiteByCode, type KnownSite } from '#platform/places/lookup.ts';
import type { Mapping } from '../contract.ts';
import {
  type Answers,
  belongsToRound,
  deriveFigures,
  kmBetween,
  nameKey,
  type PlaceFacts,
  positionAnswer,
  textAnswer,
} from '../domain/derive.ts';
import * as figures from '../store/figure.ts';
import { listOpenBindings, type OpenBinding } from '../store/round.ts';

/** A record as figures are derived from it. */
export interface RecordFacts {
  recordId: string;
  operationId: string;
  /** Answers by path (`group/question`). */
  answers: Answers;
  receivedAt: Date;
  reviewState: string;
}

/** Derives what one record contributes to each round that its form is bound to; listens to the forms slice. */
export const deriveRecord: RecordListener = async (tx, _actor, event) => {
  if (event.data === undefined) {
    await figures.markRejected(tx, event.recordId, event.reviewState === 'rejected');
    return;
  }
  const bindings = await listOpenBindings(tx, event.formId);
  if (bindings.length === 0) return;
  const record = { ...event, answers: event.data };
  const places = await placesNow(tx);
  const contributions: figures.Contribution[] = [];
  for (const binding of bindings) contributions.push(await contributionTo(places, binding, record));
  await figures.replaceFigures(tx, contributions);
};

/** Areas and sites as they are in this transaction; each is asked for once however many records name it. */
export interface PlacesNow {
  areas: AreaIndex;
  findSite(operationId: string, code: string): Promise<KnownSite | undefined>;
}

export async function placesNow(tx: Tx): Promise<PlacesNow> {
  const sites = new Map<string, Promise<KnownSite | undefined>>();
  return {
    areas: await currentAreas(tx),
    findSite(operationId, code) {
      const key = `${operationId} ${code}`;
      const found = sites.get(key) ?? findSiteByCode(tx, operationId, code);
      sites.set(key, found);
      return found;
    },
  };
}

/** What a record gives to one binding. */
export async function contributionTo(
  places: PlacesNow,
  binding: OpenBinding,
  record: RecordFacts,
): Promise<figures.Contribution> {
  const { mapping } = binding;
  const give = (values: figures.FigureValues[], skipped: string | null = null): figures.Contribution => ({
    recordId: record.recordId,
    bindingId: binding.id,
    figures: values,
    skipped,
  });
  const received = record.receivedAt.toISOString();
  const assessedOn = dayOf(textAnswer(record.answers, mapping.date)) ?? received.slice(0, 10);
  const round = { startsOn: binding.starts_on, endsOn: binding.ends_on };
  if (!belongsToRound(mapping, record.answers, round, assessedOn)) return give([]);
  const located = await locate(places, mapping, record);
  if (typeof located === 'string') return give([], located);
  const { place, kmAway } = located;
  const derived = deriveFigures(mapping, record.answers, kmAway);
  if (derived.length === 0) return give([], 'no_figure');
  const rejected = record.reviewState === 'rejected';
  return give(derived.map((figure) => ({ ...figure, ...place, assessedOn, receivedAt: received, rejected })));
}

const dayOf = (text: string | null): string | null => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;

type NoPlace = 'place_missing' | 'place_unknown';

interface Located {
  place: PlaceFacts;
  /** Between where the record was taken and the place it speaks of; undefined where one of them is not known. */
  kmAway: number | undefined;
}

async function locate(places: PlacesNow, mapping: Mapping, record: RecordFacts): Promise<Located | NoPlace> {
  const answer = textAnswer(record.answers, mapping.place.question);
  if (answer === null) return 'place_missing';
  const { areas } = places;
  const taken = positionAnswer(record.answers, mapping.position);
  const kmFromArea = (pcode: string) => (taken ? areas.kmFrom(pcode, taken.lon, taken.lat) : undefined);
  const inArea = (pcode: string | null): Omit<PlaceFacts, 'siteId'> => {
    const name = textAnswer(record.answers, mapping.location);
    const area = pcode === null ? undefined : areas.find(pcode);
    const areaName = area?.names.en ?? Object.values(area?.names ?? {})[0] ?? pcode ?? answer;
    return {
      pcode,
      areaPath: pcode === null ? [] : byLevel(areas, pcode),
      placeKey: `${pcode ?? ''}/${name === null ? '' : nameKey(name)}`,
      placeName: name === null ? areaName : `${name}, ${areaName}`,
    };
  };
  if (mapping.place.kind === 'site') {
    const site = await places.findSite(record.operationId, answer);
    if (!site) return 'place_unknown';
    const place = {
      ...inArea(site.pcode),
      placeKey: `site/${site.id}`,
      placeName: site.name,
      siteId: site.id,
    };
    const hasPoint = site.lat !== null && site.lon !== null;
    const kmFromPoint = taken && hasPoint ? kmBetween(taken, { lat: site.lat!, lon: site.lon! }) : undefined;
    return { place, kmAway: hasPoint || site.pcode === null ? kmFromPoint : kmFromArea(site.pcode) };
  }
  if (mapping.place.kind === 'pcode') {
    if (!areas.find(answer)) return 'place_unknown';
    return { place: { ...inArea(answer), siteId: null }, kmAway: kmFromArea(answer) };
  }
  const point = positionAnswer(record.answers, mapping.place.question);
  const area = point && areas.findSmallest(point.lon, point.lat);
  if (!area) return 'place_unknown';
  return {
    place: { ...inArea(area.pcode), siteId: null },
    kmAway: taken ? kmBetween(taken, point) : undefined,
  };
}

/** P-codes by level from 0; a level that the boundaries do not have stands as an empty text. */
function byLevel(areas: AreaIndex, pcode: string): string[] {
  const path: string[] = [];
  for (const code of areas.pathOf(pcode)) path[areas.find(code)?.level ?? path.length] = code;
  return Array.from(path, (code) => code ?? '');
}
