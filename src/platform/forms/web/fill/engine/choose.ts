import type { FormNode } from '@sojourn/form-engine';

export type ControlName =
  | 'note'
  | 'text'
  | 'number'
  | 'date'
  | 'date-parts'
  | 'time'
  | 'date-time'
  | 'choices'
  | 'search'
  | 'rank'
  | 'range'
  | 'rating'
  | 'trigger'
  | 'point'
  | 'points'
  | 'file'
  | 'drawing'
  | 'barcode'
  | 'image-map'
  | 'choice-map'
  | 'app-list'
  | 'fixed';

/** Longer lists are searched, not scrolled: nobody reads two hundred buttons on a phone. */
const LONGEST_LIST = 40;
const SEARCHED = ['minimal', 'search', 'autocomplete', 'picker'];
const DRAWN = ['draw', 'signature', 'annotate'];
const BY_PARTS = [
  'month-year',
  'year',
  'no-calendar',
  'ethiopian',
  'coptic',
  'islamic',
  'persian',
  'buddhist',
];
/** What shows an answer that the form locked as well as it takes one. */
const SHOWS_LOCKED = ['geopoint', 'geotrace', 'geoshape'];

const looks = (node: FormNode, names: readonly string[]): boolean =>
  names.some((name) => node.appearance.includes(name));

/** What a question is answered with: by its control, the type of its answer and its appearance. */
export function controlFor(node: FormNode): ControlName {
  if (node.kind === 'note') return 'note';
  const showsLocked =
    ['upload', 'trigger'].includes(node.control ?? '') || SHOWS_LOCKED.includes(node.valueType);
  if (node.readonly && !showsLocked) return 'fixed';
  switch (node.control) {
    case 'select1':
    case 'select':
      return choosing(node);
    case 'rank':
      return 'rank';
    case 'range':
      if (looks(node, ['picker'])) return 'search';
      return looks(node, ['rating']) ? 'rating' : 'range';
    case 'trigger':
      return 'trigger';
    case 'upload':
      return looks(node, DRAWN) ? 'drawing' : 'file';
    default:
      return typing(node);
  }
}

/** `search('file')`: choices that only ODK Collect looks up. */
export const looksUpElsewhere = ({ appearance }: FormNode): boolean =>
  appearance.some((name) => name.startsWith('search('));

function choosing(node: FormNode): ControlName {
  if (looksUpElsewhere(node)) return 'app-list';
  if (looks(node, ['image-map'])) return 'image-map';
  if (looks(node, ['map', 'quick-map']) && node.choices().some(({ geometry }) => geometry))
    return 'choice-map';
  const many = node.choices().length > LONGEST_LIST;
  return many || looks(node, SEARCHED) ? 'search' : 'choices';
}

function typing(node: FormNode): ControlName {
  switch (node.valueType) {
    case 'int':
    case 'decimal':
      return 'number';
    case 'date':
      return looks(node, BY_PARTS) ? 'date-parts' : 'date';
    case 'time':
      return 'time';
    case 'dateTime':
      return 'date-time';
    case 'geopoint':
      return 'point';
    case 'geotrace':
    case 'geoshape':
      return 'points';
    case 'barcode':
      return 'barcode';
    case 'binary':
      return 'file';
    default:
      return 'text';
  }
}

/** Controls of one field: the question itself is its `<label>`. All others are groups with the question as name. */
export const isField = (name: ControlName): boolean =>
  ['text', 'number', 'date', 'time', 'date-time', 'search', 'barcode'].includes(name);
