/** An office of the tree; the parent stands before its children. */
export interface DemoOffice {
  readonly code: string;
  readonly parent: string | null;
  readonly name: string;
  readonly country: string | null;
}

export interface DemoPerson {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly language: 'en' | 'fr' | 'es' | 'ar';
  /** Id of a built-in role. */
  readonly role:
    | 'administrator'
    | 'displacement-officer'
    | 'displacement-assistant'
    | 'director'
    | 'auditor'
    | 'enumerator';
  readonly office: string;
  /** What the person is, for the list that the demonstration prints. */
  readonly title: string;
}

/** Headquarters, a regional office and two country offices; that of Tesovar has two sub-offices. */
export const OFFICES: readonly DemoOffice[] = [
  { code: 'HQ', parent: null, name: 'Headquarters', country: null },
  { code: 'RO-SOUTH', parent: 'HQ', name: 'Regional Office for the Southern Islands', country: null },
  { code: 'QT-CO', parent: 'RO-SOUTH', name: 'Country Office Tesovar', country: 'QT' },
  { code: 'QT-NORTH', parent: 'QT-CO', name: 'Sub-office North', country: 'QT' },
  { code: 'QT-SOUTH', parent: 'QT-CO', name: 'Sub-office South', country: 'QT' },
  { code: 'QU-CO', parent: 'RO-SOUTH', name: 'Country Office Meluvane', country: 'QU' },
];

const person = (name: string, rest: Omit<DemoPerson, 'name' | 'email'>): DemoPerson => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@sojourn.example`,
  ...rest,
});

/** Invented people with invented names; addresses end in the reserved domain `example`. */
export const PEOPLE: readonly DemoPerson[] = [
  person('Sovane Belumar', {
    key: 'administrator',
    language: 'en',
    role: 'administrator',
    office: 'HQ',
    title: 'Administrator',
  }),
  person('Timaro Vekadel', {
    key: 'officer',
    language: 'en',
    role: 'displacement-officer',
    office: 'QT-CO',
    title: 'Displacement tracking officer',
  }),
  person('Lenuze Doravim', {
    key: 'data-manager',
    language: 'fr',
    role: 'displacement-officer',
    office: 'QT-CO',
    title: 'Data manager',
  }),
  person('Kalune Fezoran', {
    key: 'assistant-north',
    language: 'ar',
    role: 'displacement-assistant',
    office: 'QT-NORTH',
    title: 'Displacement tracking assistant, north',
  }),
  person('Orsimo Talunde', {
    key: 'assistant-south',
    language: 'es',
    role: 'displacement-assistant',
    office: 'QT-SOUTH',
    title: 'Displacement tracking assistant, south',
  }),
  person('Vedanu Kosharel', {
    key: 'director',
    language: 'fr',
    role: 'director',
    office: 'QT-CO',
    title: 'Chief of mission',
  }),
  person('Mireso Zanubel', {
    key: 'outsider',
    language: 'en',
    role: 'displacement-officer',
    office: 'QU-CO',
    title: 'Displacement tracking officer of another country: sees nothing of Tesovar',
  }),
  person('Dakove Runamel', {
    key: 'enumerator-north',
    language: 'ar',
    role: 'enumerator',
    office: 'QT-NORTH',
    title: 'Enumerator, north',
  }),
  person('Namire Soludan', {
    key: 'enumerator-south',
    language: 'fr',
    role: 'enumerator',
    office: 'QT-SOUTH',
    title: 'Enumerator, south',
  }),
  person('Tazilo Merokan', {
    key: 'auditor',
    language: 'en',
    role: 'auditor',
    office: 'HQ',
    title: 'Auditor',
  }),
];

export const OPERATION = {
  code: 'QTA-DTM',
  name: 'Tesovar displacement tracking',
  office: 'QT-CO',
  country: 'QT',
  status: 'active',
} as const;

/** Device accounts; a submission's `device` is an index into this list. */
export const DEVICES = [
  { name: 'Demonstration device, north', enumerator: 'enumerator-north' },
  { name: 'Demonstration device, south', enumerator: 'enumerator-south' },
] as const;
