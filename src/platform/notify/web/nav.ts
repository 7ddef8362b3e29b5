import { IconBell } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { notifyMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'notify',
  catalogue: notifyMessages,
  // The bell in the top bar leads to the inbox.
  entries: [
    {
      id: 'notices',
      label: { en: 'Notices', fr: 'Avis', es: 'Avisos', ar: 'الإشعارات' },
      icon: IconBell,
      path: '/administration/notices',
      permission: 'notify.channel.read',
      order: 60,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/profile/notices',
      load: () => import('./preferences.tsx').then(({ Preferences }) => Preferences),
    },
    {
      path: '/administration/notices',
      load: () => import('./channels.tsx').then(({ Channels }) => Channels),
      permission: 'notify.channel.read',
    },
    {
      path: '/unsubscribe/$token',
      load: () => import('./stop-mail.tsx').then(({ StopMail }) => StopMail),
      frame: 'public',
    },
    { path: '/inbox', load: () => import('./inbox.tsx').then(({ Inbox }) => Inbox) },
    {
      path: '/inbox/$noticeId',
      load: () => import('./notice-view.tsx').then(({ NoticeView }) => NoticeView),
    },
  ],
  offline: () => import('./offline.ts').then((m) => m.offline),
};
