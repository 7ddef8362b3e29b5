import type { FormNode } from '@sojourn/form-engine';
import type { FillKey } from '../../../messages/fill/catalogue.ts';
import { looksUpElsewhere } from './choose.ts';

/** Sentences about what a form wishes and a browser cannot do; the question can be answered all the same. */
export type LimitKey = Extract<FillKey, `limit.${string}`>;

const starts = (node: FormNode, ...words: readonly string[]): boolean =>
  node.appearance.some((name) => words.some((word) => name.startsWith(word)));

/** What must be said about a question before it is answered, if anything. */
export function limitOf(node: FormNode): LimitKey | undefined {
  if (looksUpElsewhere(node)) return 'limit.search';
  if (node.kind === 'group') return node.attributes.intent ? 'limit.app' : undefined;
  if (starts(node, 'ex:', 'ex-') || node.attributes.intent) return 'limit.app';
  if (starts(node, 'printer:')) return 'limit.printer';
  if (node.appearance.includes('bearing')) return 'limit.bearing';
  if (node.valueType === 'date' && starts(node, 'bikram-sambat', 'myanmar')) return 'limit.calendar';
  if (node.attributes.mediatype === 'osm/*') return 'limit.osm';
  return undefined;
}
