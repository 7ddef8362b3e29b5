import { Button, Stack, Textarea } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall } from '#platform/ui/call.ts';
import { Problem } from '#platform/ui/problem.tsx';
import { Panel } from '#platform/ui/record/record-screen.tsx';
import { useMay } from '#platform/ui/session.tsx';
import { commentRecord, type FormRecord } from '../../contract/record.ts';
import { formsMessages } from '../../messages/catalogue.ts';
import classes from '../forms.module.css';
import { ReviewBadge } from '../parts.tsx';

/** What people said of the record, and how its review went. */
export function CommentsTab({ record }: { record: FormRecord }) {
  const t = useT(formsMessages);
  const mayComment = useMay('forms.record.review');
  return (
    <Panel title={t('tab.comments')}>
      {record.comments.length === 0 && <p className={classes.quiet}>{t('comments.none')}</p>}
      {record.comments.length > 0 && (
        <ul className={classes.comments}>
          {record.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ul>
      )}
      {mayComment && <NewComment recordId={record.id} />}
    </Panel>
  );
}

function Comment({ comment }: { comment: FormRecord['comments'][number] }) {
  const t = useT(formsMessages);
  const format = useFormat();
  const { stateBefore, stateAfter } = comment;
  return (
    <li className={classes.comment}>
      <div className={classes.commentHead}>
        <strong>{comment.byName ?? t('comments.somebody')}</strong>
        <time dateTime={comment.at} title={format.relative(comment.at)}>
          {format.dateTime(comment.at)}
        </time>
      </div>
      {stateAfter && (
        <div className={classes.arrow}>
          {stateBefore && <ReviewBadge state={stateBefore} />}
          <IconArrowRight size={15} className="sj-flip" aria-hidden />
          <ReviewBadge state={stateAfter} />
        </div>
      )}
      {comment.text && (
        <p className={classes.commentText}>
          <bdi>{comment.text}</bdi>
        </p>
      )}
    </li>
  );
}

function NewComment({ recordId }: { recordId: string }) {
  const t = useT(formsMessages);
  const [text, setText] = useState('');
  const add = useCall(commentRecord, { also: ['audit'], onDone: () => setText('') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate({ params: { recordId }, body: { text: text.trim() } });
      }}
    >
      <Stack gap="sm" align="flex-start">
        <Textarea
          w="100%"
          label={t('comments.new')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={5000}
          autosize
          minRows={2}
          maxRows={12}
        />
        {add.error && <Problem error={add.error} />}
        <Button type="submit" loading={add.isPending} disabled={!text.trim()}>
          {t('comments.add')}
        </Button>
      </Stack>
    </form>
  );
}
