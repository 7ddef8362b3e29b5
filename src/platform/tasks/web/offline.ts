import { offlinePort } from '#platform/ui/offline-port.ts';
import { sparingPreference } from '#platform/ui/preferences.ts';
import { may } from '#platform/ui/session.tsx';
import type { OfflineProvider } from '#platform/ui/slice.ts';
import type { Task } from '../contract/shapes.ts';
import { getTask, listTasks } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';

const MOST = 200;

/** The open tasks of the person, as their list asks for them. */
export const offline: OfflineProvider = {
  async offers({ call, me, operation, translate }) {
    if (!may(me, 'tasks.task.work')) return [];
    const t = await translate(tasksMessages);
    const keep = async () => {
      const asked = {
        ...(sparingPreference.get() ? { limit: 20 } : {}),
        ...(operation ? { operationId: operation.id } : {}),
        sort: 'due' as const,
      };
      let cursor: string | null = null;
      let kept = 0;
      do {
        const querystring = { ...asked, ...(cursor ? { cursor } : {}) };
        const page: { items: Task[]; nextCursor: string | null } = await call(listTasks, { querystring });
        for (const task of page.items) offlinePort()?.keep(getTask, { params: { taskId: task.id } }, task);
        kept += page.items.length;
        cursor = page.nextCursor;
      } while (cursor && kept < MOST);
    };
    return [
      {
        id: `tasks.list.${operation?.id ?? 'all'}`,
        title: operation ? t('offline.tasksOf', { operation: operation.name }) : t('offline.tasks'),
        detail: t('offline.tasks.most', { count: MOST }),
        keep,
      },
    ];
  },
};
