import type { SlicePages } from '#platform/ui/slice.ts';
import { offlineMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'offline',
  catalogue: offlineMessages,
  entries: [],
  routes: [
    {
      path: '/offline',
      load: () => import('./offline-screen.tsx').then(({ OfflineScreen }) => OfflineScreen),
    },
  ],
};
