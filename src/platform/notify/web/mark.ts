import type { RouteInput } from '@sojourn/route-contract';
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { isQueued, queryKey, useCall } from '#platform/ui/call.ts';
import { offlinePort } from '#platform/ui/offline-port.ts';
import {
  countUnread,
  getNotice,
  type InboxNotice,
  listNotices,
  markNotices,
  type marks,
  readAllNotices,
} from '../contract/inbox.ts';
import { marked } from '../domain/mark.ts';

type Mark = (typeof marks)[number];
type Change = (notice: InboxNotice) => InboxNotice;
type Page = { items: InboxNotice[]; nextCursor: string | null };
type ListInput = RouteInput<typeof listNotices>;

/** Marks notices; without a link the mark waits on this device, and what is shown and kept here has it at once. */
export function useMark() {
  const queries = useQueryClient();
  const { mutateAsync } = useCall(markNotices);
  return async (ids: readonly string[], as: Mark): Promise<void> => {
    const change: Change = (notice) => (ids.includes(notice.id) ? marked(notice, as) : notice);
    await mutateAsync({ body: { ids: [...ids], as } }).catch(orHere(queries, change));
  };
}

export function useReadAll() {
  const queries = useQueryClient();
  const { mutateAsync, isPending } = useCall(readAllNotices);
  const readAll = async (): Promise<void> => {
    const until = new Date().toISOString();
    const change: Change = (notice) => (notice.at <= until ? marked(notice, 'read') : notice);
    await mutateAsync({ body: { until } }).catch(orHere(queries, change, () => 0));
  };
  return { readAll, isPending };
}

const orHere = (queries: QueryClient, change: Change, unread?: () => number) => (error: unknown) => {
  if (!isQueued(error)) throw error;
  markHere(queries, change, unread);
};

function markHere(queries: QueryClient, change: Change, unread?: () => number): void {
  const port = offlinePort();
  const newlyRead = new Set<string>();
  const newlyUnread = new Set<string>();
  const changed: Change = (notice) => {
    const after = change(notice);
    if (after === notice) return notice;
    if (!notice.read && after.read) newlyRead.add(notice.id);
    if (notice.read && !after.read) newlyUnread.add(notice.id);
    port?.keep(getNotice, { params: { noticeId: after.id } }, after);
    return after;
  };
  for (const [key, data] of queries.getQueriesData<InfiniteData<Page, string | null>>({
    queryKey: queryKey(listNotices).slice(0, 2),
  })) {
    if (!data) continue;
    const pages = data.pages.map((page) => ({ ...page, items: page.items.map(changed) }));
    queries.setQueryData(key, { ...data, pages });
    const { querystring, ...rest } = key[2] as ListInput;
    for (const [i, page] of pages.entries()) {
      const cursor = data.pageParams[i];
      port?.keep(
        listNotices,
        { ...rest, querystring: { ...querystring, ...(cursor ? { cursor } : {}) } },
        page,
      );
    }
  }
  queries.setQueriesData<InboxNotice>(
    { queryKey: queryKey(getNotice).slice(0, 2) },
    (notice) => notice && changed(notice),
  );
  const count = queries.getQueryData<{ unread: number; kinds: string[] }>(queryKey(countUnread, {}));
  if (!count) return;
  const now = {
    ...count,
    unread: unread ? unread() : Math.max(0, count.unread - newlyRead.size + newlyUnread.size),
  };
  queries.setQueryData(queryKey(countUnread, {}), now);
  port?.keep(countUnread, {}, now);
}
