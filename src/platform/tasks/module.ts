import type { SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { jobs } from './jobs.ts';
import { tasksMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { type TasksConfig, tasksRoutes } from './routes.ts';
import { noticeKinds } from './service/tell.ts';
import { taskReferences } from './store/task.ts';

/** `records`: how the records of every slice are called. */
export const tasksModule = (config: TasksConfig): SliceManifest => ({
  name: 'tasks',
  routes: tasksRoutes(config),
  access,
  problems,
  jobs,
  records: [{ entity: 'tasks.task', references: taskReferences }],
  notices: { catalogue: tasksMessages, kinds: noticeKinds },
});
