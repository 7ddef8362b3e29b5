import type { RecordKind, SliceManifest } from '#platform/http/module.ts';
import { access } from './access.ts';
import { commentsMessages } from './messages/catalogue.ts';
import { problems } from './problems.ts';
import { commentsRoutes } from './routes.ts';
import { noticeKinds } from './service.ts';

/** `records`: how the records of every slice are called. */
export const commentsModule = (config: { records: () => readonly RecordKind[] }): SliceManifest => ({
  name: 'comments',
  routes: commentsRoutes(config.records),
  access,
  problems,
  notices: { catalogue: commentsMessages, kinds: noticeKinds },
});
