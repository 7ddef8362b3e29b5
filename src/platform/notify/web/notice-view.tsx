import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useRead } from '#platform/ui/call.ts';
import { useGo } from '#platform/ui/link.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { recordPath } from '#platform/ui/record/record-kinds.ts';
import { RecordScreen } from '#platform/ui/record/record-screen.tsx';
import { getNotice } from '../contract/inbox.ts';
import { notifyMessages } from '../messages/catalogue.ts';
import { useMark } from './mark.ts';
import { useNoticeWords } from './use-notice-words.ts';

/** Opens a notice: it is read then, and leads on to its record where there is one to see. */
export function NoticeView() {
  const t = useT(notifyMessages);
  const { noticeId } = useParams({ strict: false }) as { noticeId: string };
  const format = useFormat();
  const go = useGo();
  const { data, error, refetch } = useRead(getNotice, { params: { noticeId } });
  const mark = useRef(useMark());
  const { say } = useNoticeWords(data ? [data.kind] : []);
  const to = data?.record ? recordPath(data.record.entity, data.record.entityId) : undefined;
  const opened = useRef(false);
  useEffect(() => {
    if (!data || opened.current) return;
    opened.current = true;
    // Not said where it fails: the notice stays unread, and is there again.
    if (!data.read) void mark.current([data.id], 'read').catch(() => undefined);
    if (to) go(to, { replace: true });
  }, [data, to, go]);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!data || to) return null;
  return (
    <RecordScreen
      reference={t('inbox.notice')}
      showReference={false}
      title={say(data)}
      back={{ to: '/inbox', label: t('inbox.back') }}
      tabs={[]}
    >
      <Text size="sm" c="dimmed">
        {format.dateTime(data.at)}
      </Text>
      {data.hidden && <p>{t('inbox.hidden')}</p>}
    </RecordScreen>
  );
}
