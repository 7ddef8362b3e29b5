import { may } from '#platform/ui/session.tsx';
import type { HomeProvider } from '#platform/ui/slice.ts';
import { getBackups } from '../contract.ts';
import { backupMessages } from '../messages/catalogue.ts';

export const home: HomeProvider = {
  async needs(context) {
    if (!may(context.me, 'backup.backup.read')) return [];
    const { overdue } = await context.call(getBackups, {}, context.signal);
    if (!overdue) return [];
    const t = await context.translate(backupMessages);
    return [
      { id: 'backup.overdue', title: t('home.overdue'), to: '/administration/backups', urgency: 'now' },
    ];
  },
};
