import { DATE_FUNCTIONS } from './datetime.ts';
import { GEO_FUNCTIONS } from './geo.ts';
import { LOGIC_FUNCTIONS } from './logic.ts';
import { NODE_FUNCTIONS } from './nodesets.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import type { Library } from './spec.ts';
import { STRING_FUNCTIONS } from './strings.ts';

/** XPath 1.0 core, the functions of the ODK XForms specification, and the few that clients added since. */
export const FUNCTIONS: Library = new Map([
  ...STRING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...LOGIC_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...NODE_FUNCTIONS,
  ...GEO_FUNCTIONS,
]);
