import type { QuietHours } from './quiet.ts';

export type Urgency = 'now' | 'soon' | 'whenever';
type EmailWay = 'each' | 'digest' | 'off';

/** How one kind of notice leaves the product. */
export interface Way {
  email: EmailWay;
  push: boolean;
}

/** What a person (or the agency for all of its people) has set; absent parts follow what lies below. */
export interface Preference {
  zone?: string | undefined;
  /** Null: none. */
  quiet?: QuietHours | null | undefined;
  /** `HH:MM` of the person's day. */
  digestAt?: string | undefined;
  /** By kind; those that are not named follow their urgency. */
  kinds?: Readonly<Record<string, Partial<Way>>> | undefined;
}

export interface Settled {
  zone: string;
  quiet: QuietHours | null;
  digestAt: string;
  kinds: Readonly<Record<string, Partial<Way>>>;
}

/** In force where neither person nor agency has said otherwise: our own choice, of 22 November 2026. */
export const BUILT_IN = {
  zone: 'UTC',
  quiet: { from: '21:00', until: '06:30' },
  digestAt: '07:30',
} as const;

/** What is pressing comes by itself; the rest is gathered. Our own choice, of 22 November 2026. */
const BY_URGENCY: Readonly<Record<Urgency, Way>> = {
  now: { email: 'each', push: true },
  soon: { email: 'digest', push: true },
  whenever: { email: 'digest', push: false },
};

/** The person's own, else the agency's, else what is built in. */
export function settle(person: Preference, agency: Preference): Settled {
  const kinds: Record<string, Partial<Way>> = { ...agency.kinds };
  for (const [kind, way] of Object.entries(person.kinds ?? {})) kinds[kind] = { ...kinds[kind], ...way };
  return {
    zone: person.zone ?? agency.zone ?? BUILT_IN.zone,
    quiet: firstGiven(person.quiet, agency.quiet, BUILT_IN.quiet),
    digestAt: person.digestAt ?? agency.digestAt ?? BUILT_IN.digestAt,
    kinds,
  };
}

/** Null is an answer here (no quiet hours), absence is none. */
const firstGiven = <T>(...values: (T | undefined)[]): T => values.find((value) => value !== undefined) as T;

/** How a notice leaves. One about the safety of the account always goes by mail: whoever took it over must not silence it. */
export function wayOf(notice: { kind: string; urgency: Urgency; security: boolean }, settled: Settled): Way {
  const way = { ...BY_URGENCY[notice.urgency], ...settled.kinds[notice.kind] };
  return notice.security ? { ...way, email: 'each' } : way;
}
