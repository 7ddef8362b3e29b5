import { IconReportAnalytics } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { reportsMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'reports',
  catalogue: reportsMessages,
  entries: [
    {
      id: 'reports',
      label: { en: 'Reports', fr: 'Rapports', es: 'Informes', ar: 'التقارير' },
      icon: IconReportAnalytics,
      path: '/reports',
      permission: 'reports.data.read',
      order: 730,
    },
  ],
  routes: [
    {
      path: '/reports',
      load: () => import('./data-set-list.tsx').then((m) => m.DataSetList),
      permission: 'reports.data.read',
    },
    {
      path: '/reports/$dataSet',
      load: () => import('./data-set-view.tsx').then((m) => m.DataSetView),
      permission: 'reports.data.read',
    },
  ],
};
