import { IconKey } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { vaultMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'vault',
  catalogue: vaultMessages,
  entries: [
    {
      id: 'keys',
      label: { en: 'Keys', fr: 'Clés', es: 'Claves', ar: 'المفاتيح' },
      icon: IconKey,
      path: '/administration/keys',
      permission: 'vault.key.read',
      order: 82,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/administration/keys',
      load: () => import('./keys-screen.tsx').then(({ KeysScreen }) => KeysScreen),
      permission: 'vault.key.read',
    },
  ],
};
