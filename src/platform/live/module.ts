import { bind } from '#platform/http/binding.ts';
import type { SliceManifest } from '#platform/http/module.ts';
import { Problem } from '#platform/http/problem.ts';
import { listenLive } from './contract.ts';
import type { LiveHub } from './hub.ts';

export const liveModule = ({ live }: { live: LiveHub }): SliceManifest => ({
  name: 'live',
  routes: [
    bind(listenLive, async ({ actor, afterCommit }) => {
      const { accountId, sessionId } = actor;
      if (!accountId || !sessionId)
        throw new Problem(403, 'identity.in_person_only', { detail: 'Only an open page listens here.' });
      const body = live.open({ accountId, sessionId });
      // A session that ended between its look-up and here was not told of.
      afterCommit(() => void live.check().catch(() => {}));
      return {
        headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
        body,
      };
    }),
  ],
  access: { permissions: [], roleDefaults: {}, matrix: { 'live.listen': 'signed-in' } },
  problems: {},
});
