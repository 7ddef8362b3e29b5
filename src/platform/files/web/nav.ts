import type { SlicePages } from '#platform/ui/slice.ts';
import { filesMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = { id: 'files', catalogue: filesMessages, entries: [], routes: [] };
