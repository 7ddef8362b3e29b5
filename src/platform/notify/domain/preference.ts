import type { QuietHours } from './quiet.ts';

export type Urgency = 'now' | 'soon' | 'whenever';
type EmailWay = 'each' | 'digest' | 'off';

/** How one kind of notice leaves the product. */
export interface Way {
  email: EmailWay;
  push: boolean;
}

/** A kind as the agency has it: what holds for whoever chose nothing, and which ways nobody may choose otherwise. */
export interface AgencyWay extends Partial<Way> {
  fixed?: (keyof Way)[] | undefined;
}

/** What a person has set; absent parts follow the agency. */
export interface Preference {
  zone?: string | undefined;
  /** Null: none. */
  quiet?: QuietHours | null | undefined;
  /** `HH:MM` of the person's day. */
  digestAt?: string | undefined;
  /** False: no daily digest; what would stand in it is in the inbox alone. */
  digest?: boolean | undefined;
  /** By kind; those that are not named follow their urgency. */
  kinds?: Readonly<Record<string, Partial<Way>>> | undefined;
}

/** What the agency has set for all of its people; absent parts follow what is built in. */
export interface AgencyPreference extends Preference {
  kinds?: Readonly<Record<string, AgencyWay>> | undefined;
}

export interface Settled {
  zone: string;
  quiet: QuietHours | null;
  digestAt: string;
  digest: boolean;
  kinds: Readonly<Record<string, AgencyWay>>;
}

/** In force where neither person nor agency has said otherwise: our own choice, of 22 November 2026. */
export const BUILT_IN = {
  zone: 'UTC',
  quiet: { from: '21:00', until: '06:30' },
  digestAt: '07:30',
  digest: true,
} as const;

/** What is pressing comes by itself; the rest is gathered. Our own choice, of 22 November 2026. */
const BY_URGENCY: Readonly<Record<Urgency, Way>> = {
  now: { email: 'each', push: true },
  soon: { email: 'digest', push: true },
  whenever: { email: 'digest', push: false },
};

/** What the agency fixed, else the person's own, else the agency's, else what is built in. */
export function settle(person: Preference, agency: AgencyPreference): Settled {
  const kinds: Record<string, AgencyWay> = { ...agency.kinds };
  for (const [kind, way] of Object.entries(person.kinds ?? {})) kinds[kind] = within(kinds[kind], way);
  return {
    zone: person.zone ?? agency.zone ?? BUILT_IN.zone,
    quiet: firstGiven(person.quiet, agency.quiet, BUILT_IN.quiet),
    digestAt: person.digestAt ?? agency.digestAt ?? BUILT_IN.digestAt,
    digest: person.digest ?? agency.digest ?? BUILT_IN.digest,
    kinds,
  };
}

/** A fixed way without a value follows the urgency, whatever the person chose. */
function within(agency: AgencyWay = {}, { email, push }: Partial<Way>): AgencyWay {
  const free = (way: keyof Way) => !agency.fixed?.includes(way);
  return {
    ...agency,
    ...(email !== undefined && free('email') ? { email } : {}),
    ...(push !== undefined && free('push') ? { push } : {}),
  };
}

/** Null is an answer here (no quiet hours), absence is none. */
const firstGiven = <T>(...values: (T | undefined)[]): T => values.find((value) => value !== undefined) as T;

/** How a notice leaves. One about the safety of the account always goes by mail: whoever took it over must not silence it. */
export function wayOf(notice: { kind: string; urgency: Urgency; security: boolean }, settled: Settled): Way {
  const usual = BY_URGENCY[notice.urgency];
  const { email = usual.email, push = usual.push, fixed = [] } = settled.kinds[notice.kind] ?? {};
  if (notice.security) return { email: 'each', push };
  return { email: email === 'digest' && !settled.digest && !fixed.includes('email') ? 'off' : email, push };
}

/** The kinds whose fixed ways a new choice would change: what was chosen before they were fixed may stay where it is. */
export function beyondAgency(chosen: Preference, before: Preference, agency: AgencyPreference): string[] {
  return Object.entries(agency.kinds ?? {})
    .filter(([kind, { fixed = [] }]) =>
      fixed.some((way) => {
        const value = chosen.kinds?.[kind]?.[way];
        return value !== undefined && value !== before.kinds?.[kind]?.[way];
      }),
    )
    .map(([kind]) => kind);
}
