import type { Category, FigureMapping, figureFlags, Mapping } from '../contract.ts';

export type Answers = Readonly<Record<string, unknown>>;
type FigureFlag = (typeof figureFlags)[number];

/** Where a record is, found by the caller in the places of today. */
export interface PlaceFacts {
  /** Site id, or area P-code with the location's name: what makes two records the same place. */
  placeKey: string;
  placeName: string;
  /** Smallest area that holds the place; null when it lies in none that is known. */
  pcode: string | null;
  /** P-codes from level 0 down to that area. */
  areaPath: readonly string[];
  siteId: string | null;
}

/** How far from its place a record may be taken before it is flagged. */
const FAR_KM = 5;

/** Latitude and longitude of an answer such as `18.54 -72.33 0 5`; null when it is none. */
export function positionAnswer(
  answers: Answers,
  question: string | null,
): { lat: number; lon: number } | null {
  const [lat, lon] = (textAnswer(answers, question) ?? '').split(/\s+/).map(Number);
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180))
    return null;
  return { lat, lon };
}

export interface DerivedFigure {
  category: Category;
  households: number | null;
  individuals: number;
  method: 'counted' | 'estimated';
  bands: { sex: string; age: string; individuals: number }[];
  originPcode: string | null;
  reason: string | null;
  flags: FigureFlag[];
}

/** Household sizes outside this range are not impossible, only worth a look (in published data the median is 4.5). */
const USUAL_HOUSEHOLD = { least: 1, most: 10 } as const;

/** The answer to a question as a finite number, or null when it was not asked or is no number. */
function numberAnswer(answers: Answers, question: string | null): number | null {
  if (question === null) return null;
  const raw = answers[question];
  if (raw === undefined || raw === null || raw === '') return null;
  const value = Number(raw);
  return Number.isFinite(value) ? value : null;
}

export function textAnswer(answers: Answers, question: string | null): string | null {
  if (question === null) return null;
  const raw = answers[question];
  if (raw === undefined || raw === null) return null;
  const text = String(raw).trim();
  return text === '' ? null : text;
}

/** Kilometres between two points on the mean sphere, by the haversine formula. */
export function kmBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180;
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2;
  const h = half(a.lat, b.lat) + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * half(a.lon, b.lon);
  return 2 * 6371.0088 * Math.asin(Math.sqrt(Math.min(1, h)));
}

/**
 * The population figures of one record. Individuals are the answer itself; where only households were counted,
 * households x household size, marked as estimated and rounded to whole people. A category without a number gives
 * no figure: nothing asked is not zero. `kmFromPlace` is how far from its place the record was taken, where known.
 */
export function deriveFigures(
  mapping: Mapping,
  answers: Answers,
  kmFromPlace?: number | undefined,
): DerivedFigure[] {
  const isFar = kmFromPlace !== undefined && kmFromPlace > FAR_KM;
  return mapping.figures.flatMap((figure) => {
    const derived = deriveFigure(figure, mapping.householdSize?.value ?? null, answers);
    if (!derived) return [];
    return [isFar ? { ...derived, flags: [...derived.flags, 'far_from_place' as const] } : derived];
  });
}

function deriveFigure(
  figure: FigureMapping,
  householdSize: number | null,
  answers: Answers,
): DerivedFigure | null {
  const households = numberAnswer(answers, figure.households);
  const counted = numberAnswer(answers, figure.individuals);
  const bands = figure.bands.flatMap(({ sex, age, question }) => {
    const individuals = numberAnswer(answers, question);
    return individuals === null ? [] : [{ sex, age, individuals }];
  });
  const individuals =
    counted ??
    (households !== null && householdSize !== null ? Math.round(households * householdSize) : null);
  if (individuals === null) return null;
  const method = counted === null ? 'estimated' : 'counted';
  return {
    category: figure.category,
    households,
    individuals,
    method,
    bands,
    originPcode: textAnswer(answers, figure.origin),
    reason: textAnswer(answers, figure.reason),
    flags: flagsOf(
      { households, individuals, method, bands },
      bands.length > 0 && bands.length === figure.bands.length,
    ),
  };
}

function flagsOf(
  f: Pick<DerivedFigure, 'households' | 'individuals' | 'method' | 'bands'>,
  bandsComplete: boolean,
): FigureFlag[] {
  const flags: FigureFlag[] = [];
  if (f.method === 'estimated') flags.push('estimated_from_households');
  if (f.individuals < 0 || (f.households ?? 0) < 0 || f.bands.some((b) => b.individuals < 0))
    flags.push('negative');
  // Men + women + children = individuals; only when every band was answered.
  if (bandsComplete && f.bands.reduce((sum, b) => sum + b.individuals, 0) !== f.individuals)
    flags.push('sex_age_differs');
  if (f.method === 'counted' && f.households !== null) {
    if (f.households === 0 && f.individuals > 0) flags.push('individuals_without_households');
    else if (f.households > 0) {
      const size = f.individuals / f.households;
      if (size > USUAL_HOUSEHOLD.most || size < USUAL_HOUSEHOLD.least) flags.push('household_size_unusual');
    }
  }
  return flags;
}

/** Whether a record belongs to the round: by its answer, else by the day of the assessment. Days are ISO dates. */
export function belongsToRound(
  mapping: Mapping,
  answers: Answers,
  round: { startsOn: string; endsOn: string },
  assessedOn: string,
): boolean {
  if (mapping.round) return textAnswer(answers, mapping.round.question) === mapping.round.value;
  return round.startsOn <= assessedOn && assessedOn <= round.endsOn;
}

/** A name as a key: case, accents, spacing and punctuation do not make another place. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
