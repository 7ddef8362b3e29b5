import type { SlicePages } from '#platform/ui/slice.ts';
import { commentsMessages } from '../messages/catalogue.ts';

/** No screens of its own: conversations stand with their records. */
export const nav: SlicePages = { id: 'comments', catalogue: commentsMessages, entries: [], routes: [] };
