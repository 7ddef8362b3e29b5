import type { SlicePages } from '#platform/ui/slice.ts';
import { documentsMessages } from '../messages/catalogue.ts';

/** No screens: documents are made where their figures are, and found with the jobs that made them. */
export const nav: SlicePages = { id: 'documents', catalogue: documentsMessages, entries: [], routes: [] };
