import { Button, Skeleton, Stack } from '@mantine/core';
import { IconBell, IconBellOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useList, useRead } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel, type RecordTab } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { addComment, followRecord, getStanding, listThreads, markRead, type Thread } from '../contract.ts';
import { commentsMessages } from '../messages/catalogue.ts';
import { CommentItem } from './comment-item.tsx';
import classes from './comments.module.css';
import { Composer } from './composer.tsx';

interface RecordProps {
  /** Table of the record, `schema.table`. */
  entity: string;
  entityId: string;
}

/** The tab of a record's conversation, with how much of it is new; none for people who may not read it. */
export function useConversationTab(entity: string, entityId: string): RecordTab[] {
  const t = useT(commentsMessages);
  const format = useFormat();
  const may = useMay('comments.comment.read');
  const { data } = useRead(getStanding, { querystring: { entity, entityId } }, { skip: !may });
  if (!may) return [];
  const count =
    data && (data.unread > 0 ? t('count.unread', { count: data.unread }) : format.number(data.count));
  return [
    {
      id: 'conversation',
      label: t('tab'),
      ...(count ? { count } : {}),
      content: <RecordConversation entity={entity} entityId={entityId} />,
    },
  ];
}

/** What people say to each other about a record; seen, it is read. */
function RecordConversation({ entity, entityId }: RecordProps) {
  const t = useT(commentsMessages);
  const mayWrite = useMay('comments.comment.write');
  const record = { entity, entityId };
  const list = useList(listThreads, { querystring: { ...record, limit: 30 } });
  const add = useCall(addComment, { also: ['audit'] });
  const unread = useUnread(record, list.dataUpdatedAt);
  if (list.isError && list.items.length === 0)
    return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <Skeleton height={120} aria-label={t('loading')} aria-busy />;
  const say = (text: string, parentId: string | null = null) =>
    add.mutateAsync({ body: { ...record, text, parentId } });
  return (
    <Panel title={t('tab')} aside={<Follow {...record} />}>
      <Stack>
        {list.hasNextPage && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t('earlier')}
            </Button>
          </div>
        )}
        {list.items.length === 0 && <p className={classes.quiet}>{t('empty')}</p>}
        {list.items.length > 0 && (
          <ol className={classes.threads}>
            {list.items.toReversed().map((thread) => (
              <OneThread
                key={thread.id}
                thread={unread.keep(thread)}
                record={record}
                {...(mayWrite ? { onAnswer: (text: string) => say(text, thread.id) } : {})}
              />
            ))}
          </ol>
        )}
        {mayWrite && <Composer record={record} label={t('new')} sendLabel={t('send')} onSend={say} />}
      </Stack>
    </Panel>
  );
}

/** Marks the conversation as read once it is on screen; what was new stays marked while one looks. */
function useUnread(record: { entity: string; entityId: string }, shownAt: number) {
  const { entity, entityId } = record;
  const standing = useRead(getStanding, { querystring: { entity, entityId } });
  const { mutate } = useCall(markRead);
  const [seen] = useState(() => new Set<string>());
  const unread = (standing.data?.unread ?? 0) > 0;
  useEffect(() => {
    if (shownAt > 0 && unread) mutate({ body: { entity, entityId } });
  }, [shownAt, unread, entity, entityId, mutate]);
  const marked = <C extends { id: string; unread: boolean }>(comment: C): C => {
    if (comment.unread) seen.add(comment.id);
    return seen.has(comment.id) ? { ...comment, unread: true } : comment;
  };
  return { keep: (thread: Thread): Thread => ({ ...marked(thread), answers: thread.answers.map(marked) }) };
}

interface OneThreadProps {
  thread: Thread;
  record: { entity: string; entityId: string };
  onAnswer?: (text: string) => Promise<unknown>;
}

function OneThread({ thread, record, onAnswer }: OneThreadProps) {
  const t = useT(commentsMessages);
  const [answering, setAnswering] = useState(false);
  return (
    <li>
      <CommentItem
        comment={thread}
        record={record}
        {...(onAnswer ? { onAnswer: () => setAnswering(true) } : {})}
      />
      {(thread.answers.length > 0 || answering) && (
        <div className={classes.answers}>
          {thread.answers.map((answer) => (
            <CommentItem key={answer.id} comment={answer} record={record} />
          ))}
          {answering && onAnswer && (
            <Composer
              record={record}
              label={t('answer.label')}
              sendLabel={t('answer')}
              autoFocus
              onSend={async (text) => {
                await onAnswer(text);
                setAnswering(false);
              }}
              onCancel={() => setAnswering(false)}
            />
          )}
        </div>
      )}
    </li>
  );
}

function Follow({ entity, entityId }: RecordProps) {
  const t = useT(commentsMessages);
  const { data } = useRead(getStanding, { querystring: { entity, entityId } });
  const follow = useCall(followRecord);
  if (!data) return null;
  const Icon = data.following ? IconBellOff : IconBell;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon size={16} aria-hidden />}
      loading={follow.isPending}
      onClick={() => follow.mutate({ body: { entity, entityId, following: !data.following } })}
    >
      {t(data.following ? 'unfollow' : 'follow')}
    </Button>
  );
}
