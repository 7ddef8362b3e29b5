import { IconFolders } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { caseworkMessages } from '../messages/catalogue.ts';

/** Screens of the fictional slice. A test builds them into a web of its own; the product knows nothing of them. */
export const nav: SlicePages = {
  id: 'casework',
  catalogue: caseworkMessages,
  entries: [
    {
      id: 'casework',
      label: { en: 'Cases', fr: 'Cas', es: 'Casos', ar: 'الحالات' },
      icon: IconFolders,
      path: '/casework/cases',
      permission: 'casework.case.read',
      order: 300,
    },
  ],
  routes: [
    {
      path: '/casework/cases',
      load: () => import('./case-list.tsx').then(({ CaseList }) => CaseList),
      permission: 'casework.case.read',
    },
    {
      path: '/casework/cases/$caseId',
      load: () => import('./case-view.tsx').then(({ CaseView }) => CaseView),
      permission: 'casework.case.read',
    },
  ],
  records: { 'casework.case': '/casework/cases/$id' },
};
