import { IconChecklist } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { tasksMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'tasks',
  catalogue: tasksMessages,
  entries: [
    {
      id: 'tasks',
      label: { en: 'Tasks', fr: 'Tâches', es: 'Tareas', ar: 'المهام' },
      icon: IconChecklist,
      path: '/tasks',
      permission: 'tasks.task.work',
      order: 50,
    },
  ],
  routes: [
    {
      path: '/tasks',
      load: () => import('./task-list.tsx').then((m) => m.TaskList),
      permission: 'tasks.task.work',
    },
    {
      path: '/tasks/$taskId',
      load: () => import('./task-view.tsx').then((m) => m.TaskView),
      permission: 'tasks.task.work',
    },
  ],
  records: { 'tasks.task': '/tasks/$id' },
  home: () => import('./home.ts').then((m) => m.home),
  search: () => import('./search.ts').then((m) => m.search),
  offline: () => import('./offline.ts').then((m) => m.offline),
};
