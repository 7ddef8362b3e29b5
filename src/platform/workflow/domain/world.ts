/** The finite world in which a machine is explored: what its facts may be and how they may change on their own. */
export interface World<S extends string, F> {
  /** The values of each fact that make a difference to a guard or an invariant. */
  facts: { readonly [K in keyof F]: readonly F[K][] };
  /** With which facts a record may begin; with any where nothing is said. */
  starts?: (facts: F) => boolean;
  /** Whether the facts may change so while a record stays in a state; into anything where nothing is said. */
  changes?: (state: S, before: F, after: F) => boolean;
}

/** Every combination of the values. */
export function situationsOf<F>(facts: { readonly [K in keyof F]: readonly F[K][] }): F[] {
  let all: Partial<F>[] = [{}];
  for (const name of Object.keys(facts) as (keyof F)[])
    all = all.flatMap((some) => facts[name].map((value) => ({ ...some, [name]: value })));
  return all as F[];
}
