import { may } from '#platform/ui/session.tsx';
import type { SearchProvider } from '#platform/ui/slice.ts';
import { listTasks } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';

/** Tasks by title or code, of all that the person may see. */
export const search: SearchProvider = {
  async search(text, { call, me, translate, signal }) {
    if (!may(me, 'tasks.task.work')) return [];
    const t = await translate(tasksMessages);
    const { items } = await call(listTasks, { querystring: { q: text, view: 'all', limit: 6 } }, signal);
    return items.map((task) => ({
      id: task.id,
      title: task.title,
      detail: [task.code, t(`value.state.${task.state}`), task.record?.reference].filter(Boolean).join(' · '),
      to: `/tasks/${task.id}`,
    }));
  },
};
