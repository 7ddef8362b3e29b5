import { IconDatabaseExport } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { backupMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'backup',
  catalogue: backupMessages,
  entries: [
    {
      id: 'backups',
      label: { en: 'Backups', fr: 'Sauvegardes', es: 'Copias de seguridad', ar: 'النسخ الاحتياطية' },
      icon: IconDatabaseExport,
      path: '/administration/backups',
      permission: 'backup.backup.read',
      order: 90,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/administration/backups',
      load: () => import('./backup-screen.tsx').then(({ BackupScreen }) => BackupScreen),
      permission: 'backup.backup.read',
    },
  ],
  home: () => import('./home.ts').then(({ home }) => home),
};
