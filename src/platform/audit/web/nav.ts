import { IconHistory } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { auditMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'audit',
  catalogue: auditMessages,
  entries: [
    {
      id: 'audit',
      label: { en: 'Audit log', fr: 'Journal d’audit', es: 'Registro de auditoría', ar: 'سجل التدقيق' },
      icon: IconHistory,
      path: '/administration/audit',
      permission: 'audit.entry.read',
      order: 80,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/administration/audit',
      load: () => import('./audit-screen.tsx').then(({ AuditScreen }) => AuditScreen),
      permission: 'audit.entry.read',
    },
  ],
};
