import type { InboxNotice, marks } from '../contract/inbox.ts';

/** A notice as the server will have it after a mark, for the time in which the mark waits for a link. */
export function marked(notice: InboxNotice, as: (typeof marks)[number]): InboxNotice {
  switch (as) {
    case 'read':
      return { ...notice, read: true };
    case 'unread':
      return { ...notice, read: false };
    case 'archived':
      return { ...notice, archived: true, read: true };
    case 'kept':
      return { ...notice, archived: false };
  }
}
