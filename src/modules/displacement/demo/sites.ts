import type { Localised } from './country/names.ts';
import type { Country } from './country.ts';
import { randomOf } from './random.ts';
import type { Crisis } from './story/crisis.ts';
import { kilometres, type Locality, shift } from './story/locality.ts';

export type SiteKind = 'camp' | 'collective_centre' | 'informal_settlement' | 'dispersed_host';

/** A displacement site, in the words of the product's list of sites. */
export interface Site {
  /** Site identity (SSID): never changes, says nothing about the place. */
  readonly code: string;
  readonly name: string;
  readonly names: Localised;
  readonly type: SiteKind;
  /** As of the end of the last round. */
  readonly state: 'open' | 'closed';
  readonly lon: number;
  readonly lat: number;
  /** Sub-district. */
  readonly pcode: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly accessibility: 'yes' | 'limited' | 'no';
  readonly setting: 'urban' | 'rural';
  readonly cause: 'conflict' | 'flood';
  readonly locality: Locality;
  /** First round in which the site stands, and the round that finds it closed (5: none). */
  readonly firstRound: number;
  readonly closedInRound: number;
  /** Households at its fullest. */
  readonly capacity: number;
}

const NAMES: Readonly<Record<SiteKind, readonly Localised[]>> = {
  camp: [{ en: '{} camp', fr: 'Camp de {}', es: 'Campamento de {}', ar: 'مخيم {}' }],
  collective_centre: [
    {
      en: '{} primary school',
      fr: 'École primaire de {}',
      es: 'Escuela primaria de {}',
      ar: 'مدرسة {} الابتدائية',
    },
    { en: '{} sports hall', fr: 'Salle de sport de {}', es: 'Polideportivo de {}', ar: 'صالة {} الرياضية' },
    { en: '{} market hall', fr: 'Halle de {}', es: 'Mercado cubierto de {}', ar: 'سوق {} المسقوف' },
  ],
  informal_settlement: [
    { en: '{} roadside settlement', fr: 'Site spontané de {}', es: 'Asentamiento de {}', ar: 'تجمع {}' },
    { en: '{} old quarry', fr: 'Ancienne carrière de {}', es: 'Antigua cantera de {}', ar: 'محجر {} القديم' },
  ],
  dispersed_host: [
    {
      en: '{} host quarter',
      fr: "Quartier d'accueil de {}",
      es: 'Barrio de acogida de {}',
      ar: 'حي {} المضيف',
    },
  ],
};

const CAPACITY: Readonly<Record<SiteKind, readonly [number, number]>> = {
  camp: [700, 3400],
  collective_centre: [35, 260],
  informal_settlement: [60, 700],
  dispersed_host: [50, 420],
};

const CONFLICT_KINDS: readonly SiteKind[] = [
  ...Array.from({ length: 9 }, (): SiteKind => 'camp'),
  ...Array.from({ length: 10 }, (): SiteKind => 'collective_centre'),
  ...Array.from({ length: 10 }, (): SiteKind => 'informal_settlement'),
  ...Array.from({ length: 5 }, (): SiteKind => 'dispersed_host'),
];
const FLOOD_KINDS: readonly SiteKind[] = [
  'camp',
  'collective_centre',
  'collective_centre',
  'collective_centre',
  'informal_settlement',
  'dispersed_host',
];

