import { IconUsers } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { identityMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'identity',
  catalogue: identityMessages,
  entries: [
    {
      id: 'people',
      label: { en: 'People', fr: 'Personnes', es: 'Personas', ar: 'الأشخاص' },
      icon: IconUsers,
      path: '/administration/people',
      permission: 'identity.account.read',
      order: 10,
      under: 'administration',
    },
  ],
  routes: [],
};
