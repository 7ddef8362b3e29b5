import type { Person } from './browser.ts';

const person = (name: string): Person => ({
  email: `${name.toLowerCase().replace(' ', '.')}@sojourn.example`,
  password: 'tesovar-demo',
});

/** The invented people of the demonstration by what they are. */
export const people = {
  administrator: person('Sovane Belumar'),
  officer: person('Timaro Vekadel'),
  assistant: person('Kalune Fezoran'),
  director: person('Vedanu Kosharel'),
  outsider: person('Mireso Zanubel'),
  enumerator: person('Dakove Runamel'),
  auditor: person('Tazilo Merokan'),
};

/** Parts of their names: none of them may stand in the title of a page, which a shared screen shows to all. */
export const nameParts =
  /Sovane|Belumar|Timaro|Vekadel|Lenuze|Doravim|Kalune|Fezoran|Orsimo|Talunde|Vedanu|Kosharel|Mireso|Zanubel|Dakove|Runamel|Namire|Soludan|Tazilo|Merokan/i;