/** Forty sites: thirty-four of the conflict (two open in the second round) and six that the flood brought. */
export function imagineSites(
  seed: string,
  country: Country,
  crisis: Crisis,
  localities: readonly Locality[],
): Site[] {
  const random = randomOf(`${seed}/sites`);
  const ring = (cause: 'conflict' | 'flood', near: number, far: number) => {
    const heart = cause === 'flood' ? crisis.floodHeart : crisis.conflictHeart;
    return localities.filter(({ lon, lat }) => {
      const distance = kilometres([lon, lat], heart);
      return distance > near && distance < far;
    });
  };
  const homes = [
    ...random.sample(ring('conflict', 35, 210), CONFLICT_KINDS.length),
    ...random.sample(ring('flood', 8, 75), FLOOD_KINDS.length),
  ];
  const kinds = [...CONFLICT_KINDS, ...FLOOD_KINDS];
  return kinds.map((type, i) => {
    const cause = i < CONFLICT_KINDS.length ? 'conflict' : 'flood';
    const firstRound = cause === 'flood' ? 3 : i % 17 === 16 ? 2 : 1;
    // Schools are given back first; two of them before the third round and most flood shelters before the fourth.
    const closedInRound =
      type !== 'collective_centre' ? 5 : cause === 'flood' ? (i % 2 ? 4 : 5) : ([3, 5, 5, 4][i % 4] ?? 5);
    return makeSite({ seed, country, type, number: i + 1, cause, firstRound, closedInRound }, homes[i]!);
  });
}

interface Draft extends Pick<Site, 'type' | 'cause' | 'firstRound' | 'closedInRound'> {
  readonly seed: string;
  readonly country: Country;
  readonly number: number;
}

function makeSite(draft: Draft, locality: Locality): Site {
  const random = randomOf(`${draft.seed}/site/${draft.number}`);
  const pattern = random.pick(NAMES[draft.type]);
  const named = (text: string) => text.replace('{}', locality.name);
  // A few hundred metres from the middle of its locality, so still inside the sub-district.
  const [lon, lat] = shift(
    [locality.lon, locality.lat],
    random.between(-0.12, 0.12),
    random.between(-0.12, 0.12),
  );
  const [low, high] = CAPACITY[draft.type];
  const { type, cause, firstRound, closedInRound } = draft;
  return {
    ...{ type, cause, firstRound, closedInRound, locality },
    code: `QTA-${String(draft.number).padStart(4, '0')}`,
    name: named(pattern.en),
    names: { en: named(pattern.en), fr: named(pattern.fr), es: named(pattern.es), ar: named(pattern.ar) },
    state: closedInRound <= 4 ? 'closed' : 'open',
    lon: Number(lon.toFixed(5)),
    lat: Number(lat.toFixed(5)),
    pcode: locality.area.pcode,
    openedOn: openingDay(draft, random.int(1, 27)),
    closedOn: closingDay(draft.closedInRound, random.int(1, 27)),
    accessibility: random.weighted({ yes: 7, limited: 3 }),
    setting: locality.area.urban ? 'urban' : 'rural',
    capacity: Math.round(low * (high / low) ** random.next()),
  };
}

function openingDay({ firstRound, number }: Draft, day: number): string {
  const months = {
    1: ['2024-07', '2024-11', '2025-02', '2025-05', '2025-08'],
    2: ['2025-11'],
    3: ['2026-04'],
  };
  const choice = months[firstRound as 1 | 2 | 3];
  return `${choice[number % choice.length]}-${String(day).padStart(2, '0')}`;
}

function closingDay(closedInRound: number, day: number): string | null {
  const month = { 3: '2026-03', 4: '2026-08' }[closedInRound];
  return month ? `${month}-${String(day).padStart(2, '0')}` : null;
}

const COLUMNS = [
  'code',
  'name',
  'type',
  'state',
  'lat',
  'lon',
  'adm3_pcode',
  'opened_on',
  'closed_on',
  'accessibility',
  'setting',
];

/** The list as the CSV file that the product's own import of sites reads. */
export function sitesCsv(sites: readonly Site[]): string {
  const quote = (value: string | number | null) => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = sites.map((site) => [
    ...[site.code, site.name, site.type, site.state, site.lat, site.lon, site.pcode],
    ...[site.openedOn, site.closedOn, site.accessibility, site.setting],
  ]);
  return `${[COLUMNS, ...rows].map((row) => row.map(quote).join(',')).join('\n')}\n`;
}
