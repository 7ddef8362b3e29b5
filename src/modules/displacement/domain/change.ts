/** What stands for one place in one round: the figure that counts there. */
export interface PlaceFigure {
  placeKey: string;
  individuals: number;
}

export interface ChangeFacts {
  placesInBoth: number;
  before: number;
  now: number;
  difference: number;
  percent: number | null;
  placesNew: number;
  individualsNew: number;
  placesGone: number;
  individualsGone: number;
}

/**
 * Change between two rounds over the places that both have: (now - before) / before. Places that only one round has are
 * told apart, never mixed in. Each list holds a place once.
 */
export function changeBetween(before: readonly PlaceFigure[], now: readonly PlaceFigure[]): ChangeFacts {
  const earlier = new Map(before.map((p) => [p.placeKey, p.individuals]));
  const facts = {
    placesInBoth: 0,
    before: 0,
    now: 0,
    placesNew: 0,
    individualsNew: 0,
    placesGone: 0,
    individualsGone: 0,
  };
  for (const place of now) {
    const was = earlier.get(place.placeKey);
    if (was === undefined) {
      facts.placesNew += 1;
      facts.individualsNew += place.individuals;
    } else {
      facts.placesInBoth += 1;
      facts.before += was;
      facts.now += place.individuals;
      earlier.delete(place.placeKey);
    }
  }
  for (const individuals of earlier.values()) {
    facts.placesGone += 1;
    facts.individualsGone += individuals;
  }
  const difference = facts.now - facts.before;
  return { ...facts, difference, percent: facts.before === 0 ? null : (100 * difference) / facts.before };
}
