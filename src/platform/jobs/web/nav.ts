import { IconProgressCheck } from '@tabler/icons-react';
import type { SlicePages } from '#platform/ui/slice.ts';
import { jobsMessages } from '../messages/catalogue.ts';

export const nav: SlicePages = {
  id: 'jobs',
  catalogue: jobsMessages,
  entries: [
    {
      id: 'jobs',
      label: { en: 'Jobs', fr: 'Tâches', es: 'Tareas', ar: 'المهام الآلية' },
      icon: IconProgressCheck,
      path: '/administration/jobs',
      permission: 'jobs.job.read',
      order: 85,
      under: 'administration',
    },
  ],
  routes: [
    {
      path: '/administration/jobs',
      load: () => import('./job-screen.tsx').then(({ JobScreen }) => JobScreen),
      permission: 'jobs.job.read',
    },
    { path: '/jobs', load: () => import('./own-jobs.tsx').then(({ OwnJobs }) => OwnJobs) },
  ],
  records: { 'jobs.run': '/jobs' },
  home: () => import('./home.ts').then(({ home }) => home),
};
