import { may } from '#platform/ui/session.tsx';
import type { HomeProvider, Need, ProviderContext } from '#platform/ui/slice.ts';
import type { Task } from '../contract/shapes.ts';
import { countTasks, listTasks } from '../contract/task.ts';
import { tasksMessages } from '../messages/catalogue.ts';

/** Home answers what needs somebody now; the rest stands in the list. */
const SHOWN = 6;
const HOUR = 3_600_000;

function urgencyOf({ dueAt, priority }: Task, now: number): Need['urgency'] {
  const left = dueAt === null ? Number.POSITIVE_INFINITY : new Date(dueAt).getTime() - now;
  if (left < 24 * HOUR || priority === 'urgent') return 'now';
  return left < 72 * HOUR || priority === 'high' ? 'soon' : 'whenever';
}

const whereOf = (operation: ProviderContext['operation']) => (operation ? { operationId: operation.id } : {});

/** My own tasks, what is due first, and how many wait for somebody of my roles. */
export const home: HomeProvider = {
  async needs({ call, me, operation, translate, signal }) {
    if (!may(me, 'tasks.task.work')) return [];
    const t = await translate(tasksMessages);
    const where = whereOf(operation);
    const [mine, queue] = await Promise.all([
      call(listTasks, { querystring: { ...where, limit: SHOWN } }, signal),
      call(countTasks, { querystring: { ...where, view: 'queue' } }, signal),
    ]);
    const now = Date.now();
    const own = mine.items.map(
      (task): Need => ({
        id: `tasks.${task.id}`,
        title: task.title,
        detail: [task.code, task.record?.reference].filter(Boolean).join(' · '),
        to: `/tasks/${task.id}`,
        urgency: urgencyOf(task, now),
        ...(task.dueAt ? { due: task.dueAt } : {}),
      }),
    );
    if (queue.count === 0) return own;
    return [
      ...own,
      {
        id: 'tasks.queue',
        title: t('home.queue'),
        to: '/tasks?view=queue',
        count: queue.count,
        urgency: 'soon',
      },
    ];
  },
};
