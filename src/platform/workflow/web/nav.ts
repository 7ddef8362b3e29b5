import type { SlicePages } from '#platform/ui/slice.ts';
import { workflowMessages } from '../messages/catalogue.ts';

/** No screen of its own: the sentences of its refusals only. */
export const nav: SlicePages = { id: 'workflow', catalogue: workflowMessages, entries: [], routes: [] };
