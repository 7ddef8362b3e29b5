import type { SlicePages } from '#platform/ui/slice.ts';
import { notifyMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'notify',
  catalogue: notifyMessages,
  // The bell in the top bar leads here.
  entries: [],
  routes: [
    { path: '/inbox', load: () => import('./inbox.tsx').then(({ Inbox }) => Inbox) },
    {
      path: '/inbox/$noticeId',
      load: () => import('./notice-view.tsx').then(({ NoticeView }) => NoticeView),
    },
  ],
};
