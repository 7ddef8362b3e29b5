import { offlinePort } from '#platform/ui/offline-port.ts';
import { sparingPreference } from '#platform/ui/preferences.ts';
import type { OfflineProvider } from '#platform/ui/slice.ts';
import { countUnread, getNotice, type InboxNotice, listNotices } from '../contract/inbox.ts';
import { notifyMessages } from '../messages/catalogue.ts';

const MOST = 100;

/** The newest notices, as the inbox asks for them. */
export const offline: OfflineProvider = {
  async offers({ call, translate }) {
    const t = await translate(notifyMessages);
    const keep = async () => {
      // The questions are those of the inbox itself: an answer is found by its question.
      const limit = sparingPreference.get() ? { limit: 20 } : {};
      let cursor: string | null = null;
      let kept = 0;
      do {
        const querystring = { ...limit, ...(cursor ? { cursor } : {}) };
        const page: { items: InboxNotice[]; nextCursor: string | null } = await call(listNotices, {
          querystring,
        });
        for (const notice of page.items)
          offlinePort()?.keep(getNotice, { params: { noticeId: notice.id } }, notice);
        kept += page.items.length;
        cursor = page.nextCursor;
      } while (cursor && kept < MOST);
      await call(countUnread, {});
    };
    return [
      {
        id: 'notify.inbox',
        title: t('offline.inbox'),
        detail: t('offline.inbox.most', { count: MOST }),
        keep,
      },
    ];
  },
};
