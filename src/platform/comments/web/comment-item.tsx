import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useT } from '#platform/i18n/web/use-t.tsx';
import { useCall, useRead } from '#platform/ui/call.ts';
import { ConfirmDialog } from '#platform/ui/confirm-dialog.tsx';
import { Dialog } from '#platform/ui/dialog.tsx';
import { Problem } from '#platform/ui/problem.tsx';
import { StateBadge } from '#platform/ui/state-badge.tsx';
import { type Comment, editComment, listRevisions, removeComment } from '../contract.ts';
import { commentsMessages } from '../messages/catalogue.ts';
import classes from './comments.module.css';
import { Composer } from './composer.tsx';
import { type Person, partsOf } from './mentions.ts';

interface CommentItemProps {
  comment: Comment;
  record: { entity: string; entityId: string };
  /** Opens the field for an answer; none where it is not answered. */
  onAnswer?: (() => void) | undefined;
}

/** One comment: who, when, what; its author may change or take it back. */
export function CommentItem({ comment, record, onAnswer }: CommentItemProps) {
  const t = useT(commentsMessages);
  const [open, setOpen] = useState<'edit' | 'remove' | 'before' | null>(null);
  const edit = useCall(editComment, { also: ['audit'] });
  const remove = useCall(removeComment, { also: ['audit'] });
  const params = { commentId: comment.id };
  return (
    <article className={classes.comment} data-unread={comment.unread || undefined}>
      <Head comment={comment} />
      {comment.removed && <p className={classes.removed}>{t('removed')}</p>}
      {!comment.removed && open !== 'edit' && <Text text={comment.text} people={comment.people} />}
      {open === 'edit' && (
        <Composer
          record={record}
          label={t('edit')}
          sendLabel={t('save')}
          initial={comment}
          autoFocus
          onSend={async (text) => {
            await edit.mutateAsync({ params, body: { text } });
            setOpen(null);
          }}
          onCancel={() => setOpen(null)}
        />
      )}
      {!comment.removed && open !== 'edit' && (
        <div className={classes.acts}>
          {onAnswer && <Act label={t('answer')} onClick={onAnswer} />}
          {comment.mayEdit && <Act label={t('edit')} onClick={() => setOpen('edit')} />}
          {comment.mine && <Act label={t('remove')} onClick={() => setOpen('remove')} />}
          {comment.editedAt && <Act label={t('edited')} onClick={() => setOpen('before')} />}
        </div>
      )}
      {open === 'remove' && (
        <ConfirmDialog
          title={t('remove.title')}
          confirmLabel={t('remove')}
          tone="bad"
          onConfirm={() => remove.mutateAsync({ params })}
          onClose={() => setOpen(null)}
        >
          <p>{t('remove.text')}</p>
        </ConfirmDialog>
      )}
      {open === 'before' && <Before commentId={comment.id} onClose={() => setOpen(null)} />}
    </article>
  );
}

const Act = (props: { label: string; onClick: () => void }) => (
  <Button size="compact-sm" variant="subtle" onClick={props.onClick}>
    {props.label}
  </Button>
);

function Head({ comment }: { comment: Comment }) {
  const t = useT(commentsMessages);
  const format = useFormat();
  return (
    <div className={classes.head}>
      <strong>
        <bdi>{comment.author.name}</bdi>
      </strong>
      {comment.unread && <StateBadge tone="info">{t('unread')}</StateBadge>}
      <time dateTime={comment.createdAt} title={format.dateTime(comment.createdAt)}>
        {format.relative(comment.createdAt)}
      </time>
    </div>
  );
}

function Text({ text, people }: { text: string; people: readonly Person[] }) {
  return (
    <p className={classes.text} dir="auto">
      {partsOf(text, people).map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are told apart by their place alone
          <bdi key={index} className={classes.mention}>
            @{part.name}
          </bdi>
        ),
      )}
    </p>
  );
}

/** What an edited comment said before. */
function Before({ commentId, onClose }: { commentId: string; onClose: () => void }) {
  const t = useT(commentsMessages);
  const format = useFormat();
  const { data, error } = useRead(listRevisions, { params: { commentId } });
  return (
    <Dialog onClose={onClose} title={t('before')}>
      <Stack>
        {error && <Problem error={error} />}
        {data?.items.map(({ text, until }) => (
          <div key={until}>
            <p className={classes.quiet}>{t('until', { when: format.dateTime(until) })}</p>
            <Text text={text} people={data.people} />
          </div>
        ))}
      </Stack>
    </Dialog>
  );
}
