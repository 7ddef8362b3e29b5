import type { SliceManifest, SliceNotices } from '#platform/http/module.ts';
import { access } from './access.ts';
import { notifyJobs } from './jobs.ts';
import { problems } from './problems.ts';
import { channelRoutes } from './routes/channel.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { preferenceRoutes } from './routes/preference.ts';
import { stopRoutes } from './routes/stop.ts';
import { deviceAuth, devicePublicKey, smtpPassword, vapidKey } from './sealed.ts';
import type { Sending } from './service/send.ts';
import { isOpen, type NotifyConfig, openSender } from './service/ways-out.ts';
import { kindsOf } from './words.ts';

/** What sends, over the ways that are set up. */
export const sendingOf = (config: NotifyConfig, notices: () => readonly SliceNotices[]): Sending => ({
  kinds: kindsOf(notices),
  publicUrl: config.publicUrl,
  isOpen: (channel, db) => isOpen(config, channel, db),
  open: (channel, db) => openSender(config, channel, db),
});

/** @param notices what all slices declare of their kinds */
export const notifyModule = (
  config: NotifyConfig,
  notices: () => readonly SliceNotices[],
): SliceManifest => ({
  name: 'notify',
  routes: [
    ...inboxRoutes,
    ...preferenceRoutes(config, kindsOf(notices)),
    ...channelRoutes(config, kindsOf(notices)),
    ...stopRoutes(kindsOf(notices)),
  ],
  access,
  problems,
  jobs: notifyJobs(sendingOf(config, notices)),
  sealed: [smtpPassword, vapidKey, devicePublicKey, deviceAuth],
});
