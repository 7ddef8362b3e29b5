import { IconBell } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useT } from '#platform/i18n/web/use-t.tsx';
import { useLive } from '#platform/live/web/use-live.ts';
import { refresh, useRead } from '#platform/ui/call.ts';
import { AppLink } from '#platform/ui/link.tsx';
import { countUnread } from '../contract/inbox.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import classes from './notify.module.css';

const SHOWN = 99;

/** The way to the inbox, with the number of what is unread. Keeps everything of this slice up to date while it stands. */
export function Bell() {
  const t = useT(notifyMessages);
  const queries = useQueryClient();
  const { data } = useRead(countUnread, {});
  useLive('notify.notice', () => void refresh(queries, ['notify']));
  const unread = data?.unread ?? 0;
  return (
    <AppLink to="/inbox" className={classes.bell} aria-label={t('bell', { count: unread })}>
      <IconBell size={20} stroke={1.7} aria-hidden />
      {unread > 0 && (
        <span className={classes.count} aria-hidden>
          {unread > SHOWN ? `${SHOWN}+` : unread}
        </span>
      )}
    </AppLink>
  );
}
